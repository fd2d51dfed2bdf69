-- Leads (线索) as the company's own list has them; files alone change them until they are routed (F11).

create table leads (
  code text not null constraint leads_pk primary key,
  name text not null,
  company text,
  phone text,
  region text,
  industry text,
  -- a range in the company's own words
  budget text,
  tech_stack text not null,
  channel text,
  created_at text
);

-- the lead's code where it is a lead; external_userid is empty then
alter table erasures add lead_code text;
