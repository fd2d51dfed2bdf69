delete from due_jobs where state in (2, 3) and done_at < @before;

insert into due_jobs (job, due_at) values (@Job, @DueAt) on conflict (job, due_at) do nothing;

insert into due_jobs (job, due_at, state, outcome, done_at) values (@Job, @DueAt, @State, @Outcome, @DoneAt) on conflict (job, due_at) do nothing;

select (select count(*) from due_jobs where state = 0)
     + (select count(*) from due_jobs where state = 1)
     + (select count(*) from due_jobs where state = 4);

select available_at from due_jobs where state = 4 order by available_at limit @count;

select count(*) from due_jobs where state = 3;

select due_at from due_jobs where state = 0 order by due_at limit @count;

select job, due_at, attempts, epoch from due_jobs
where state = 0 and job not in (select job from due_jobs where state = 1)
order by due_at, job limit @count;

select job, due_at, attempts, outcome, done_at from due_jobs where state = 3 order by due_at limit @count;

select min(due_at) from due_jobs where state = 4;

update due_jobs set lease_until = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', @leaseSeconds || ' seconds')
where job = @Job and due_at = @DueAt and owner = @owner and state = 1;

update due_jobs set state = 0 where state = 1 and lease_until < strftime('%Y-%m-%dT%H:%M:%fZ', 'now');

update due_jobs set state = 0 where state = 1;

update due_jobs set state = 0 where state = 4 and available_at <= @now;

update due_jobs set state = 0, attempts = 0, done_at = null where job = @job and due_at = @dueAt and state = 3;

update due_jobs set state = 0, attempts = 0, done_at = null where state = 3;

update due_jobs set state = 1, owner = @owner, epoch = epoch + 1, attempts = attempts + 1,
  lease_until = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', @leaseSeconds || ' seconds')
where job = @Job and due_at = @DueAt and state = 0;

update due_jobs set state = 2 where job = @job and due_at = @dueAt and state = 3;

update due_jobs set state = 2, outcome = @outcome, done_at = @now, lease_until = null
where job = @Job and due_at = @DueAt and state = 1 and epoch = @Epoch;

update due_jobs set state = 3, outcome = @outcome, done_at = @now, lease_until = null
where job = @Job and due_at = @DueAt and state = 1 and epoch = @Epoch;

update due_jobs set state = 4, outcome = @outcome, available_at = @at, lease_until = null
where job = @Job and due_at = @DueAt and state = 1 and epoch = @Epoch;
