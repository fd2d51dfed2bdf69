-- Who works here (departments, staff), whom they sell to (customers, follows, opportunities), who is signed in,
-- who looked at what, and what each synchronisation did.

-- A WeCom id, or a negative one for a department that only an import knows.
create table departments (
  id bigint not null constraint departments_pk primary key,
  parent_id bigint not null,
  name text collate "C" not null,
  path text collate "C" not null,
  sort_order integer not null,
  -- userids as the directory names them; who really leads is in department_leaders
  leaders text not null
);

-- Every department with itself and each one above it, so that "and below" is one join.
create table department_tree (
  ancestor_id bigint not null,
  department_id bigint not null,
  depth integer not null,
  constraint department_tree_pk primary key (ancestor_id, department_id)
);
create index department_tree_upwards on department_tree (department_id, depth);

create table department_leaders (
  department_id bigint not null,
  userid text collate "C" not null,
  rank integer not null,
  constraint department_leaders_pk primary key (department_id, userid)
);
create index department_leaders_userid on department_leaders (userid);

create table staff (
  userid text collate "C" not null constraint staff_pk primary key,
  name text collate "C" not null,
  department_id bigint,
  position text collate "C",
  role text collate "C" not null constraint staff_role_known check (role in ('rep', 'manager', 'director', 'ops', 'presales', 'clerk', 'store_manager', 'admin')),
  role_source text collate "C" not null constraint staff_role_source_known check (role_source in ('import', 'derived')),
  mapped_leader text collate "C",
  direct_leader text collate "C",
  store_code text collate "C",
  left_at timestamptz(3),
  left_reason text collate "C" constraint staff_left_reason_known check (left_reason in ('vanished', 'disabled', 'import')),
  -- when WeCom's directory last showed this person; null for people whom only an import knows
  synced_at timestamptz(3),
  constraint staff_left_has_reason check ((left_at is null and left_reason is null) or (left_at is not null and left_reason is not null))
);
create index staff_department on staff (department_id, userid);

create table staff_departments (
  userid text collate "C" not null,
  department_id bigint not null,
  leads boolean not null,
  sort_order integer not null,
  constraint staff_departments_pk primary key (userid, department_id)
);
create index staff_departments_department on staff_departments (department_id, userid);

create table customers (
  external_userid text collate "C" not null constraint customers_pk primary key,
  name text collate "C" not null,
  company text collate "C",
  phone text collate "C",
  owner_userid text collate "C",
  tags text not null,
  added_at timestamptz(3),
  first_seen_at timestamptz(3) not null,
  -- when WeCom last told us about them; null when only an import did
  fetched_at timestamptz(3)
);

create table follows (
  external_userid text collate "C" not null,
  userid text collate "C" not null,
  remark text collate "C",
  remark_company text collate "C",
  remark_mobiles text not null,
  description text collate "C",
  tags text not null,
  added_at timestamptz(3) not null,
  channel text collate "C",
  ended_at timestamptz(3),
  end_reason text collate "C" constraint follows_end_reason_known check (end_reason in ('member', 'customer', 'absent')),
  constraint follows_pk primary key (external_userid, userid),
  constraint follows_end_has_reason check ((ended_at is null and end_reason is null) or (ended_at is not null and end_reason is not null))
);
create index follows_member on follows (userid, external_userid) where ended_at is null;

create table corp_tags (
  id text collate "C" not null constraint corp_tags_pk primary key,
  group_name text collate "C" not null,
  name text collate "C" not null
);

create table opportunities (
  id text collate "C" not null constraint opportunities_pk primary key,
  code text collate "C" not null,
  external_userid text collate "C" not null,
  title text collate "C" not null,
  stage text collate "C" not null,
  amount numeric,
  currency text collate "C" not null,
  owner_userid text collate "C",
  product_line text collate "C",
  created_at timestamptz(3) not null,
  stage_since timestamptz(3) not null,
  last_log_at timestamptz(3),
  -- a day, yyyy-MM-dd
  expected_close text collate "C",
  closed_at timestamptz(3)
);
create unique index opportunities_code on opportunities (code);
create index opportunities_customer on opportunities (external_userid, created_at);
create index opportunities_open_owner on opportunities (owner_userid, external_userid) where closed_at is null;

-- With whom somebody dealt last: what a forwarded message is probably about.
create table recent_contacts (
  userid text collate "C" not null,
  external_userid text collate "C" not null,
  at timestamptz(3) not null,
  source text collate "C" not null,
  constraint recent_contacts_pk primary key (userid, external_userid)
);

-- What the previous import of a kind said about a row: only what differs from it changes anything.
create table imported (
  kind text collate "C" not null,
  row_key text collate "C" not null,
  columns text not null,
  constraint imported_pk primary key (kind, row_key)
);

create table sync_runs (
  id text collate "C" not null constraint sync_runs_pk primary key,
  kind text collate "C" not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  complete boolean not null,
  added integer not null,
  changed integer not null,
  departed integer not null,
  failed integer not null,
  reasons text not null
);
create index sync_runs_kind on sync_runs (kind, started_at desc);

-- Only hashes: whoever reads this table cannot sign in with it.
create table sessions (
  id_hash text collate "C" not null constraint sessions_pk primary key,
  userid text collate "C" not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index sessions_userid on sessions (userid);
create index sessions_expiry on sessions (expires_at);

create table sign_in_states (
  state_hash text collate "C" not null constraint sign_in_states_pk primary key,
  browser_hash text collate "C" not null,
  return_to text collate "C" not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index sign_in_states_expiry on sign_in_states (expires_at);

create table audit (
  id text collate "C" not null constraint audit_pk primary key,
  at timestamptz(3) not null,
  userid text collate "C" not null,
  action text collate "C" not null,
  subject text collate "C" not null,
  detail text
);
create index audit_at on audit (at desc, id desc);
