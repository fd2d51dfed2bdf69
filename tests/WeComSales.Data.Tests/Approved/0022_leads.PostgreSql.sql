-- Leads (线索) as the company's own list has them; files alone change them until they are routed (F11).

create table leads (
  code text collate "C" not null constraint leads_pk primary key,
  name text collate "C" not null,
  company text collate "C",
  phone text collate "C",
  region text collate "C",
  industry text collate "C",
  -- a range in the company's own words
  budget text collate "C",
  tech_stack text not null,
  channel text collate "C",
  created_at timestamptz(3)
);

-- the lead's code where it is a lead; external_userid is empty then
alter table erasures add lead_code text collate "C";
