delete from member_looks where id in (select id from member_looks where at < @before order by at limit @count);

insert into member_looks (id, member_code, known, cross_shop, store_code, by_userid, phone_userid, turn_id, source, at) values (@Id, @MemberCode, @Known, @CrossShop, @StoreCode, @ByUserid, @PhoneUserid, @TurnId, @Source, @At) on conflict (id) do nothing;

select count(*) from member_looks where phone_userid = @phone and at > @since;

select id, member_code, known, cross_shop, store_code, by_userid, phone_userid, turn_id, source, at from member_looks where member_code = @memberCode order by at desc limit @count;
