-- Messages on their way to a note, the notes, what was attached, and what reps struck or added.

create table note_drafts (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint note_drafts_pk primary key,
  owner_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  source nvarchar(200) collate Latin1_General_100_BIN2 not null constraint note_drafts_source_known check (source in ('Forward', 'Quote', 'Copy', 'Archive')),
  content nvarchar(200) collate Latin1_General_100_BIN2 not null constraint note_drafts_content_known check (content in ('Text', 'Image', 'Voice', 'Link', 'Location')),
  text nvarchar(max) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null,
  reading nvarchar(max) collate Latin1_General_100_BIN2 not null,
  proposals nvarchar(max) collate Latin1_General_100_BIN2 not null,
  state nvarchar(200) collate Latin1_General_100_BIN2 not null constraint note_drafts_state_known check (state in ('Open', 'Confirmed', 'Discarded')),
  decided_by nvarchar(200) collate Latin1_General_100_BIN2,
  decided_at datetimeoffset(3),
  constraint note_drafts_decided check ((state = 'Open' and decided_at is null) or (state <> 'Open' and decided_at is not null))
);
create index note_drafts_open on note_drafts (owner_userid, at desc) where state = 'Open';

create table notes (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint notes_pk primary key,
  draft_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  nickname nvarchar(max) collate Latin1_General_100_BIN2 not null,
  opportunity_id nvarchar(200) collate Latin1_General_100_BIN2,
  opportunity_title nvarchar(max) collate Latin1_General_100_BIN2,
  source nvarchar(200) collate Latin1_General_100_BIN2 not null,
  content nvarchar(200) collate Latin1_General_100_BIN2 not null,
  text nvarchar(max) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null,
  time_is_forwarding bit not null,
  signals nvarchar(max) collate Latin1_General_100_BIN2 not null,
  entities nvarchar(max) collate Latin1_General_100_BIN2 not null,
  next_action nvarchar(max) collate Latin1_General_100_BIN2,
  changes nvarchar(max) collate Latin1_General_100_BIN2 not null,
  confirmed_by nvarchar(200) collate Latin1_General_100_BIN2 not null,
  confirmed_at datetimeoffset(3) not null
);
create unique index notes_draft on notes (draft_id);
create index notes_customer on notes (external_userid, at desc);

create table note_attachments (
  draft_id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint note_attachments_pk primary key,
  media_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  file_name nvarchar(max) collate Latin1_General_100_BIN2,
  content_type nvarchar(200) collate Latin1_General_100_BIN2,
  size_bytes bigint not null,
  bytes varbinary(max),
  -- why the bytes are missing, in words for the rep; null when they are there
  missing nvarchar(max) collate Latin1_General_100_BIN2
);

create table signal_feedback (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint signal_feedback_pk primary key,
  note_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  label nvarchar(200) collate Latin1_General_100_BIN2 not null,
  term nvarchar(max) collate Latin1_General_100_BIN2 not null,
  act nvarchar(200) collate Latin1_General_100_BIN2 not null constraint signal_feedback_act_known check (act in ('struck', 'added')),
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null
);
create index signal_feedback_term on signal_feedback (label, at desc);
