delete from sessions where expires_at <= @now;

delete from sessions where id_hash = @idHash;

delete from sessions where userid = @userid;

insert into sessions (id_hash, userid, created_at, expires_at) select @IdHash, @Userid, @CreatedAt, @ExpiresAt where not exists (select 1 from sessions where id_hash = @IdHash);
