-- Stalls (停滞): the rules as data, the calendar where a company knows more than what is shipped, a clock per
-- opportunity, the episodes with their alerts, and calls, which are signs of life. States are drawn in docs/states.md.

-- Every version stays: an explanation of last month needs last month's rules.
create table stall_rules (
  version int not null constraint stall_rules_pk primary key,
  rules nvarchar(max) collate Latin1_General_100_BIN2 not null,
  valid_from datetimeoffset(3) not null,
  -- a userid, or 'settings' for what the configuration said at the first start
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  reason nvarchar(max) collate Latin1_General_100_BIN2
);

-- A year that an administrator entered; it wins over the shipped one. Days are written as 01-01..01-03 04-05.
create table calendar_years (
  year int not null constraint calendar_years_pk primary key,
  rest nvarchar(max) collate Latin1_General_100_BIN2 not null,
  work nvarchar(max) collate Latin1_General_100_BIN2 not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  changed_at datetimeoffset(3) not null
);

-- What was seen of an opportunity, and when somebody has to look again. Null next_check_at: closed, nobody looks.
create table stall_clocks (
  opportunity_id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stall_clocks_pk primary key,
  -- the log that an import told of, of a kind that nobody knows; the others by their kind
  log_at datetimeoffset(3),
  note_at datetimeoffset(3),
  follow_up_at datetimeoffset(3),
  visit_at datetimeoffset(3),
  call_at datetimeoffset(3),
  -- the planned contact as the scan saw it, and when it saw it first
  planned_for datetimeoffset(3),
  planned_seen_at datetimeoffset(3),
  -- what the last look reckoned: the colour of the boards
  warn_at datetimeoffset(3),
  stall_at datetimeoffset(3),
  next_check_at datetimeoffset(3),
  version int not null constraint stall_clocks_version_default default 0
);
create index stall_clocks_due on stall_clocks (next_check_at) where next_check_at is not null;
create index stall_clocks_warned on stall_clocks (warn_at) where warn_at is not null;

insert into stall_clocks (opportunity_id, log_at, next_check_at)
  select id, last_log_at, '2000-01-01T00:00:00.000Z' from opportunities where closed_at is null;

-- One stall of one opportunity, from the hour it was due to the act that ended it.
create table stalls (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stalls_pk primary key,
  opportunity_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  rule_version int not null,
  rule_name nvarchar(200) collate Latin1_General_100_BIN2 not null,
  stage nvarchar(200) collate Latin1_General_100_BIN2 not null,
  threshold_hours int not null,
  hours nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stalls_hours_known check (hours in ('natural', 'working')),
  -- the last sign of life, and when the threshold was reached
  clock_base datetimeoffset(3) not null,
  due_at datetimeoffset(3) not null,
  opened_at datetimeoffset(3) not null,
  state nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stalls_state_known check (state in ('open', 'alerted', 'answered', 'postponed', 'escalated', 'ended')),
  level int not null,
  -- raised by each postponement that ran out: the rep is reminded once more
  turn int not null,
  -- with whom the episode is: the owner, or the rep to whom a manager handed it
  owner_userid nvarchar(200) collate Latin1_General_100_BIN2,
  rep_userid nvarchar(200) collate Latin1_General_100_BIN2,
  manager_userid nvarchar(200) collate Latin1_General_100_BIN2,
  ops_userid nvarchar(200) collate Latin1_General_100_BIN2,
  -- the highest leader who was told, and when the level was told
  leader_userid nvarchar(200) collate Latin1_General_100_BIN2,
  told_at datetimeoffset(3),
  answer nvarchar(200) collate Latin1_General_100_BIN2 constraint stalls_answer_known check (answer in ('asked', 'postponed', 'urged', 'handed', 'supporting', 'handled')),
  answered_by nvarchar(200) collate Latin1_General_100_BIN2,
  answered_at datetimeoffset(3),
  -- once more after an answer without an act, and no further
  escalated_after_answer bit not null,
  postponed_until datetimeoffset(3),
  postpone_reason nvarchar(max) collate Latin1_General_100_BIN2,
  postponements int not null,
  ended_at datetimeoffset(3),
  end_kind nvarchar(200) collate Latin1_General_100_BIN2 constraint stalls_end_kind_known check (end_kind in ('note', 'follow_up', 'visit', 'stage_move', 'call', 'imported_log', 'closed', 'rules')),
  ended_by nvarchar(200) collate Latin1_General_100_BIN2,
  end_ref nvarchar(200) collate Latin1_General_100_BIN2,
  -- set with the end, null when the people's cards have been told of it
  settle_at datetimeoffset(3),
  version int not null,
  constraint stalls_level check ((state = 'open' and level = 0) or (state <> 'open' and level >= 0)),
  constraint stalls_alerted check (state <> 'alerted' or (level >= 1 and told_at is not null)),
  constraint stalls_escalated check (state <> 'escalated' or level >= 2),
  constraint stalls_answered check (state <> 'answered' or (answered_at is not null and answered_by is not null and answer is not null)),
  constraint stalls_postponed check (state <> 'postponed' or (postponed_until is not null and postpone_reason is not null)),
  constraint stalls_postponements check (postponements between 0 and 2),
  constraint stalls_ended check ((state = 'ended' and ended_at is not null and end_kind is not null) or (state <> 'ended' and ended_at is null))
);
create unique index stalls_one_open on stalls (opportunity_id) where state <> 'ended';
create index stalls_opportunity on stalls (opportunity_id, opened_at desc);
create index stalls_due on stalls (due_at);
create index stalls_rep on stalls (rep_userid, external_userid) where state <> 'ended';
create index stalls_ops on stalls (ops_userid) where state <> 'ended';
create index stalls_unsettled on stalls (settle_at) where settle_at is not null;

-- What happened in an episode, one row for each arrow of the drawing.
create table stall_steps (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stall_steps_pk primary key,
  stall_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null,
  from_state nvarchar(200) collate Latin1_General_100_BIN2,
  to_state nvarchar(200) collate Latin1_General_100_BIN2 not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2,
  why nvarchar(max) collate Latin1_General_100_BIN2 not null
);
create index stall_steps_stall on stall_steps (stall_id, at, id);

-- One message of an episode to one person (提醒).
create table stall_alerts (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stall_alerts_pk primary key,
  stall_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  level int not null,
  turn int not null,
  party nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stall_alerts_party_known check (party in ('rep', 'manager', 'ops', 'leader', 'missing')),
  -- which party is missing; empty where none is
  about nvarchar(200) collate Latin1_General_100_BIN2 not null,
  why nvarchar(max) collate Latin1_General_100_BIN2 not null,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  -- waiting for its time, held for the digest, sent as a card, sent within a digest, no longer needed, not delivered
  state nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stall_alerts_state_known check (state in ('waiting', 'held', 'sent', 'digested', 'withdrawn', 'failed')),
  due_at datetimeoffset(3) not null,
  created_at datetimeoffset(3) not null,
  done_at datetimeoffset(3),
  digest_id nvarchar(200) collate Latin1_General_100_BIN2,
  reason nvarchar(max) collate Latin1_General_100_BIN2,
  constraint stall_alerts_done check (state in ('waiting', 'held') or done_at is not null),
  constraint stall_alerts_digested check (state <> 'digested' or digest_id is not null)
);
create unique index stall_alerts_once on stall_alerts (stall_id, level, turn, party, about, userid);
create index stall_alerts_due on stall_alerts (userid, due_at) where state in ('waiting', 'held');
create index stall_alerts_digest on stall_alerts (digest_id) where digest_id is not null;
create index stall_alerts_person on stall_alerts (userid, external_userid, state);

-- How many cards of this kind somebody got on a day (yyyy-MM-dd): the noise budget.
create table stall_budgets (
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  day nvarchar(200) collate Latin1_General_100_BIN2 not null,
  cards int not null,
  constraint stall_budgets_pk primary key (userid, day)
);

-- When the scan last ran to its end: a silent scheduler is the first thing an explanation has to name.
create table stall_scans (
  name nvarchar(200) collate Latin1_General_100_BIN2 not null constraint stall_scans_pk primary key,
  at datetimeoffset(3) not null
);

-- Calls with customers; whoever keeps them tells us by import.
create table calls (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint calls_pk primary key,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  started_at datetimeoffset(3) not null,
  duration_s int not null,
  recorded_at datetimeoffset(3) not null
);
create index calls_member on calls (userid, started_at);
create index calls_customer on calls (external_userid, started_at desc);
