-- Stalls (停滞): the rules as data, the calendar where a company knows more than what is shipped, a clock per
-- opportunity, the episodes with their alerts, and calls, which are signs of life. States are drawn in docs/states.md.

-- Every version stays: an explanation of last month needs last month's rules.
create table stall_rules (
  version {int} not null constraint stall_rules_pk primary key,
  rules {json} not null,
  valid_from {time} not null,
  -- a userid, or 'settings' for what the configuration said at the first start
  by_userid {key} not null,
  reason {text}
);

-- A year that an administrator entered; it wins over the shipped one. Days are written as 01-01..01-03 04-05.
create table calendar_years (
  year {int} not null constraint calendar_years_pk primary key,
  rest {text} not null,
  work {text} not null,
  by_userid {key} not null,
  changed_at {time} not null
);

-- What was seen of an opportunity, and when somebody has to look again. Null next_check_at: closed, nobody looks.
create table stall_clocks (
  opportunity_id {key} not null constraint stall_clocks_pk primary key,
  -- the log that an import told of, of a kind that nobody knows; the others by their kind
  log_at {time},
  note_at {time},
  follow_up_at {time},
  visit_at {time},
  call_at {time},
  -- the planned contact as the scan saw it, and when it saw it first
  planned_for {time},
  planned_seen_at {time},
  -- what the last look reckoned: the colour of the boards
  warn_at {time},
  stall_at {time},
  next_check_at {time},
  version {int} not null constraint stall_clocks_version_default default 0
);
create index stall_clocks_due on stall_clocks (next_check_at) where next_check_at is not null;
create index stall_clocks_warned on stall_clocks (warn_at) where warn_at is not null;

insert into stall_clocks (opportunity_id, log_at, next_check_at)
  select id, last_log_at, '2000-01-01T00:00:00.000Z' from opportunities where closed_at is null;

-- One stall of one opportunity, from the hour it was due to the act that ended it.
create table stalls (
  id {key} not null constraint stalls_pk primary key,
  opportunity_id {key} not null,
  external_userid {key} not null,
  rule_version {int} not null,
  rule_name {key} not null,
  stage {key} not null,
  threshold_hours {int} not null,
  hours {key} not null constraint stalls_hours_known check (hours in ('natural', 'working')),
  -- the last sign of life, and when the threshold was reached
  clock_base {time} not null,
  due_at {time} not null,
  opened_at {time} not null,
  state {key} not null constraint stalls_state_known check (state in ('open', 'alerted', 'answered', 'postponed', 'escalated', 'ended')),
  level {int} not null,
  -- raised by each postponement that ran out: the rep is reminded once more
  turn {int} not null,
  -- with whom the episode is: the owner, or the rep to whom a manager handed it
  owner_userid {key},
  rep_userid {key},
  manager_userid {key},
  ops_userid {key},
  -- the highest leader who was told, and when the level was told
  leader_userid {key},
  told_at {time},
  answer {key} constraint stalls_answer_known check (answer in ('asked', 'postponed', 'urged', 'handed', 'supporting', 'handled')),
  answered_by {key},
  answered_at {time},
  -- once more after an answer without an act, and no further
  escalated_after_answer {flag} not null,
  postponed_until {time},
  postpone_reason {text},
  postponements {int} not null,
  ended_at {time},
  end_kind {key} constraint stalls_end_kind_known check (end_kind in ('note', 'follow_up', 'visit', 'stage_move', 'call', 'imported_log', 'closed', 'rules')),
  ended_by {key},
  end_ref {key},
  -- set with the end, null when the people's cards have been told of it
  settle_at {time},
  version {int} not null,
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
  id {key} not null constraint stall_steps_pk primary key,
  stall_id {key} not null,
  at {time} not null,
  from_state {key},
  to_state {key} not null,
  by_userid {key},
  why {text} not null
);
create index stall_steps_stall on stall_steps (stall_id, at, id);

-- One message of an episode to one person (提醒).
create table stall_alerts (
  id {key} not null constraint stall_alerts_pk primary key,
  stall_id {key} not null,
  external_userid {key} not null,
  level {int} not null,
  turn {int} not null,
  party {key} not null constraint stall_alerts_party_known check (party in ('rep', 'manager', 'ops', 'leader', 'missing')),
  -- which party is missing; empty where none is
  about {key} not null,
  why {text} not null,
  userid {key} not null,
  -- waiting for its time, held for the digest, sent as a card, sent within a digest, no longer needed, not delivered
  state {key} not null constraint stall_alerts_state_known check (state in ('waiting', 'held', 'sent', 'digested', 'withdrawn', 'failed')),
  due_at {time} not null,
  created_at {time} not null,
  done_at {time},
  digest_id {key},
  reason {text},
  constraint stall_alerts_done check (state in ('waiting', 'held') or done_at is not null),
  constraint stall_alerts_digested check (state <> 'digested' or digest_id is not null)
);
create unique index stall_alerts_once on stall_alerts (stall_id, level, turn, party, about, userid);
create index stall_alerts_due on stall_alerts (userid, due_at) where state in ('waiting', 'held');
create index stall_alerts_digest on stall_alerts (digest_id) where digest_id is not null;
create index stall_alerts_person on stall_alerts (userid, external_userid, state);

-- How many cards of this kind somebody got on a day (yyyy-MM-dd): the noise budget.
create table stall_budgets (
  userid {key} not null,
  day {key} not null,
  cards {int} not null,
  constraint stall_budgets_pk primary key (userid, day)
);

-- When the scan last ran to its end: a silent scheduler is the first thing an explanation has to name.
create table stall_scans (
  name {key} not null constraint stall_scans_pk primary key,
  at {time} not null
);

-- Calls with customers; whoever keeps them tells us by import.
create table calls (
  id {key} not null constraint calls_pk primary key,
  userid {key} not null,
  external_userid {key} not null,
  started_at {time} not null,
  duration_s {int} not null,
  recorded_at {time} not null
);
create index calls_member on calls (userid, started_at);
create index calls_customer on calls (external_userid, started_at desc);
