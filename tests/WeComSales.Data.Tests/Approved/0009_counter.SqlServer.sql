-- The shop counter (门店): members, what is sold, what they bought, what was recommended and how they took it, what was
-- said, who has which phone in hand, and who looked at whom.

create table members (
  member_code nvarchar(200) collate Latin1_General_100_BIN2 not null constraint members_pk primary key,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  phone nvarchar(max) collate Latin1_General_100_BIN2,
  -- a day, yyyy-MM-dd; in the future when the baby is expected
  baby_birthday nvarchar(200) collate Latin1_General_100_BIN2,
  store_code nvarchar(200) collate Latin1_General_100_BIN2
);
create index members_store on members (store_code, member_code);

create table products (
  product_code nvarchar(200) collate Latin1_General_100_BIN2 not null constraint products_pk primary key,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  category nvarchar(200) collate Latin1_General_100_BIN2,
  price decimal(19, 4)
);
create index products_category on products (category, product_code);

-- A line of a receipt. Its key begins with the member and the time, so that the last purchases are the end of a range.
create table purchases (
  member_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  purchased_at datetimeoffset(3) not null,
  product_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  -- empty where the file names no shop
  store_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  quantity int not null,
  amount decimal(19, 4),
  kit_remaining nvarchar(max) collate Latin1_General_100_BIN2 not null,
  -- the purchase's own time when it says something about the kit
  kit_at datetimeoffset(3),
  constraint purchases_pk primary key (member_code, purchased_at, product_code, store_code)
);
create index purchases_kit on purchases (member_code, kit_at desc) where kit_at is not null;

-- by_userid acted, on the phone of phone_userid; turn_id is the badge's turn on a shared phone.
create table recommendations (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint recommendations_pk primary key,
  member_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  product_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  store_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  phone_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  turn_id nvarchar(200) collate Latin1_General_100_BIN2,
  at datetimeoffset(3) not null,
  recorded_at datetimeoffset(3) not null,
  reaction nvarchar(200) collate Latin1_General_100_BIN2,
  signal nvarchar(200) collate Latin1_General_100_BIN2,
  reacted_at datetimeoffset(3),
  reacted_by nvarchar(200) collate Latin1_General_100_BIN2,
  undone_at datetimeoffset(3),
  -- a purchase counts until then
  buy_until datetimeoffset(3) not null,
  constraint recommendations_reacted check ((reaction is null and reacted_at is null) or (reaction is not null and reacted_at is not null))
);
create index recommendations_member on recommendations (member_code, at desc);
create index recommendations_store on recommendations (store_code, at desc);
create index recommendations_open on recommendations (store_code, at desc, member_code, id) where reacted_at is null and undone_at is null;

create table service_records (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint service_records_pk primary key,
  member_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  store_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  phone_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  turn_id nvarchar(200) collate Latin1_General_100_BIN2,
  -- the raw words
  said nvarchar(max) collate Latin1_General_100_BIN2 not null,
  -- the words as they were confirmed
  content nvarchar(max) collate Latin1_General_100_BIN2 not null,
  spoken bit not null,
  signals nvarchar(max) collate Latin1_General_100_BIN2 not null,
  entities nvarchar(max) collate Latin1_General_100_BIN2 not null,
  struck nvarchar(max) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null,
  recorded_at datetimeoffset(3) not null,
  -- left to the next shift since then; null when nothing is left to do
  open_since datetimeoffset(3),
  closed_at datetimeoffset(3),
  closed_by nvarchar(200) collate Latin1_General_100_BIN2,
  constraint service_records_closed check (open_since is null or closed_at is null)
);
create index service_records_member on service_records (member_code, at desc);
create index service_records_open on service_records (store_code, open_since desc) where open_since is not null;

-- Only hashes: whoever reads this table cannot print a badge from it. One badge in force for each person.
create table badges (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint badges_pk primary key,
  code_hash nvarchar(200) collate Latin1_General_100_BIN2 not null,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  store_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  issued_by nvarchar(200) collate Latin1_General_100_BIN2 not null,
  issued_at datetimeoffset(3) not null,
  revoked_at datetimeoffset(3),
  revoked_by nvarchar(200) collate Latin1_General_100_BIN2,
  constraint badges_revoked check ((revoked_at is null and revoked_by is null) or (revoked_at is not null and revoked_by is not null))
);
create unique index badges_code on badges (code_hash);
create unique index badges_in_force on badges (userid) where revoked_at is null;
create index badges_store on badges (store_code, userid);

create table badge_turns (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint badge_turns_pk primary key,
  phone_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  badge_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  store_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  began_at datetimeoffset(3) not null,
  active_at datetimeoffset(3) not null,
  ended_at datetimeoffset(3)
);
create index badge_turns_phone on badge_turns (phone_userid, began_at desc, id desc);
create index badge_turns_badge on badge_turns (badge_id) where ended_at is null;

-- Every code that somebody looked up, also one that nobody has: the limit counts them all.
create table member_looks (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint member_looks_pk primary key,
  member_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  known bit not null,
  cross_shop bit not null,
  store_code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  phone_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  turn_id nvarchar(200) collate Latin1_General_100_BIN2,
  source nvarchar(200) collate Latin1_General_100_BIN2 not null constraint member_looks_source_known check (source in ('page', 'menu')),
  at datetimeoffset(3) not null
);
create index member_looks_phone on member_looks (phone_userid, at desc);
create index member_looks_member on member_looks (member_code, at desc);

create table counter_lists (
  version int not null constraint counter_lists_pk primary key,
  lists nvarchar(max) collate Latin1_General_100_BIN2 not null,
  by_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null
);
create index staff_store on staff (store_code, userid) where store_code is not null;
