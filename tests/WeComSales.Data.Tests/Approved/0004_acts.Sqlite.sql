-- What reps do with customers and opportunities (acts), what they plan, whom they ask for support, what they typed and
-- have not sent, the words and material that a company offers them, and whose customers somebody looked at.

create table follow_ups (
  id text not null constraint follow_ups_pk primary key,
  external_userid text not null,
  opportunity_id text,
  goal text,
  next_contact_at text,
  decision_progress text,
  obstacle text,
  support_needed text,
  by_userid text not null,
  at text not null,
  constraint follow_ups_say_something check (
    goal is not null or next_contact_at is not null or decision_progress is not null or obstacle is not null or support_needed is not null)
);
create index follow_ups_by on follow_ups (by_userid, at desc);

create table visits (
  id text not null constraint visits_pk primary key,
  external_userid text not null,
  opportunity_id text,
  learned text not null,
  role_met text,
  place text,
  by_userid text not null,
  at text not null
);
create index visits_by on visits (by_userid, at desc);

create table visit_photos (
  visit_id text not null constraint visit_photos_pk primary key,
  content_type text not null,
  bytes blob not null,
  at text not null
);

-- from_stage is null when the opportunity began with this row; by_userid is 'import' when a file said so.
create table stage_moves (
  id text not null constraint stage_moves_pk primary key,
  opportunity_id text not null,
  external_userid text not null,
  from_stage text,
  to_stage text not null,
  reason text,
  by_userid text not null,
  at text not null,
  recorded_at text not null
);
create index stage_moves_opportunity on stage_moves (opportunity_id, at desc);
create index stage_moves_by on stage_moves (by_userid, at desc);

create table support_requests (
  id text not null constraint support_requests_pk primary key,
  external_userid text not null,
  opportunity_id text,
  what text not null,
  by_userid text not null,
  at text not null,
  state text not null constraint support_requests_state_known check (state = 'Open' or state = 'Answered'),
  answered_by text,
  answered_at text,
  answer text,
  constraint support_requests_answered check ((state = 'Open' and answered_at is null) or (state <> 'Open' and answered_at is not null))
);
create index support_requests_customer on support_requests (external_userid, at desc);

-- To whom a request is addressed: they see the customer as long as it is open.
create table support_addressees (
  request_id text not null,
  userid text not null,
  constraint support_addressees_pk primary key (request_id, userid)
);
create index support_addressees_userid on support_addressees (userid, request_id);

-- What somebody typed on a page and has not sent: the panel is thrown away at every change of chat.
create table typed (
  userid text not null,
  external_userid text not null,
  form text not null,
  content text not null,
  at text not null,
  constraint typed_pk primary key (userid, external_userid, form)
);

-- A copied thread brings its own times; null where nobody knew of this column.
alter table note_drafts add time_is_known integer;

-- Words and material that reps send into a chat with one tap.
create table quick_replies (
  id text not null constraint quick_replies_pk primary key,
  group_name text not null,
  title text not null,
  kind text not null constraint quick_replies_kind_known check (kind = 'Text' or kind = 'Link'),
  content text not null,
  link text,
  position integer not null,
  changed_by text not null,
  changed_at text not null
);

-- When the next contact is planned: of an opportunity, or of a customer without one.
alter table opportunities add next_contact_at text;
create index opportunities_planned on opportunities (owner_userid, next_contact_at) where next_contact_at is not null and closed_at is null;
alter table customers add next_contact_at text;
alter table customers add next_contact_by text;
create index customers_planned on customers (next_contact_by, next_contact_at) where next_contact_at is not null;

-- The newest note, follow-up, visit, call or message; kept by the timeline's one way in.
alter table customers add last_contact_at text;
update customers set last_contact_at = (
  select max(t.at) from timeline t
  where t.external_userid = customers.external_userid and t.kind in ('note', 'follow_up', 'visit', 'call', 'message'));

create index timeline_kind on timeline (external_userid, kind, at desc, id desc);
create index timeline_opportunity on timeline (opportunity_id, at desc, id desc) where opportunity_id is not null;
create index timeline_actor on timeline (actor_userid, at desc) where actor_userid is not null;

-- Whose customers or work were looked at: this person can see who did.
alter table audit add about_userid text;
create index audit_about on audit (about_userid, at desc, id desc) where about_userid is not null;
