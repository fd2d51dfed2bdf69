-- Erasures of everything about somebody, beside those of words alone; and looks at members, which are kept for a while.

-- words, customer or member; null where only words were known
alter table erasures add scope text;
-- the member's code where it is a member; external_userid is empty then
alter table erasures add member_code text;
-- how many rows are gone, by table
alter table erasures add gone text;
-- null while it goes on: what was interrupted is finished by the job
alter table erasures add done_at text;
create index member_looks_at on member_looks (at);
