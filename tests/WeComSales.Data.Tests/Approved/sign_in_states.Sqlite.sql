delete from sign_in_states where expires_at <= @now;

insert into sign_in_states (state_hash, browser_hash, return_to, expires_at) values (@StateHash, @BrowserHash, @ReturnTo, @ExpiresAt) on conflict (state_hash) do nothing;

select return_to, expires_at, used_at from sign_in_states where state_hash = @stateHash and browser_hash = @browserHash;

select state_hash, return_to from sign_in_states;

update sign_in_states set used_at = @now where state_hash = @stateHash and used_at is null and expires_at > @now;
