insert into staff (userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason, synced_at) select @Userid, @Name, @DepartmentId, @Position, @Role, @RoleSource, @MappedLeader, @DirectLeader, @StoreCode, @LeftAt, @LeftReason, @SyncedAt where not exists (select 1 from staff where userid = @Userid);

select distinct name from staff where name in (@names0, @names1);

select name from staff where userid = @userid;

select s.name from staff s where s.userid = @userid and s.userid in (select s.userid from department_leaders l
  join department_tree t on t.ancestor_id = l.department_id
  join staff s on s.department_id = t.department_id
where l.userid = @viewer);

select s.store_code as code, coalesce(max(case when s.role = 'store_manager' then d.name end), max(d.name)) as name
from staff s left join departments d on d.id = s.department_id
where s.store_code in (@codes0, @codes1) and s.left_at is null group by s.store_code order by s.store_code;

select s.userid from staff s join department_tree t on t.ancestor_id = s.department_id and t.department_id = @departmentId
where s.role = @role and s.left_at is null and t.depth = (
  select min(n.depth) from department_tree n join staff p on p.department_id = n.ancestor_id
  where n.department_id = @departmentId and p.role = @role and p.left_at is null)
order by s.userid;

select s.userid, s.name, l.userid as leader, r.wanted
from staff s
  left join department_leaders l on l.userid = s.userid and l.department_id = @departmentId
  left join brief_recipients r on r.userid = s.userid and r.department_id = @departmentId
where s.left_at is null and s.userid in (
  select d.userid from department_leaders d where d.department_id = @departmentId
  union select b.userid from brief_recipients b where b.department_id = @departmentId)
order by s.userid;

select s.userid, s.name, s.role, b.id as badge_id, b.issued_at from staff s
left join badges b on b.userid = s.userid and b.revoked_at is null
where s.store_code = @storeCode and s.left_at is null and s.role in ('clerk', 'store_manager') order by s.role desc, s.name, s.userid offset 0 rows fetch next @count rows only;

select s.userid, s.name, s.role, s.left_at, h.ancestor_id as home_id, d.name as home_name
from staff s
  join department_tree t on t.department_id = s.department_id and t.ancestor_id = @team
  join department_tree h on h.department_id = s.department_id
  join department_tree b on b.department_id = h.ancestor_id and b.ancestor_id = @team
  join departments d on d.id = h.ancestor_id
where h.ancestor_id = @team or h.ancestor_id in (select l.department_id from department_leaders l)
order by s.userid, h.depth;

select userid from staff order by userid;

select userid from staff where role = @role and left_at is null order by userid;

select userid from staff where synced_at <= @until and left_at is null order by userid;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff
where department_id = (select o.department_id from staff o where o.userid = @userid) and role = 'rep' and left_at is null order by name, userid;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff
where left_at is null and (lower(name) like @pattern escape '\' or lower(userid) like @pattern escape '\')
order by name, userid offset 0 rows fetch next @count rows only;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where role_source = 'derived';

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where userid = @userid;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where userid > @userid order by userid offset 0 rows fetch next @count rows only;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where userid in (@userids0, @userids1);

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason, used_at from staff join (
  select userid as whose, used_at from sessions
  where id_hash = @idHash and expires_at > @now and (used_at is null or used_at > @unusedSince)) held on whose = userid
where left_at is null;

update staff set name = @Name, department_id = @DepartmentId, position = @Position, role = @Role,
  role_source = @RoleSource, mapped_leader = @MappedLeader, direct_leader = @DirectLeader,
  store_code = @StoreCode, left_at = @LeftAt, left_reason = @LeftReason, synced_at = coalesce(@SyncedAt, synced_at)
where userid = @Userid;

update staff set role = @role where userid = @userid and role_source = 'derived';
