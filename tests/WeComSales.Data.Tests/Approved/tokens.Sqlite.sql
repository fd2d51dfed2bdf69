insert into tokens (name, sealed_value, version, refresh_at, expires_at) values (@Name, @SealedValue, @Version, @RefreshAt, @ExpiresAt) on conflict (name) do nothing;

select name, sealed_value, version, refresh_at, expires_at from tokens where name = @name;

select version from tokens where name = @name;

update tokens set expires_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where name = @name and version = @lease;

update tokens set sealed_value = @SealedValue, version = @Version, refresh_at = @RefreshAt, expires_at = @ExpiresAt
where name = @Name and version = @expected;

update tokens set version = version + 1, expires_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', @seconds || ' seconds')
where name = @name and expires_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
