-- What came in (inbox), what the bot is waiting to say, what goes out (outbox), and what sending needs to remember.
-- States are drawn in docs/states.md.

create table inbox (
  seq integer primary key autoincrement,
  dedupe_key blob not null,
  source text not null constraint inbox_source_known check (source = 'app' or source = 'bot'),
  kind text not null,
  order_key text not null,
  payload blob not null,
  received_at text not null,
  -- 0 new, 1 claimed, 2 done, 3 dead, 4 waiting for its next try
  state integer not null constraint inbox_state_default default 0 constraint inbox_state_known check (state = 0 or state = 1 or state = 2 or state = 3 or state = 4),
  attempts integer not null constraint inbox_attempts_default default 0,
  available_at text,
  owner text,
  epoch integer not null constraint inbox_epoch_default default 0,
  lease_until text,
  outcome text,
  done_at text,
  constraint inbox_claimed_has_lease check (state <> 1 or lease_until is not null),
  constraint inbox_waiting_has_time check (state <> 4 or available_at is not null),
  constraint inbox_done_has_time check (state not in (2, 3) or done_at is not null)
);
create unique index inbox_dedupe_key on inbox (dedupe_key);
create index inbox_new on inbox (seq, order_key) where state = 0;
create index inbox_claimed on inbox (order_key, lease_until) where state = 1;
create index inbox_waiting on inbox (available_at) where state = 4;
create index inbox_dead on inbox (seq) where state = 3;

-- The bot alone answers inside the callback: whoever comes first, the worker's reply or the endpoint's two seconds.
create table bot_replies (
  dedupe_key blob not null constraint bot_replies_pk primary key,
  state text not null constraint bot_replies_state_known check (state = 'waiting' or state = 'ready' or state = 'late'),
  reply text,
  received_at text not null
);

create table outbox (
  id text not null constraint outbox_pk primary key,
  dedupe_key text not null,
  call text not null constraint outbox_call_known check (call = 'message.send' or call = 'card.update' or call = 'bot.respond'),
  lane integer not null,
  receiver text not null,
  -- where to, for the bot's later answer; it is valid once and for an hour
  address text,
  task_id text,
  body text not null,
  instead text,
  created_at text not null,
  -- 0 new, 1 claimed, 2 sending, 3 sent, 4 waiting for its next try, 5 dead
  state integer not null constraint outbox_state_default default 0 constraint outbox_state_known check (state = 0 or state = 1 or state = 2 or state = 3 or state = 4 or state = 5),
  attempts integer not null constraint outbox_attempts_default default 0,
  available_at text,
  owner text,
  epoch integer not null constraint outbox_epoch_default default 0,
  lease_until text,
  first_gated_at text,
  gated_at text,
  done_at text,
  msgid text,
  outcome text,
  constraint outbox_claimed_has_lease check (state not in (1, 2) or lease_until is not null),
  constraint outbox_waiting_has_time check (state <> 4 or available_at is not null),
  constraint outbox_done_has_time check (state not in (3, 5) or done_at is not null)
);
create unique index outbox_dedupe_key on outbox (dedupe_key);
create index outbox_new on outbox (lane, created_at, id) where state = 0;
create index outbox_claimed on outbox (lease_until) where state in (1, 2);
create index outbox_waiting on outbox (available_at) where state = 4;
create index outbox_dead on outbox (done_at) where state = 5;
-- The member limiter counts what really went through the gate in the last minute and hour.
create index outbox_receiver on outbox (receiver, gated_at) where gated_at is not null;

-- A lane is one API; it closes for the rest of a window when WeCom says "too often" or "not configured".
create table send_lanes (
  api text not null constraint send_lanes_pk primary key,
  closed_until text not null,
  reason text not null
);

-- People WeCom would not deliver to: shown to the administrator, cleared by the next successful send.
create table unreachable (
  userid text not null constraint unreachable_pk primary key,
  reason text not null,
  since text not null
);

-- Cards that were sent: the newest response code, usable once and until it expires (D94888).
create table cards (
  task_id text not null constraint cards_pk primary key,
  userid text not null,
  response_code text,
  code_expires_at text,
  created_at text not null
);

-- Access tokens and tickets, sealed; version makes compare-and-swap possible across instances.
create table tokens (
  name text not null constraint tokens_pk primary key,
  sealed_value text not null,
  version integer not null,
  refresh_at text not null,
  expires_at text not null
);

-- Everything that happened with a customer, in one order; every act writes its row in its own transaction.
create table timeline (
  id text not null constraint timeline_pk primary key,
  external_userid text not null,
  opportunity_id text,
  kind text not null,
  at text not null,
  actor_userid text,
  summary text not null,
  detail text,
  ref_id text,
  recorded_at text not null
);
create index timeline_customer on timeline (external_userid, at desc, id desc);
