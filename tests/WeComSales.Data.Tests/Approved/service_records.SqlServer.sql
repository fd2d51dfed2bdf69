insert into service_records (id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since) select @Id, @MemberCode, @StoreCode, @ByUserid, @PhoneUserid, @TurnId, @Said, @Content, @Spoken, @Signals, @Entities, @Struck, @At, @RecordedAt, @OpenSince where not exists (select 1 from service_records where id = @Id);

select id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since from service_records where id = @id;

select id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since from service_records where member_code = @memberCode order by at desc, id desc offset 0 rows fetch next @count rows only;

select r.id, r.member_code, m.name as member_name, r.content, r.by_userid, r.at
from service_records r join members m on m.member_code = r.member_code and m.store_code = r.store_code
where r.store_code = @storeCode and r.open_since >= @since order by r.open_since desc, r.id offset 0 rows fetch next @count rows only;

update service_records set open_since = null, closed_at = @at, closed_by = @by where id = @id and open_since is not null;
