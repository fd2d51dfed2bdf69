delete from calls where external_userid = @id;

insert into calls (id, userid, external_userid, started_at, duration_s, recorded_at) select @Id, @Userid, @ExternalUserid, @StartedAt, @DurationS, @RecordedAt where not exists (select 1 from calls where id = @Id);

select count(*) from calls where external_userid = @id;

select duration_s from calls where id = @callId;

select id, userid, external_userid, started_at, duration_s, recorded_at from calls where external_userid = @id;

select id, userid, external_userid, started_at, duration_s, recorded_at from calls where id > @id order by id offset 0 rows fetch next @count rows only;

select id, userid, external_userid, started_at, duration_s, recorded_at from calls where id in (@ids0, @ids1);
