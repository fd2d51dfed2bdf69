-- The company's own words in versions: what was made, and which of them is in use since when.

create table lexicon_versions (
  id text not null constraint lexicon_versions_pk primary key,
  number integer not null,
  words text not null,
  remark text not null,
  made_by text not null,
  made_at text not null
);
create unique index lexicon_versions_number on lexicon_versions (number);

create table lexicon_activations (
  id text not null constraint lexicon_activations_pk primary key,
  seq integer not null,
  version_number integer not null,
  by_userid text not null,
  at text not null
);
create unique index lexicon_activations_seq on lexicon_activations (seq);
create index notes_confirmed on notes (confirmed_at desc);
