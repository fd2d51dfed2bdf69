-- Who works here (departments, staff), whom they sell to (customers, follows, opportunities), who is signed in,
-- who looked at what, and what each synchronisation did.

-- A WeCom id, or a negative one for a department that only an import knows.
create table departments (
  id integer not null constraint departments_pk primary key,
  parent_id integer not null,
  name text not null,
  path text not null,
  sort_order integer not null,
  -- userids as the directory names them; who really leads is in department_leaders
  leaders text not null
);

-- Every department with itself and each one above it, so that "and below" is one join.
create table department_tree (
  ancestor_id integer not null,
  department_id integer not null,
  depth integer not null,
  constraint department_tree_pk primary key (ancestor_id, department_id)
);
create index department_tree_upwards on department_tree (department_id, depth);

create table department_leaders (
  department_id integer not null,
  userid text not null,
  rank integer not null,
  constraint department_leaders_pk primary key (department_id, userid)
);
create index department_leaders_userid on department_leaders (userid);

create table staff (
  userid text not null constraint staff_pk primary key,
  name text not null,
  department_id integer,
  position text,
  role text not null constraint staff_role_known check (role = 'rep' or role = 'manager' or role = 'director' or role = 'ops' or role = 'presales' or role = 'clerk' or role = 'store_manager' or role = 'admin'),
  role_source text not null constraint staff_role_source_known check (role_source = 'import' or role_source = 'derived'),
  mapped_leader text,
  direct_leader text,
  store_code text,
  left_at text,
  left_reason text constraint staff_left_reason_known check (left_reason = 'vanished' or left_reason = 'disabled' or left_reason = 'import'),
  -- when WeCom's directory last showed this person; null for people whom only an import knows
  synced_at text,
  constraint staff_left_has_reason check ((left_at is null and left_reason is null) or (left_at is not null and left_reason is not null))
);
create index staff_department on staff (department_id, userid);

create table staff_departments (
  userid text not null,
  department_id integer not null,
  leads integer not null,
  sort_order integer not null,
  constraint staff_departments_pk primary key (userid, department_id)
);
create index staff_departments_department on staff_departments (department_id, userid);

create table customers (
  external_userid text not null constraint customers_pk primary key,
  name text not null,
  company text,
  phone text,
  owner_userid text,
  tags text not null,
  added_at text,
  first_seen_at text not null,
  -- when WeCom last told us about them; null when only an import did
  fetched_at text
);

create table follows (
  external_userid text not null,
  userid text not null,
  remark text,
  remark_company text,
  remark_mobiles text not null,
  description text,
  tags text not null,
  added_at text not null,
  channel text,
  ended_at text,
  end_reason text constraint follows_end_reason_known check (end_reason = 'member' or end_reason = 'customer' or end_reason = 'absent'),
  constraint follows_pk primary key (external_userid, userid),
  constraint follows_end_has_reason check ((ended_at is null and end_reason is null) or (ended_at is not null and end_reason is not null))
);
create index follows_member on follows (userid, external_userid) where ended_at is null;

create table corp_tags (
  id text not null constraint corp_tags_pk primary key,
  group_name text not null,
  name text not null
);

create table opportunities (
  id text not null constraint opportunities_pk primary key,
  code text not null,
  external_userid text not null,
  title text not null,
  stage text not null,
  amount text,
  currency text not null,
  owner_userid text,
  product_line text,
  created_at text not null,
  stage_since text not null,
  last_log_at text,
  -- a day, yyyy-MM-dd
  expected_close text,
  closed_at text
);
create unique index opportunities_code on opportunities (code);
create index opportunities_customer on opportunities (external_userid, created_at);
create index opportunities_open_owner on opportunities (owner_userid, external_userid) where closed_at is null;

-- With whom somebody dealt last: what a forwarded message is probably about.
create table recent_contacts (
  userid text not null,
  external_userid text not null,
  at text not null,
  source text not null,
  constraint recent_contacts_pk primary key (userid, external_userid)
);

-- What the previous import of a kind said about a row: only what differs from it changes anything.
create table imported (
  kind text not null,
  row_key text not null,
  columns text not null,
  constraint imported_pk primary key (kind, row_key)
);

create table sync_runs (
  id text not null constraint sync_runs_pk primary key,
  kind text not null,
  started_at text not null,
  ended_at text not null,
  complete integer not null,
  added integer not null,
  changed integer not null,
  departed integer not null,
  failed integer not null,
  reasons text not null
);
create index sync_runs_kind on sync_runs (kind, started_at desc);

-- Only hashes: whoever reads this table cannot sign in with it.
create table sessions (
  id_hash text not null constraint sessions_pk primary key,
  userid text not null,
  created_at text not null,
  expires_at text not null
);
create index sessions_userid on sessions (userid);
create index sessions_expiry on sessions (expires_at);

create table sign_in_states (
  state_hash text not null constraint sign_in_states_pk primary key,
  browser_hash text not null,
  return_to text not null,
  expires_at text not null,
  used_at text
);
create index sign_in_states_expiry on sign_in_states (expires_at);

create table audit (
  id text not null constraint audit_pk primary key,
  at text not null,
  userid text not null,
  action text not null,
  subject text not null,
  detail text
);
create index audit_at on audit (at desc, id desc);
