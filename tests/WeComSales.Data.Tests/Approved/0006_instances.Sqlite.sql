-- What several instances on one database need to know of each other, and how far a move to this database is.

-- A scheduled job at its scheduled time: whichever clock comes first puts it in, whoever claims it works.
create table due_jobs (
  job text not null,
  due_at text not null,
  -- 0 new, 1 claimed, 2 done, 3 given up, 4 waiting for its next try
  state integer not null constraint due_jobs_state_default default 0 constraint due_jobs_state_known check (state = 0 or state = 1 or state = 2 or state = 3 or state = 4),
  attempts integer not null constraint due_jobs_attempts_default default 0,
  available_at text,
  owner text,
  epoch integer not null constraint due_jobs_epoch_default default 0,
  lease_until text,
  outcome text,
  done_at text,
  constraint due_jobs_pk primary key (job, due_at),
  constraint due_jobs_claimed_has_lease check (state <> 1 or lease_until is not null),
  constraint due_jobs_waiting_has_time check (state <> 4 or available_at is not null),
  constraint due_jobs_done_has_time check (state not in (2, 3) or done_at is not null)
);
create index due_jobs_open on due_jobs (due_at, job) where state in (0, 1, 4);

-- Who is alive, by the database's clock.
create table heartbeats (
  instance text not null constraint heartbeats_pk primary key,
  at text not null
);

-- A move from another database: how far each table is, so that it goes on after an interruption.
create table moves (
  table_name text not null constraint moves_pk primary key,
  last_row integer not null,
  copied integer not null,
  total integer not null,
  checksum text,
  done_at text
);
