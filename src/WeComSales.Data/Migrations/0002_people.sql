-- Who works here (departments, staff), whom they sell to (customers, follows, opportunities), who is signed in,
-- who looked at what, and what each synchronisation did.

-- A WeCom id, or a negative one for a department that only an import knows.
create table departments (
  id {bigint} not null constraint departments_pk primary key,
  parent_id {bigint} not null,
  name {text} not null,
  path {text} not null,
  sort_order {int} not null,
  -- userids as the directory names them; who really leads is in department_leaders
  leaders {json} not null
);

-- Every department with itself and each one above it, so that "and below" is one join.
create table department_tree (
  ancestor_id {bigint} not null,
  department_id {bigint} not null,
  depth {int} not null,
  constraint department_tree_pk primary key (ancestor_id, department_id)
);
create index department_tree_upwards on department_tree (department_id, depth);

create table department_leaders (
  department_id {bigint} not null,
  userid {key} not null,
  rank {int} not null,
  constraint department_leaders_pk primary key (department_id, userid)
);
create index department_leaders_userid on department_leaders (userid);

create table staff (
  userid {key} not null constraint staff_pk primary key,
  name {text} not null,
  department_id {bigint},
  position {text},
  role {key} not null constraint staff_role_known check (role in ('rep', 'manager', 'director', 'ops', 'presales', 'clerk', 'store_manager', 'admin')),
  role_source {key} not null constraint staff_role_source_known check (role_source in ('import', 'derived')),
  mapped_leader {key},
  direct_leader {key},
  store_code {key},
  left_at {time},
  left_reason {key} constraint staff_left_reason_known check (left_reason in ('vanished', 'disabled', 'import')),
  -- when WeCom's directory last showed this person; null for people whom only an import knows
  synced_at {time},
  constraint staff_left_has_reason check ((left_at is null and left_reason is null) or (left_at is not null and left_reason is not null))
);
create index staff_department on staff (department_id, userid);

create table staff_departments (
  userid {key} not null,
  department_id {bigint} not null,
  leads {flag} not null,
  sort_order {int} not null,
  constraint staff_departments_pk primary key (userid, department_id)
);
create index staff_departments_department on staff_departments (department_id, userid);

create table customers (
  external_userid {key} not null constraint customers_pk primary key,
  name {text} not null,
  company {text},
  phone {text},
  owner_userid {key},
  tags {json} not null,
  added_at {time},
  first_seen_at {time} not null,
  -- when WeCom last told us about them; null when only an import did
  fetched_at {time}
);

create table follows (
  external_userid {key} not null,
  userid {key} not null,
  remark {text},
  remark_company {text},
  remark_mobiles {json} not null,
  description {text},
  tags {json} not null,
  added_at {time} not null,
  channel {text},
  ended_at {time},
  end_reason {key} constraint follows_end_reason_known check (end_reason in ('member', 'customer', 'absent')),
  constraint follows_pk primary key (external_userid, userid),
  constraint follows_end_has_reason check ((ended_at is null and end_reason is null) or (ended_at is not null and end_reason is not null))
);
create index follows_member on follows (userid, external_userid) where ended_at is null;

create table corp_tags (
  id {key} not null constraint corp_tags_pk primary key,
  group_name {text} not null,
  name {text} not null
);

create table opportunities (
  id {key} not null constraint opportunities_pk primary key,
  code {key} not null,
  external_userid {key} not null,
  title {text} not null,
  stage {key} not null,
  amount {money},
  currency {key} not null,
  owner_userid {key},
  product_line {text},
  created_at {time} not null,
  stage_since {time} not null,
  last_log_at {time},
  -- a day, yyyy-MM-dd
  expected_close {key},
  closed_at {time}
);
create unique index opportunities_code on opportunities (code);
create index opportunities_customer on opportunities (external_userid, created_at);
create index opportunities_open_owner on opportunities (owner_userid, external_userid) where closed_at is null;

-- With whom somebody dealt last: what a forwarded message is probably about.
create table recent_contacts (
  userid {key} not null,
  external_userid {key} not null,
  at {time} not null,
  source {key} not null,
  constraint recent_contacts_pk primary key (userid, external_userid)
);

-- What the previous import of a kind said about a row: only what differs from it changes anything.
create table imported (
  kind {key} not null,
  row_key {key} not null,
  columns {json} not null,
  constraint imported_pk primary key (kind, row_key)
);

create table sync_runs (
  id {key} not null constraint sync_runs_pk primary key,
  kind {key} not null,
  started_at {time} not null,
  ended_at {time} not null,
  complete {flag} not null,
  added {int} not null,
  changed {int} not null,
  departed {int} not null,
  failed {int} not null,
  reasons {json} not null
);
create index sync_runs_kind on sync_runs (kind, started_at desc);

-- Only hashes: whoever reads this table cannot sign in with it.
create table sessions (
  id_hash {key} not null constraint sessions_pk primary key,
  userid {key} not null,
  created_at {time} not null,
  expires_at {time} not null
);
create index sessions_userid on sessions (userid);
create index sessions_expiry on sessions (expires_at);

create table sign_in_states (
  state_hash {key} not null constraint sign_in_states_pk primary key,
  browser_hash {key} not null,
  return_to {text} not null,
  expires_at {time} not null,
  used_at {time}
);
create index sign_in_states_expiry on sign_in_states (expires_at);

create table audit (
  id {key} not null constraint audit_pk primary key,
  at {time} not null,
  userid {key} not null,
  action {key} not null,
  subject {key} not null,
  detail {json}
);
create index audit_at on audit (at desc, id desc);
