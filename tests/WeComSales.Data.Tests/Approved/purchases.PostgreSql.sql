insert into purchases (member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at) values (@MemberCode, @PurchasedAt, @ProductCode, @StoreCode, @Quantity, @Amount, @KitRemaining, @KitAt) on conflict (member_code, purchased_at, product_code, store_code) do nothing;

select kit_remaining from purchases where member_code = @memberCode and kit_at is not null order by kit_at desc limit @count;

select member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at from purchases
where member_code >= @MemberCode and (member_code > @MemberCode or purchased_at > @At
  or (purchased_at = @At and (product_code > @ProductCode or (product_code = @ProductCode and store_code > @StoreCode))))
order by member_code, purchased_at, product_code, store_code limit @count;

select member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at from purchases where member_code = @MemberCode and purchased_at = @PurchasedAt and product_code = @ProductCode and store_code = @StoreCode;

select member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at from purchases where member_code = @memberCode order by purchased_at desc, product_code, store_code limit @count;

select w.store_code, w.product_code, w.reaction, count(*) as reactions, sum(w.hit) as bought from (
  select r.store_code, r.product_code, r.reaction, case when exists (
    select 1 from purchases p where p.member_code = r.member_code and p.product_code = r.product_code
      and (p.purchased_at >= r.at or p.purchased_at = r.day) and p.purchased_at < r.buy_until) then 1 else 0 end as hit
  from recommendations r
  where r.store_code = any(@stores) and r.at >= @from and r.at < @to and r.reaction is not null and r.undone_at is null) w
group by w.store_code, w.product_code, w.reaction
order by w.store_code, w.product_code, w.reaction;
