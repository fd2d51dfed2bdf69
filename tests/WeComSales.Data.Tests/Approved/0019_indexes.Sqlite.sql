-- One index for each state that is asked for every second, as the inbox has: SQLite takes an index over several states
drop index due_jobs_open;
drop index briefs_due;
create index due_jobs_new on due_jobs (due_at, job) where state = 0;
create index due_jobs_claimed on due_jobs (job, lease_until) where state = 1;
create index due_jobs_waiting on due_jobs (available_at) where state = 4;
create index due_jobs_dead on due_jobs (due_at) where state = 3;
create index due_jobs_over on due_jobs (done_at) where done_at is not null;
create index briefs_new on briefs (day, id) where state = 0;
create index briefs_claimed on briefs (lease_until, attempts) where state = 1;
create index outbox_sent on outbox (done_at) where state = 3;
create index outbox_file on outbox (file_id) where file_id is not null;
create index outbox_files_created on outbox_files (created_at);
create index cards_expiry on cards (code_expires_at);

-- Since when somebody waits for help, of what waits for its next try.
create index inbox_waiting_since on inbox (received_at) where state = 4;
create index outbox_waiting_since on outbox (created_at) where state = 4 and attempts > 0;
