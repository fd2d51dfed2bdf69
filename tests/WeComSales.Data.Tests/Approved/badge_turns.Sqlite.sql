insert into badge_turns (id, phone_userid, badge_id, userid, store_code, began_at, active_at, ended_at) values (@Id, @PhoneUserid, @BadgeId, @Userid, @StoreCode, @BeganAt, @ActiveAt, @EndedAt) on conflict (id) do nothing;

select id, phone_userid, badge_id, userid, store_code, began_at, active_at, ended_at from badge_turns where id = @id;

select id, phone_userid, badge_id, userid, store_code, began_at, active_at, ended_at from badge_turns where phone_userid = @phone order by began_at desc, case when ended_at is null then 0 else 1 end, id desc limit @count;

update badge_turns set active_at = @at where id = @id and ended_at is null and active_at < @at;

update badge_turns set ended_at = @at where badge_id = @id and ended_at is null;

update badge_turns set ended_at = @at where phone_userid = @phone and ended_at is null;
