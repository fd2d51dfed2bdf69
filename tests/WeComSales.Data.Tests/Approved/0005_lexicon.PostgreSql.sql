-- The company's own words in versions: what was made, and which of them is in use since when.

create table lexicon_versions (
  id text collate "C" not null constraint lexicon_versions_pk primary key,
  number integer not null,
  words text not null,
  remark text collate "C" not null,
  made_by text collate "C" not null,
  made_at timestamptz(3) not null
);
create unique index lexicon_versions_number on lexicon_versions (number);

create table lexicon_activations (
  id text collate "C" not null constraint lexicon_activations_pk primary key,
  seq integer not null,
  version_number integer not null,
  by_userid text collate "C" not null,
  at timestamptz(3) not null
);
create unique index lexicon_activations_seq on lexicon_activations (seq);
create index notes_confirmed on notes (confirmed_at desc);
