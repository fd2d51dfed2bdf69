delete from sessions where expires_at <= @now;

delete from sessions where id_hash = @idHash;

delete from sessions where userid = @userid;

insert into sessions (id_hash, userid, created_at, expires_at, device, inside, used_at) select @IdHash, @Userid, @CreatedAt, @ExpiresAt, @Device, @Inside, @UsedAt where not exists (select 1 from sessions where id_hash = @IdHash);

select id_hash, userid, created_at, expires_at, device, inside, used_at from sessions
where userid = @userid and expires_at > @now and (used_at is null or used_at > @unusedSince)
order by coalesce(used_at, created_at) desc, id_hash;

update sessions set used_at = @now where id_hash = @idHash and used_at <= @before;
