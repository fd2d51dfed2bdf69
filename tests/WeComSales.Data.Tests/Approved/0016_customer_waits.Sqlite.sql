-- 客户等待回复: who waits for an answer of whom. One row for each chat of two, moved on by the archived messages themselves;
-- a wait that is over leaves no row of its own, its alerts stay.

create table customer_waits (
  external_userid text not null,
  userid text not null,
  -- names the wait in its alerts: a new one with the first message after an answer
  id text not null,
  -- the customer's first message without an answer; null while the last word is ours
  since text,
  -- our last word: a message from before it waits for nothing
  answered_at text,
  -- when the scan has to look; null: nobody waits, the rule is off, or everybody above was told
  next_check_at text,
  level integer not null,
  told_at text,
  -- set when a wait ends of which somebody was told, null when their cards say so
  settle_at text,
  -- who said that no answer is needed
  closed_by text,
  version integer not null,
  constraint customer_waits_pk primary key (external_userid, userid),
  constraint customer_waits_looked_at check (next_check_at is null or since is not null),
  constraint customer_waits_told check (level = 0 or told_at is not null)
);
create unique index customer_waits_id on customer_waits (id);
create index customer_waits_due on customer_waits (next_check_at) where next_check_at is not null;
create index customer_waits_unsettled on customer_waits (settle_at) where settle_at is not null;
create index customer_waits_told on customer_waits (userid, since) where since is not null;

-- What an alert is about: an episode of an opportunity, or a customer who waits; stall_id names either.
alter table stall_alerts add subject text not null constraint stall_alerts_subject_default default 'stall' constraint stall_alerts_subject_known check (subject = 'stall' or subject = 'wait');
