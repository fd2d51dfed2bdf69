delete from member_looks where id in (select id from member_looks where at < @before order by at offset 0 rows fetch next @count rows only);

insert into member_looks (id, member_code, known, cross_shop, store_code, by_userid, phone_userid, turn_id, source, at) select @Id, @MemberCode, @Known, @CrossShop, @StoreCode, @ByUserid, @PhoneUserid, @TurnId, @Source, @At where not exists (select 1 from member_looks where id = @Id);

select count(*) from member_looks where phone_userid = @phone and at > @since;

select id, member_code, known, cross_shop, store_code, by_userid, phone_userid, turn_id, source, at from member_looks where member_code = @memberCode order by at desc offset 0 rows fetch next @count rows only;
