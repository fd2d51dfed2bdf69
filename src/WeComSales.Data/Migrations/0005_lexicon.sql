-- The company's own words in versions: what was made, and which of them is in use since when.

create table lexicon_versions (
  id {key} not null constraint lexicon_versions_pk primary key,
  number {int} not null,
  words {json} not null,
  remark {text} not null,
  made_by {key} not null,
  made_at {time} not null
);
create unique index lexicon_versions_number on lexicon_versions (number);

create table lexicon_activations (
  id {key} not null constraint lexicon_activations_pk primary key,
  seq {int} not null,
  version_number {int} not null,
  by_userid {key} not null,
  at {time} not null
);
create unique index lexicon_activations_seq on lexicon_activations (seq);
create index notes_confirmed on notes (confirmed_at desc);
