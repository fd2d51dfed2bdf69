insert into service_records (id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since) values (@Id, @MemberCode, @StoreCode, @ByUserid, @PhoneUserid, @TurnId, @Said, @Content, @Spoken, @Signals, @Entities, @Struck, @At, @RecordedAt, @OpenSince) on conflict (id) do nothing;

select id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since from service_records where id = @id;

select id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since from service_records where member_code = @memberCode order by at desc, id desc limit @count;

select r.id, r.member_code, m.name as member_name, r.content, r.by_userid, r.at
from service_records r join members m on m.member_code = r.member_code and m.store_code = r.store_code
where r.store_code = @storeCode and r.open_since >= @since order by r.open_since desc, r.id limit @count;

update service_records set open_since = null, closed_at = @at, closed_by = @by where id = @id and open_since is not null;
