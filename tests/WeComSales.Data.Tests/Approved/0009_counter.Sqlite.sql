-- The shop counter (门店): members, what is sold, what they bought, what was recommended and how they took it, what was
-- said, who has which phone in hand, and who looked at whom.

create table members (
  member_code text not null constraint members_pk primary key,
  name text not null,
  phone text,
  -- a day, yyyy-MM-dd; in the future when the baby is expected
  baby_birthday text,
  store_code text
);
create index members_store on members (store_code, member_code);

create table products (
  product_code text not null constraint products_pk primary key,
  name text not null,
  category text,
  price text
);
create index products_category on products (category, product_code);

-- A line of a receipt. Its key begins with the member and the time, so that the last purchases are the end of a range.
create table purchases (
  member_code text not null,
  purchased_at text not null,
  product_code text not null,
  -- empty where the file names no shop
  store_code text not null,
  quantity integer not null,
  amount text,
  kit_remaining text not null,
  -- the purchase's own time when it says something about the kit
  kit_at text,
  constraint purchases_pk primary key (member_code, purchased_at, product_code, store_code)
);
create index purchases_kit on purchases (member_code, kit_at desc) where kit_at is not null;

-- by_userid acted, on the phone of phone_userid; turn_id is the badge's turn on a shared phone.
create table recommendations (
  id text not null constraint recommendations_pk primary key,
  member_code text not null,
  product_code text not null,
  store_code text not null,
  by_userid text not null,
  phone_userid text not null,
  turn_id text,
  at text not null,
  recorded_at text not null,
  reaction text,
  signal text,
  reacted_at text,
  reacted_by text,
  undone_at text,
  -- a purchase counts until then
  buy_until text not null,
  constraint recommendations_reacted check ((reaction is null and reacted_at is null) or (reaction is not null and reacted_at is not null))
);
create index recommendations_member on recommendations (member_code, at desc);
create index recommendations_store on recommendations (store_code, at desc);
create index recommendations_open on recommendations (store_code, at desc, member_code, id) where reacted_at is null and undone_at is null;

create table service_records (
  id text not null constraint service_records_pk primary key,
  member_code text not null,
  store_code text not null,
  by_userid text not null,
  phone_userid text not null,
  turn_id text,
  -- the raw words
  said text not null,
  -- the words as they were confirmed
  content text not null,
  spoken integer not null,
  signals text not null,
  entities text not null,
  struck text not null,
  at text not null,
  recorded_at text not null,
  -- left to the next shift since then; null when nothing is left to do
  open_since text,
  closed_at text,
  closed_by text,
  constraint service_records_closed check (open_since is null or closed_at is null)
);
create index service_records_member on service_records (member_code, at desc);
create index service_records_open on service_records (store_code, open_since desc) where open_since is not null;

-- Only hashes: whoever reads this table cannot print a badge from it. One badge in force for each person.
create table badges (
  id text not null constraint badges_pk primary key,
  code_hash text not null,
  userid text not null,
  store_code text not null,
  issued_by text not null,
  issued_at text not null,
  revoked_at text,
  revoked_by text,
  constraint badges_revoked check ((revoked_at is null and revoked_by is null) or (revoked_at is not null and revoked_by is not null))
);
create unique index badges_code on badges (code_hash);
create unique index badges_in_force on badges (userid) where revoked_at is null;
create index badges_store on badges (store_code, userid);

create table badge_turns (
  id text not null constraint badge_turns_pk primary key,
  phone_userid text not null,
  badge_id text not null,
  userid text not null,
  store_code text not null,
  began_at text not null,
  active_at text not null,
  ended_at text
);
create index badge_turns_phone on badge_turns (phone_userid, began_at desc, id desc);
create index badge_turns_badge on badge_turns (badge_id) where ended_at is null;

-- Every code that somebody looked up, also one that nobody has: the limit counts them all.
create table member_looks (
  id text not null constraint member_looks_pk primary key,
  member_code text not null,
  known integer not null,
  cross_shop integer not null,
  store_code text not null,
  by_userid text not null,
  phone_userid text not null,
  turn_id text,
  source text not null constraint member_looks_source_known check (source = 'page' or source = 'menu'),
  at text not null
);
create index member_looks_phone on member_looks (phone_userid, at desc);
create index member_looks_member on member_looks (member_code, at desc);

create table counter_lists (
  version integer not null constraint counter_lists_pk primary key,
  lists text not null,
  by_userid text not null,
  at text not null
);
create index staff_store on staff (store_code, userid) where store_code is not null;
