-- The daily brief (日报): which days were looked after, one row per team and day, who gets it besides the leaders, the
-- files that letters carry, and what each job did. States are drawn in docs/states.md.

-- A day for which the rows of all teams were written. The first one is the day before the service began.
create table brief_days (
  day text not null constraint brief_days_pk primary key,
  ends_at text not null,
  created_at text not null
);

create table briefs (
  id text not null constraint briefs_pk primary key,
  department_id integer not null,
  -- yyyy-MM-dd in the service's time zone
  day text not null,
  team_name text not null,
  team_path text not null,
  from_at text not null,
  to_at text not null,
  -- 0 due, 1 claimed, 2 made, 5 given up
  state integer not null constraint briefs_state_default default 0 constraint briefs_state_known check (state = 0 or state = 1 or state = 2 or state = 5),
  -- false: only on the page, because a newer one is sent
  delivers integer not null,
  -- made so late that it says so (补发)
  late integer not null,
  -- by hand: sent at once instead of spread
  at_once integer not null,
  -- raised when somebody asked to have it made and sent again
  version integer not null constraint briefs_version_default default 1,
  attempts integer not null constraint briefs_attempts_default default 0,
  owner text,
  epoch integer not null constraint briefs_epoch_default default 0,
  lease_until text,
  made_at text,
  content text,
  figures text,
  reason text,
  constraint briefs_claimed_has_lease check (state <> 1 or lease_until is not null),
  constraint briefs_made_has_content check (state <> 2 or (made_at is not null and content is not null and figures is not null))
);
create unique index briefs_team_day on briefs (department_id, day);
create index briefs_due on briefs (day, id) where state in (0, 1);

-- wanted false: a leader who does not want it; true: somebody else who does. Nothing here: leaders get it.
create table brief_recipients (
  department_id integer not null,
  userid text not null,
  wanted integer not null,
  changed_by text not null,
  changed_at text not null,
  constraint brief_recipients_pk primary key (department_id, userid)
);
create index brief_recipients_userid on brief_recipients (userid);

-- A file that letters carry: uploaded once, just before the first of them is sent (D90253: valid for 3 days).
create table outbox_files (
  id text not null constraint outbox_files_pk primary key,
  name text not null,
  bytes blob not null,
  created_at text not null,
  media_id text,
  uploaded_at text,
  upload_until text,
  constraint outbox_files_uploaded check ((media_id is null and uploaded_at is null) or (media_id is not null and uploaded_at is not null))
);
alter table outbox add file_id text;

create table job_runs (
  id text not null constraint job_runs_pk primary key,
  name text not null,
  started_at text not null,
  ended_at text not null,
  state text not null constraint job_runs_state_known check (state = 'done' or state = 'failed' or state = 'skipped'),
  line text not null
);
create index job_runs_name on job_runs (name, started_at desc);

-- What a brief counts: by who did it and when the system learned of it.
create index timeline_recorded on timeline (actor_userid, recorded_at) where actor_userid is not null;
create index stage_moves_recorded on stage_moves (recorded_at);
create index follows_added on follows (userid, added_at);
create index stalls_opened on stalls (opened_at);
create index stalls_ended on stalls (ended_at) where ended_at is not null;
create index opportunities_expected on opportunities (owner_userid, expected_close) where expected_close is not null and closed_at is null;
