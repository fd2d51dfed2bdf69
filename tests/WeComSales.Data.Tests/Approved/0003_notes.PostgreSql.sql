-- Messages on their way to a note, the notes, what was attached, and what reps struck or added.

create table note_drafts (
  id text collate "C" not null constraint note_drafts_pk primary key,
  owner_userid text collate "C" not null,
  source text collate "C" not null constraint note_drafts_source_known check (source in ('Forward', 'Quote', 'Copy', 'Archive')),
  content text collate "C" not null constraint note_drafts_content_known check (content in ('Text', 'Image', 'Voice', 'Link', 'Location')),
  text text collate "C" not null,
  at timestamptz(3) not null,
  reading text not null,
  proposals text not null,
  state text collate "C" not null constraint note_drafts_state_known check (state in ('Open', 'Confirmed', 'Discarded')),
  decided_by text collate "C",
  decided_at timestamptz(3),
  constraint note_drafts_decided check ((state = 'Open' and decided_at is null) or (state <> 'Open' and decided_at is not null))
);
create index note_drafts_open on note_drafts (owner_userid, at desc) where state = 'Open';

create table notes (
  id text collate "C" not null constraint notes_pk primary key,
  draft_id text collate "C" not null,
  external_userid text collate "C" not null,
  nickname text collate "C" not null,
  opportunity_id text collate "C",
  opportunity_title text collate "C",
  source text collate "C" not null,
  content text collate "C" not null,
  text text collate "C" not null,
  at timestamptz(3) not null,
  time_is_forwarding boolean not null,
  signals text not null,
  entities text not null,
  next_action text collate "C",
  changes text not null,
  confirmed_by text collate "C" not null,
  confirmed_at timestamptz(3) not null
);
create unique index notes_draft on notes (draft_id);
create index notes_customer on notes (external_userid, at desc);

create table note_attachments (
  draft_id text collate "C" not null constraint note_attachments_pk primary key,
  media_id text collate "C" not null,
  file_name text collate "C",
  content_type text collate "C",
  size_bytes bigint not null,
  bytes bytea,
  -- why the bytes are missing, in words for the rep; null when they are there
  missing text collate "C"
);

create table signal_feedback (
  id text collate "C" not null constraint signal_feedback_pk primary key,
  note_id text collate "C" not null,
  label text collate "C" not null,
  term text collate "C" not null,
  act text collate "C" not null constraint signal_feedback_act_known check (act in ('struck', 'added')),
  by_userid text collate "C" not null,
  at timestamptz(3) not null
);
create index signal_feedback_term on signal_feedback (label, at desc);
