-- Messages on their way to a note, the notes, what was attached, and what reps struck or added.

create table note_drafts (
  id {key} not null constraint note_drafts_pk primary key,
  owner_userid {key} not null,
  source {key} not null constraint note_drafts_source_known check (source in ('Forward', 'Quote', 'Copy', 'Archive')),
  content {key} not null constraint note_drafts_content_known check (content in ('Text', 'Image', 'Voice', 'Link', 'Location')),
  text {text} not null,
  at {time} not null,
  reading {json} not null,
  proposals {json} not null,
  state {key} not null constraint note_drafts_state_known check (state in ('Open', 'Confirmed', 'Discarded')),
  decided_by {key},
  decided_at {time},
  constraint note_drafts_decided check ((state = 'Open' and decided_at is null) or (state <> 'Open' and decided_at is not null))
);
create index note_drafts_open on note_drafts (owner_userid, at desc) where state = 'Open';

create table notes (
  id {key} not null constraint notes_pk primary key,
  draft_id {key} not null,
  external_userid {key} not null,
  nickname {text} not null,
  opportunity_id {key},
  opportunity_title {text},
  source {key} not null,
  content {key} not null,
  text {text} not null,
  at {time} not null,
  time_is_forwarding {flag} not null,
  signals {json} not null,
  entities {json} not null,
  next_action {text},
  changes {json} not null,
  confirmed_by {key} not null,
  confirmed_at {time} not null
);
create unique index notes_draft on notes (draft_id);
create index notes_customer on notes (external_userid, at desc);

create table note_attachments (
  draft_id {key} not null constraint note_attachments_pk primary key,
  media_id {key} not null,
  file_name {text},
  content_type {key},
  size_bytes {bigint} not null,
  bytes {bytes},
  -- why the bytes are missing, in words for the rep; null when they are there
  missing {text}
);

create table signal_feedback (
  id {key} not null constraint signal_feedback_pk primary key,
  note_id {key} not null,
  label {key} not null,
  term {text} not null,
  act {key} not null constraint signal_feedback_act_known check (act in ('struck', 'added')),
  by_userid {key} not null,
  at {time} not null
);
create index signal_feedback_term on signal_feedback (label, at desc);
