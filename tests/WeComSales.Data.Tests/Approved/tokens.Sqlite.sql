select name, sealed_value, version, refresh_at, expires_at from tokens where name = @name;

update tokens set sealed_value = @SealedValue, version = @Version, refresh_at = @RefreshAt, expires_at = @ExpiresAt
where name = @Name and version = @expected;
