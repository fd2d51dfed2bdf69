-- Leads (线索) as the company's own list has them; files alone change them until they are routed (F11).

create table leads (
  code {key} not null constraint leads_pk primary key,
  name {text} not null,
  company {text},
  phone {text},
  region {key},
  industry {key},
  -- a range in the company's own words
  budget {text},
  tech_stack {json} not null,
  channel {key},
  created_at {time}
);

-- the lead's code where it is a lead; external_userid is empty then
alter table erasures add lead_code {key};
