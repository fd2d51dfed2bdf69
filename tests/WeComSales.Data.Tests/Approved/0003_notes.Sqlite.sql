-- Messages on their way to a note, the notes, what was attached, and what reps struck or added.

create table note_drafts (
  id text not null constraint note_drafts_pk primary key,
  owner_userid text not null,
  source text not null constraint note_drafts_source_known check (source = 'Forward' or source = 'Quote' or source = 'Copy' or source = 'Archive'),
  content text not null constraint note_drafts_content_known check (content = 'Text' or content = 'Image' or content = 'Voice' or content = 'Link' or content = 'Location'),
  text text not null,
  at text not null,
  reading text not null,
  proposals text not null,
  state text not null constraint note_drafts_state_known check (state = 'Open' or state = 'Confirmed' or state = 'Discarded'),
  decided_by text,
  decided_at text,
  constraint note_drafts_decided check ((state = 'Open' and decided_at is null) or (state <> 'Open' and decided_at is not null))
);
create index note_drafts_open on note_drafts (owner_userid, at desc) where state = 'Open';

create table notes (
  id text not null constraint notes_pk primary key,
  draft_id text not null,
  external_userid text not null,
  nickname text not null,
  opportunity_id text,
  opportunity_title text,
  source text not null,
  content text not null,
  text text not null,
  at text not null,
  time_is_forwarding integer not null,
  signals text not null,
  entities text not null,
  next_action text,
  changes text not null,
  confirmed_by text not null,
  confirmed_at text not null
);
create unique index notes_draft on notes (draft_id);
create index notes_customer on notes (external_userid, at desc);

create table note_attachments (
  draft_id text not null constraint note_attachments_pk primary key,
  media_id text not null,
  file_name text,
  content_type text,
  size_bytes integer not null,
  bytes blob,
  -- why the bytes are missing, in words for the rep; null when they are there
  missing text
);

create table signal_feedback (
  id text not null constraint signal_feedback_pk primary key,
  note_id text not null,
  label text not null,
  term text not null,
  act text not null constraint signal_feedback_act_known check (act = 'struck' or act = 'added'),
  by_userid text not null,
  at text not null
);
create index signal_feedback_term on signal_feedback (label, at desc);
