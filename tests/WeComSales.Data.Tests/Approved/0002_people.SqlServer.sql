-- Who works here (departments, staff), whom they sell to (customers, follows, opportunities), who is signed in,
-- who looked at what, and what each synchronisation did.

-- A WeCom id, or a negative one for a department that only an import knows.
create table departments (
  id bigint not null constraint departments_pk primary key,
  parent_id bigint not null,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  path nvarchar(max) collate Latin1_General_100_BIN2 not null,
  sort_order int not null,
  -- userids as the directory names them; who really leads is in department_leaders
  leaders nvarchar(max) collate Latin1_General_100_BIN2 not null
);

-- Every department with itself and each one above it, so that "and below" is one join.
create table department_tree (
  ancestor_id bigint not null,
  department_id bigint not null,
  depth int not null,
  constraint department_tree_pk primary key (ancestor_id, department_id)
);
create index department_tree_upwards on department_tree (department_id, depth);

create table department_leaders (
  department_id bigint not null,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  rank int not null,
  constraint department_leaders_pk primary key (department_id, userid)
);
create index department_leaders_userid on department_leaders (userid);

create table staff (
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null constraint staff_pk primary key,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  department_id bigint,
  position nvarchar(max) collate Latin1_General_100_BIN2,
  role nvarchar(200) collate Latin1_General_100_BIN2 not null constraint staff_role_known check (role in ('rep', 'manager', 'director', 'ops', 'presales', 'clerk', 'store_manager', 'admin')),
  role_source nvarchar(200) collate Latin1_General_100_BIN2 not null constraint staff_role_source_known check (role_source in ('import', 'derived')),
  mapped_leader nvarchar(200) collate Latin1_General_100_BIN2,
  direct_leader nvarchar(200) collate Latin1_General_100_BIN2,
  store_code nvarchar(200) collate Latin1_General_100_BIN2,
  left_at datetimeoffset(3),
  left_reason nvarchar(200) collate Latin1_General_100_BIN2 constraint staff_left_reason_known check (left_reason in ('vanished', 'disabled', 'import')),
  -- when WeCom's directory last showed this person; null for people whom only an import knows
  synced_at datetimeoffset(3),
  constraint staff_left_has_reason check ((left_at is null and left_reason is null) or (left_at is not null and left_reason is not null))
);
create index staff_department on staff (department_id, userid);

create table staff_departments (
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  department_id bigint not null,
  leads bit not null,
  sort_order int not null,
  constraint staff_departments_pk primary key (userid, department_id)
);
create index staff_departments_department on staff_departments (department_id, userid);

create table customers (
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null constraint customers_pk primary key,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  company nvarchar(max) collate Latin1_General_100_BIN2,
  phone nvarchar(max) collate Latin1_General_100_BIN2,
  owner_userid nvarchar(200) collate Latin1_General_100_BIN2,
  tags nvarchar(max) collate Latin1_General_100_BIN2 not null,
  added_at datetimeoffset(3),
  first_seen_at datetimeoffset(3) not null,
  -- when WeCom last told us about them; null when only an import did
  fetched_at datetimeoffset(3)
);

create table follows (
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  remark nvarchar(max) collate Latin1_General_100_BIN2,
  remark_company nvarchar(max) collate Latin1_General_100_BIN2,
  remark_mobiles nvarchar(max) collate Latin1_General_100_BIN2 not null,
  description nvarchar(max) collate Latin1_General_100_BIN2,
  tags nvarchar(max) collate Latin1_General_100_BIN2 not null,
  added_at datetimeoffset(3) not null,
  channel nvarchar(max) collate Latin1_General_100_BIN2,
  ended_at datetimeoffset(3),
  end_reason nvarchar(200) collate Latin1_General_100_BIN2 constraint follows_end_reason_known check (end_reason in ('member', 'customer', 'absent')),
  constraint follows_pk primary key (external_userid, userid),
  constraint follows_end_has_reason check ((ended_at is null and end_reason is null) or (ended_at is not null and end_reason is not null))
);
create index follows_member on follows (userid, external_userid) where ended_at is null;

create table corp_tags (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint corp_tags_pk primary key,
  group_name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null
);

create table opportunities (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint opportunities_pk primary key,
  code nvarchar(200) collate Latin1_General_100_BIN2 not null,
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  title nvarchar(max) collate Latin1_General_100_BIN2 not null,
  stage nvarchar(200) collate Latin1_General_100_BIN2 not null,
  amount decimal(19, 4),
  currency nvarchar(200) collate Latin1_General_100_BIN2 not null,
  owner_userid nvarchar(200) collate Latin1_General_100_BIN2,
  product_line nvarchar(max) collate Latin1_General_100_BIN2,
  created_at datetimeoffset(3) not null,
  stage_since datetimeoffset(3) not null,
  last_log_at datetimeoffset(3),
  -- a day, yyyy-MM-dd
  expected_close nvarchar(200) collate Latin1_General_100_BIN2,
  closed_at datetimeoffset(3)
);
create unique index opportunities_code on opportunities (code);
create index opportunities_customer on opportunities (external_userid, created_at);
create index opportunities_open_owner on opportunities (owner_userid, external_userid) where closed_at is null;

-- With whom somebody dealt last: what a forwarded message is probably about.
create table recent_contacts (
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  external_userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  at datetimeoffset(3) not null,
  source nvarchar(200) collate Latin1_General_100_BIN2 not null,
  constraint recent_contacts_pk primary key (userid, external_userid)
);

-- What the previous import of a kind said about a row: only what differs from it changes anything.
create table imported (
  kind nvarchar(200) collate Latin1_General_100_BIN2 not null,
  row_key nvarchar(200) collate Latin1_General_100_BIN2 not null,
  columns nvarchar(max) collate Latin1_General_100_BIN2 not null,
  constraint imported_pk primary key (kind, row_key)
);

create table sync_runs (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint sync_runs_pk primary key,
  kind nvarchar(200) collate Latin1_General_100_BIN2 not null,
  started_at datetimeoffset(3) not null,
  ended_at datetimeoffset(3) not null,
  complete bit not null,
  added int not null,
  changed int not null,
  departed int not null,
  failed int not null,
  reasons nvarchar(max) collate Latin1_General_100_BIN2 not null
);
create index sync_runs_kind on sync_runs (kind, started_at desc);

-- Only hashes: whoever reads this table cannot sign in with it.
create table sessions (
  id_hash nvarchar(200) collate Latin1_General_100_BIN2 not null constraint sessions_pk primary key,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  created_at datetimeoffset(3) not null,
  expires_at datetimeoffset(3) not null
);
create index sessions_userid on sessions (userid);
create index sessions_expiry on sessions (expires_at);

create table sign_in_states (
  state_hash nvarchar(200) collate Latin1_General_100_BIN2 not null constraint sign_in_states_pk primary key,
  browser_hash nvarchar(200) collate Latin1_General_100_BIN2 not null,
  return_to nvarchar(max) collate Latin1_General_100_BIN2 not null,
  expires_at datetimeoffset(3) not null,
  used_at datetimeoffset(3)
);
create index sign_in_states_expiry on sign_in_states (expires_at);

create table audit (
  id nvarchar(200) collate Latin1_General_100_BIN2 not null constraint audit_pk primary key,
  at datetimeoffset(3) not null,
  userid nvarchar(200) collate Latin1_General_100_BIN2 not null,
  action nvarchar(200) collate Latin1_General_100_BIN2 not null,
  subject nvarchar(200) collate Latin1_General_100_BIN2 not null,
  detail nvarchar(max) collate Latin1_General_100_BIN2
);
create index audit_at on audit (at desc, id desc);
