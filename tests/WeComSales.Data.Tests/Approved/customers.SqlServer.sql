delete from customers where external_userid = @id;

insert into customers (external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at, fetched_at) select @ExternalUserid, @Name, @Company, @Phone, @OwnerUserid, @Tags, @AddedAt, @FirstSeenAt, @FetchedAt where not exists (select 1 from customers where external_userid = @ExternalUserid);

select c.external_userid, coalesce(f.remark, c.name) as customer_name, coalesce(f.remark_company, c.company) as company,
  c.next_contact_at as at
from customers c left join follows f on f.external_userid = c.external_userid and f.userid = @userid
where c.next_contact_by = @userid and c.next_contact_at is not null and c.next_contact_at < @until
order by c.next_contact_at, c.external_userid offset 0 rows fetch next @count rows only;

select c.external_userid, coalesce(f.remark, c.name) as customer_name, coalesce(f.remark_company, c.company) as company,
  o.id as opportunity_id, o.code, o.title, o.stage, coalesce(r.at, f.added_at, o.created_at) as at
from customers c
  left join recent_contacts r on r.userid = @viewer and r.external_userid = c.external_userid
  left join follows f on f.external_userid = c.external_userid and f.userid = @viewer
  left join opportunities o on o.owner_userid = @viewer and o.external_userid = c.external_userid and o.closed_at is null
where c.external_userid in (select f.external_userid from follows f where f.userid = @viewer and f.ended_at is null
union
select o.external_userid from opportunities o where o.owner_userid = @viewer and o.closed_at is null
union
select e.external_userid from stalls e where e.rep_userid = @viewer and e.state <> 'ended')
order by coalesce(r.at, f.added_at, o.created_at) desc, c.external_userid, o.created_at desc offset 0 rows fetch next @count rows only;

select c.external_userid, coalesce(f.remark, c.name) as name, coalesce(f.remark_company, c.company) as company
from customers c left join follows f on f.external_userid = c.external_userid and f.userid = @viewer
where c.external_userid in (select f.external_userid from follows f where f.userid = @viewer and f.ended_at is null
union
select o.external_userid from opportunities o where o.owner_userid = @viewer and o.closed_at is null
union
select e.external_userid from stalls e where e.rep_userid = @viewer and e.state <> 'ended')
  and (lower(c.name) like @pattern escape '\' or lower(f.remark) like @pattern escape '\'
    or lower(c.company) like @pattern escape '\' or lower(f.remark_company) like @pattern escape '\')
order by name, c.external_userid offset 0 rows fetch next @count rows only;

select coalesce(f.remark, c.name) as name, coalesce(f.remark_company, c.company) as company
from customers c left join follows f on f.external_userid = c.external_userid and f.userid = @userid
where c.external_userid = @externalUserid;

select count(*) from customers where external_userid = @id;

select external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at from customers
where external_userid = @externalUserid
  and exists (select 1 from (select f.external_userid from follows f where f.userid = @viewer and f.ended_at is null
union
select o.external_userid from opportunities o where o.owner_userid = @viewer and o.closed_at is null
union
select e.external_userid from stalls e where e.rep_userid = @viewer and e.state <> 'ended') v where v.external_userid = @externalUserid);

select external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at from customers where external_userid = @externalUserid;

select external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at from customers where external_userid > @externalUserid order by external_userid offset 0 rows fetch next @count rows only;

select external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at from customers where external_userid in (@externalUserids0, @externalUserids1);

select external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at, fetched_at, next_contact_at, next_contact_by, last_contact_at from customers where external_userid = @id;

select last_contact_at, next_contact_at, next_contact_by, fetched_at from customers where external_userid = @externalUserid;

select name from customers where external_userid = @id
union select remark from follows where external_userid = @id and remark is not null
union select nickname from notes where external_userid = @id;

select phone from customers where external_userid = @id and phone is not null
union select id from notes where external_userid = @id
union select draft_id from notes where external_userid = @id
union select id from visits where external_userid = @id
union select id from stalls where external_userid = @id
union select id from stall_alerts where external_userid = @id
union select digest_id from stall_alerts where external_userid = @id and digest_id is not null
union select id from opportunities where external_userid = @id
union select code from opportunities where external_userid = @id
union select id from support_requests where external_userid = @id;

update customers set last_contact_at = @at where external_userid = @externalUserid and (last_contact_at is null or last_contact_at < @at);

update customers set name = @Name, company = @Company, phone = @Phone, owner_userid = @OwnerUserid, tags = @Tags,
  added_at = @AddedAt, fetched_at = coalesce(@FetchedAt, fetched_at)
where external_userid = @ExternalUserid;

update customers set next_contact_at = @nextContactAt, next_contact_by = @by where external_userid = @externalUserid;
