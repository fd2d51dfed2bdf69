-- The company's own words in versions: what was made, and which of them is in use since when.

create table lexicon_versions (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint lexicon_versions_pk primary key,
  number int not null,
  words nvarchar(max) collate Latin1_General_100_BIN2 not null,
  remark nvarchar(max) collate Latin1_General_100_BIN2 not null,
  made_by nvarchar(200) collate Latin1_General_100_BIN2 not null,
  made_at datetimeoffset(3) not null
);
create unique index lexicon_versions_number on lexicon_versions (number);

create table lexicon_activations (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint lexicon_activations_pk primary key,
  seq int not null,
  version_number int not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null
);
create unique index lexicon_activations_seq on lexicon_activations (seq);
create index notes_confirmed on notes (confirmed_at desc);
