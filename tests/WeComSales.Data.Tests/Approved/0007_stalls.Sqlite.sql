-- Stalls (停滞): the rules as data, the calendar where a company knows more than what is shipped, a clock per
-- opportunity, the episodes with their alerts, and calls, which are signs of life. States are drawn in docs/states.md.

-- Every version stays: an explanation of last month needs last month's rules.
create table stall_rules (
  version integer not null constraint stall_rules_pk primary key,
  rules text not null,
  valid_from text not null,
  -- a userid, or 'settings' for what the configuration said at the first start
  by_userid text not null,
  reason text
);

-- A year that an administrator entered; it wins over the shipped one. Days are written as 01-01..01-03 04-05.
create table calendar_years (
  year integer not null constraint calendar_years_pk primary key,
  rest text not null,
  work text not null,
  by_userid text not null,
  changed_at text not null
);

-- What was seen of an opportunity, and when somebody has to look again. Null next_check_at: closed, nobody looks.
create table stall_clocks (
  opportunity_id text not null constraint stall_clocks_pk primary key,
  -- the log that an import told of, of a kind that nobody knows; the others by their kind
  log_at text,
  note_at text,
  follow_up_at text,
  visit_at text,
  call_at text,
  -- the planned contact as the scan saw it, and when it saw it first
  planned_for text,
  planned_seen_at text,
  -- what the last look reckoned: the colour of the boards
  warn_at text,
  stall_at text,
  next_check_at text,
  version integer not null constraint stall_clocks_version_default default 0
);
create index stall_clocks_due on stall_clocks (next_check_at) where next_check_at is not null;
create index stall_clocks_warned on stall_clocks (warn_at) where warn_at is not null;

insert into stall_clocks (opportunity_id, log_at, next_check_at)
  select id, last_log_at, '2000-01-01T00:00:00.000Z' from opportunities where closed_at is null;

-- One stall of one opportunity, from the hour it was due to the act that ended it.
create table stalls (
  id text not null constraint stalls_pk primary key,
  opportunity_id text not null,
  external_userid text not null,
  rule_version integer not null,
  rule_name text not null,
  stage text not null,
  threshold_hours integer not null,
  hours text not null constraint stalls_hours_known check (hours = 'natural' or hours = 'working'),
  -- the last sign of life, and when the threshold was reached
  clock_base text not null,
  due_at text not null,
  opened_at text not null,
  state text not null constraint stalls_state_known check (state = 'open' or state = 'alerted' or state = 'answered' or state = 'postponed' or state = 'escalated' or state = 'ended'),
  level integer not null,
  -- raised by each postponement that ran out: the rep is reminded once more
  turn integer not null,
  -- with whom the episode is: the owner, or the rep to whom a manager handed it
  owner_userid text,
  rep_userid text,
  manager_userid text,
  ops_userid text,
  -- the highest leader who was told, and when the level was told
  leader_userid text,
  told_at text,
  answer text constraint stalls_answer_known check (answer = 'asked' or answer = 'postponed' or answer = 'urged' or answer = 'handed' or answer = 'supporting' or answer = 'handled'),
  answered_by text,
  answered_at text,
  -- once more after an answer without an act, and no further
  escalated_after_answer integer not null,
  postponed_until text,
  postpone_reason text,
  postponements integer not null,
  ended_at text,
  end_kind text constraint stalls_end_kind_known check (end_kind = 'note' or end_kind = 'follow_up' or end_kind = 'visit' or end_kind = 'stage_move' or end_kind = 'call' or end_kind = 'imported_log' or end_kind = 'closed' or end_kind = 'rules'),
  ended_by text,
  end_ref text,
  -- set with the end, null when the people's cards have been told of it
  settle_at text,
  version integer not null,
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
  id text not null constraint stall_steps_pk primary key,
  stall_id text not null,
  at text not null,
  from_state text,
  to_state text not null,
  by_userid text,
  why text not null
);
create index stall_steps_stall on stall_steps (stall_id, at, id);

-- One message of an episode to one person (提醒).
create table stall_alerts (
  id text not null constraint stall_alerts_pk primary key,
  stall_id text not null,
  external_userid text not null,
  level integer not null,
  turn integer not null,
  party text not null constraint stall_alerts_party_known check (party = 'rep' or party = 'manager' or party = 'ops' or party = 'leader' or party = 'missing'),
  -- which party is missing; empty where none is
  about text not null,
  why text not null,
  userid text not null,
  -- waiting for its time, held for the digest, sent as a card, sent within a digest, no longer needed, not delivered
  state text not null constraint stall_alerts_state_known check (state = 'waiting' or state = 'held' or state = 'sent' or state = 'digested' or state = 'withdrawn' or state = 'failed'),
  due_at text not null,
  created_at text not null,
  done_at text,
  digest_id text,
  reason text,
  constraint stall_alerts_done check (state in ('waiting', 'held') or done_at is not null),
  constraint stall_alerts_digested check (state <> 'digested' or digest_id is not null)
);
create unique index stall_alerts_once on stall_alerts (stall_id, level, turn, party, about, userid);
create index stall_alerts_due on stall_alerts (userid, due_at) where state in ('waiting', 'held');
create index stall_alerts_digest on stall_alerts (digest_id) where digest_id is not null;
create index stall_alerts_person on stall_alerts (userid, external_userid, state);

-- How many cards of this kind somebody got on a day (yyyy-MM-dd): the noise budget.
create table stall_budgets (
  userid text not null,
  day text not null,
  cards integer not null,
  constraint stall_budgets_pk primary key (userid, day)
);

-- When the scan last ran to its end: a silent scheduler is the first thing an explanation has to name.
create table stall_scans (
  name text not null constraint stall_scans_pk primary key,
  at text not null
);

-- Calls with customers; whoever keeps them tells us by import.
create table calls (
  id text not null constraint calls_pk primary key,
  userid text not null,
  external_userid text not null,
  started_at text not null,
  duration_s integer not null,
  recorded_at text not null
);
create index calls_member on calls (userid, started_at);
create index calls_customer on calls (external_userid, started_at desc);
