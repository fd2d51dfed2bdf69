delete from opportunities where external_userid = @id;

insert into opportunities (id, code, external_userid, title, stage, amount, currency, owner_userid, product_line, created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at) values (@Id, @Code, @ExternalUserid, @Title, @Stage, @Amount, @Currency, @OwnerUserid, @ProductLine, @CreatedAt, @StageSince, @LastLogAt, @ExpectedClose, @ClosedAt, @NextContactAt) on conflict (code) do nothing;

select c.external_userid, c.last_contact_at, coalesce(c.added_at, c.first_seen_at) as since,
  (select count(*) from opportunities o where o.external_userid = c.external_userid and o.closed_at is null) as opportunities
from customers c
where c.external_userid > @afterId
  and c.external_userid in (
    select f.external_userid from follows f where f.userid = @userid and f.ended_at is null
    union
    select o.external_userid from opportunities o where o.owner_userid = @userid and o.closed_at is null)
  and c.external_userid in (select f.external_userid from follows f where f.userid = @viewer and f.ended_at is null
union
select o.external_userid from opportunities o where o.owner_userid = @viewer and o.closed_at is null
union
select e.external_userid from stalls e where e.rep_userid = @viewer and e.state <> 'ended')
order by c.external_userid limit @count;

select count(*) from opportunities where external_userid = @id;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where code = @code;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where code = any(@codes);

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where code > @code order by code limit @count;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where external_userid = @externalUserid and closed_at is null order by created_at, id;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where id = @id;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where id = any(@ids);

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line, created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at from opportunities where external_userid = @id;

select k.external_userid, coalesce(f.remark, k.name) as name, coalesce(f.remark_company, k.company) as company, k.owner
from (
  select c.external_userid, c.name, c.company, coalesce(c.owner_userid,
    (select o.owner_userid from opportunities o where o.external_userid = c.external_userid and o.closed_at is null and o.owner_userid is not null
      order by o.created_at, o.id limit @count),
    (select w.userid from follows w where w.external_userid = c.external_userid and w.ended_at is null order by w.added_at, w.userid limit @count)) as owner
  from customers c where c.external_userid = any(@externalUserids)) k
  left join follows f on f.external_userid = k.external_userid and f.userid = coalesce((select m.userid from follows m where m.external_userid = k.external_userid and m.userid = @viewer), k.owner);

select o.external_userid, coalesce(f.remark, c.name) as customer_name, coalesce(f.remark_company, c.company) as company,
  o.id as opportunity_id, o.title, o.next_contact_at as at
from opportunities o join customers c on c.external_userid = o.external_userid
  left join follows f on f.external_userid = o.external_userid and f.userid = @userid
where o.owner_userid = @userid and o.next_contact_at is not null and o.closed_at is null and o.next_contact_at < @until
order by o.next_contact_at, o.id limit @count;

select o.id, o.owner_userid as userid, coalesce(f.remark, c.name) as customer, o.title, 'PlannedContact' as kind, o.next_contact_at as at
from opportunities o left join customers c on c.external_userid = o.external_userid left join follows f on f.external_userid = o.external_userid and f.userid = o.owner_userid
where o.owner_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and o.closed_at is null and o.next_contact_at > @to and o.next_contact_at < @dueUntil
union all
select c.external_userid, c.next_contact_by, coalesce(f.remark, c.name), null, 'PlannedContact', c.next_contact_at
from customers c left join follows f on f.external_userid = c.external_userid and f.userid = c.next_contact_by
where c.next_contact_by in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and c.next_contact_at > @to and c.next_contact_at < @dueUntil
union all
select o.id, o.owner_userid, coalesce(f.remark, c.name), o.title, 'ExpectedClose', @dueUntil
from opportunities o left join customers c on c.external_userid = o.external_userid left join follows f on f.external_userid = o.external_userid and f.userid = o.owner_userid
where o.owner_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and o.closed_at is null and o.expected_close >= @fromDay and o.expected_close <= @untilDay
union all
select o.id, o.owner_userid, coalesce(f.remark, c.name), o.title, 'WillStall', k.stall_at
from stall_clocks k join opportunities o on o.id = k.opportunity_id left join customers c on c.external_userid = o.external_userid
  left join follows f on f.external_userid = o.external_userid and f.userid = o.owner_userid
where k.stall_at > @to and k.stall_at < @dueUntil and o.owner_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and o.closed_at is null;

select s.userid, s.name, d.name as department, s.left_at,
  (select count(*) from opportunities o where o.owner_userid = s.userid and o.closed_at is null) as opportunities,
  (select count(*) from stalls e where e.rep_userid = s.userid and e.state <> 'ended') as stalls,
  (select max(t.at) from timeline t where t.actor_userid = s.userid) as last_act_at
from staff s left join departments d on d.id = s.department_id
where s.userid in (select s.userid from department_leaders l
  join department_tree t on t.ancestor_id = l.department_id
  join staff s on s.department_id = t.department_id
where l.userid = @viewer) and s.userid <> @viewer
  and (s.left_at is null or exists (select 1 from opportunities o where o.owner_userid = s.userid and o.closed_at is null))
order by d.path, s.name, s.userid limit @count;

select stage, count(*) as open_count from opportunities where owner_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and closed_at is null group by stage;

update opportunities set external_userid = @ExternalUserid, title = @Title, amount = @Amount, currency = @Currency,
  owner_userid = @OwnerUserid, product_line = @ProductLine, created_at = @CreatedAt, expected_close = @ExpectedClose
where id = @Id;

update opportunities set last_log_at = @LastLogAt where id = @Id;

update opportunities set last_log_at = @at where id = @id and (last_log_at is null or last_log_at < @at);

update opportunities set next_contact_at = @nextContactAt where id = @id;

update opportunities set stage = @Stage, stage_since = @StageSince, closed_at = @ClosedAt where id = @Id;
