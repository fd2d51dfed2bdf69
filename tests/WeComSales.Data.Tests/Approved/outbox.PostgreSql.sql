delete from outbox where state = 3 and id in (select id from outbox where state = 3 and done_at < @before order by done_at limit @count);

insert into outbox (id, dedupe_key, call, lane, receiver, task_id, address, body, instead, file_id, trace, state, available_at, created_at) values (@Id, @DedupeKey, @Call, @Lane, @Receiver, @TaskId, @Address, @Body, @Instead, @FileId, @Trace, @State, @AvailableAt, @CreatedAt) on conflict (dedupe_key) do nothing;

select
  coalesce(sum(case when gated_at > @minuteAgo then 1 else 0 end), 0) as last_minute,
  count(*) as last_hour,
  min(case when gated_at > @minuteAgo then gated_at end) as oldest_in_minute,
  min(gated_at) as oldest_in_hour
from outbox where receiver = @receiver and gated_at > @hourAgo and call = 'message.send';

select (select count(*) from outbox where state = 0)
     + (select count(*) from outbox where state in (1, 2))
     + (select count(*) from outbox where state = 4);

select available_at from outbox where state = 4 order by available_at limit @count;

select count(*) from outbox where state = 5;

select created_at from outbox where state = 4 and attempts > 0 order by created_at limit @count;

select dedupe_key, state, attempts, outcome, done_at, available_at from outbox where dedupe_key = any(@keys);

select id from outbox
where state = 0 and call not in (select api from send_lanes)
order by lane, created_at, id limit @count;

select id from outbox where state = 3 and done_at > @since and call = @call order by done_at limit @count;

select id, call, receiver, body, attempts, outcome, created_at, done_at from outbox where state = 5 order by done_at limit @count;

select id, dedupe_key, call, lane, receiver, task_id, address, body, instead, file_id, trace, attempts, epoch, created_at, first_gated_at, gated_at from outbox where id = any(@chosen) and owner = @owner and state = 1 order by lane, created_at, id;

select id, dedupe_key, task_id, body, instead, state from outbox where id > @after order by id limit @count;

select min(created_at) from outbox where state = 0;

select state, outcome from outbox where dedupe_key = @dedupeKey;

update outbox set lease_until = statement_timestamp() + make_interval(secs => @leaseSeconds) where id = any(@ids) and owner = @owner and state in (1, 2);

update outbox set state = 0 where state = 4 and available_at <= @now;

update outbox set state = 0 where state in (1, 2) and id in (
  select id from outbox where state in (1, 2) and lease_until < statement_timestamp() for update skip locked);

update outbox set state = 0 where state in (1, 2);

update outbox set state = 0, attempts = 0, done_at = null, first_gated_at = null where id = @id and state = 5;

update outbox set state = 0, attempts = 0, done_at = null, first_gated_at = null where state = 5 and (first_gated_at is null or call <> 'message.send');

update outbox set state = 1, owner = @owner, epoch = epoch + 1,
  lease_until = statement_timestamp() + make_interval(secs => @leaseSeconds)
where id = any(@chosen) and state = 0;

update outbox set state = 2, attempts = attempts + 1, gated_at = @now, first_gated_at = coalesce(first_gated_at, @now)
where id = @Id and state = 1 and epoch = @Epoch;

update outbox set state = 3 where id = @id and state = 5;

update outbox set state = 3, outcome = @outcome, msgid = @msgid, done_at = @now, lease_until = null
where id = @Id and state in (1, 2) and epoch = @Epoch;

update outbox set state = 4, outcome = @reason, available_at = @at, lease_until = null
where id = @Id and state in (1, 2) and epoch = @Epoch;

update outbox set state = 4, outcome = @reason, available_at = @at, lease_until = null, first_gated_at = case when state = 2 and first_gated_at = gated_at then null else first_gated_at end
where id = @Id and state in (1, 2) and epoch = @Epoch;

update outbox set state = 5, outcome = @reason, done_at = @now, lease_until = null
where id = @Id and state in (1, 2) and epoch = @Epoch;

update outbox set state = 5, outcome = @reason, done_at = @now, lease_until = null, first_gated_at = case when state = 2 and first_gated_at = gated_at then null else first_gated_at end
where id = @Id and state in (1, 2) and epoch = @Epoch;
