insert into purchases (member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at) select @MemberCode, @PurchasedAt, @ProductCode, @StoreCode, @Quantity, @Amount, @KitRemaining, @KitAt where not exists (select 1 from purchases where member_code = @MemberCode and purchased_at = @PurchasedAt and product_code = @ProductCode and store_code = @StoreCode);

select kit_remaining from purchases where member_code = @memberCode and kit_at is not null order by kit_at desc offset 0 rows fetch next @count rows only;

select member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at from purchases
where member_code >= @MemberCode and (member_code > @MemberCode or purchased_at > @At
  or (purchased_at = @At and (product_code > @ProductCode or (product_code = @ProductCode and store_code > @StoreCode))))
order by member_code, purchased_at, product_code, store_code offset 0 rows fetch next @count rows only;

select member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at from purchases where member_code = @MemberCode and purchased_at = @PurchasedAt and product_code = @ProductCode and store_code = @StoreCode;

select member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at from purchases where member_code = @memberCode order by purchased_at desc, product_code, store_code offset 0 rows fetch next @count rows only;

select w.store_code, w.product_code, w.reaction, count(*) as reactions, sum(w.hit) as bought from (
  select r.store_code, r.product_code, r.reaction, case when exists (
    select 1 from purchases p where p.member_code = r.member_code and p.product_code = r.product_code
      and (p.purchased_at >= r.at or p.purchased_at = r.day) and p.purchased_at < r.buy_until) then 1 else 0 end as hit
  from recommendations r
  where r.store_code in (@stores0, @stores1) and r.at >= @from and r.at < @to and r.reaction is not null and r.undone_at is null) w
group by w.store_code, w.product_code, w.reaction
order by w.store_code, w.product_code, w.reaction;
