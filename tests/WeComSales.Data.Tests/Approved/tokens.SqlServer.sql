insert into tokens (name, sealed_value, version, refresh_at, expires_at) select @Name, @SealedValue, @Version, @RefreshAt, @ExpiresAt where not exists (select 1 from tokens where name = @Name);

select name, sealed_value, version, refresh_at, expires_at from tokens where name = @name;

select version from tokens where name = @name;

update tokens set expires_at = todatetimeoffset(sysutcdatetime(), 0) where name = @name and version = @lease;

update tokens set sealed_value = @SealedValue, version = @Version, refresh_at = @RefreshAt, expires_at = @ExpiresAt
where name = @Name and version = @expected;

update tokens set version = version + 1, expires_at = dateadd(second, @seconds, todatetimeoffset(sysutcdatetime(), 0))
where name = @name and expires_at <= todatetimeoffset(sysutcdatetime(), 0);
