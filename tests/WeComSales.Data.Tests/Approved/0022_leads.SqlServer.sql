-- Leads (线索) as the company's own list has them; files alone change them until they are routed (F11).

create table leads (
  code nvarchar(200) collate Latin1_General_100_BIN2 not null constraint leads_pk primary key,
  name nvarchar(max) collate Latin1_General_100_BIN2 not null,
  company nvarchar(max) collate Latin1_General_100_BIN2,
  phone nvarchar(max) collate Latin1_General_100_BIN2,
  region nvarchar(200) collate Latin1_General_100_BIN2,
  industry nvarchar(200) collate Latin1_General_100_BIN2,
  -- a range in the company's own words
  budget nvarchar(max) collate Latin1_General_100_BIN2,
  tech_stack nvarchar(max) collate Latin1_General_100_BIN2 not null,
  channel nvarchar(200) collate Latin1_General_100_BIN2,
  created_at datetimeoffset(3)
);

-- the lead's code where it is a lead; external_userid is empty then
alter table erasures add lead_code nvarchar(200) collate Latin1_General_100_BIN2;
