insert into recommendations (id, member_code, product_code, store_code, by_userid, phone_userid, turn_id, at, recorded_at, reaction, signal, reacted_at, reacted_by, undone_at, buy_until, day) select @Id, @MemberCode, @ProductCode, @StoreCode, @ByUserid, @PhoneUserid, @TurnId, @At, @RecordedAt, @Reaction, @Signal, @ReactedAt, @ReactedBy, @UndoneAt, @BuyUntil, @Day where not exists (select 1 from recommendations where id = @Id);

select id, member_code, product_code, store_code, by_userid, phone_userid, turn_id, at, recorded_at, reaction, signal, reacted_at, reacted_by, undone_at from recommendations where id = @id;

select id, member_code, product_code, store_code, by_userid, phone_userid, turn_id, at, recorded_at, reaction, signal, reacted_at, reacted_by, undone_at from recommendations where member_code = @memberCode and undone_at is null order by at desc, id desc offset 0 rows fetch next @count rows only;

select r.id, r.member_code, m.name as member_name, r.product_code, p.name as product_name, r.by_userid, r.at
from recommendations r join members m on m.member_code = r.member_code and m.store_code = r.store_code
left join products p on p.product_code = r.product_code
where r.store_code = @storeCode and r.at >= @since and r.reacted_at is null and r.undone_at is null
order by r.at desc, r.member_code, r.id offset 0 rows fetch next @count rows only;

select w.product_code from (
  select r.product_code, r.at from recommendations r where r.store_code = @storeCode and r.undone_at is null order by r.at desc offset 0 rows fetch next @count rows only) w
group by w.product_code order by count(*) desc, w.product_code;

update recommendations set reaction = @reaction, signal = @signal, reacted_at = @at, reacted_by = @by
where id = @id and undone_at is null and (reacted_at is null or reacted_at <= @at);

update recommendations set undone_at = @at where id = @id and undone_at is null;
