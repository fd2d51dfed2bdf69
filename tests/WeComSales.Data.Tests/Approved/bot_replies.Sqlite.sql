delete from bot_replies where received_at < @before;

insert into bot_replies (dedupe_key, state, received_at) values (@DedupeKey, @State, @ReceivedAt) on conflict (dedupe_key) do nothing;

select dedupe_key, reply from bot_replies where reply is not null;

select reply from bot_replies where dedupe_key = @dedupeKey and state = 'ready';

update bot_replies set state = 'late' where dedupe_key = @dedupeKey and state = 'waiting';

update bot_replies set state = 'ready', reply = @reply where dedupe_key = @dedupeKey and state = 'waiting';
