delete from calls where external_userid = @id;

insert into calls (id, userid, external_userid, started_at, duration_s, recorded_at) values (@Id, @Userid, @ExternalUserid, @StartedAt, @DurationS, @RecordedAt) on conflict (id) do nothing;

select count(*) from calls where external_userid = @id;

select duration_s from calls where id = @callId;

select id, userid, external_userid, started_at, duration_s, recorded_at from calls where external_userid = @id;

select id, userid, external_userid, started_at, duration_s, recorded_at from calls where id = any(@ids);

select id, userid, external_userid, started_at, duration_s, recorded_at from calls where id > @id order by id limit @count;
