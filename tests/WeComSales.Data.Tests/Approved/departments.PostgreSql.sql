delete from departments where id = @id;

insert into departments (id, parent_id, name, path, sort_order, leaders) values (@Id, @ParentId, @Name, @Path, @SortOrder, @Leaders) on conflict (id) do nothing;

select d.id, d.name, d.path from departments d
where d.path = @path and exists (select 1 from department_leaders l where l.department_id = d.id);

select d.id, d.name, d.path from departments d
where exists (select 1 from department_leaders l where l.department_id = d.id) order by d.path, d.id;

select d.id, d.name, d.path from departments d join department_leaders l on l.department_id = d.id
where l.userid = @userid and not exists (
  select 1 from department_tree t join department_leaders a on a.department_id = t.ancestor_id
  where t.department_id = d.id and t.ancestor_id <> d.id and a.userid = @userid)
order by d.path;

select d.id, d.name, d.path from departments d join department_leaders l on l.department_id = d.id
where l.userid = @userid order by d.path;

select d.id, d.name, d.path from departments d join staff s on s.userid = @userid
where d.id = s.department_id or d.id in (select m.department_id from staff_departments m where m.userid = @userid)
order by case when d.id = s.department_id then 0 else 1 end, d.path;

select id, name, path from departments order by id;

select id, parent_id, name, sort_order, leaders from departments order by id;

select min(id) from departments;

update departments set parent_id = @ParentId, name = @Name, sort_order = @SortOrder, leaders = @Leaders
where id = @Id and (parent_id <> @ParentId or name <> @Name or sort_order <> @SortOrder or leaders <> @Leaders);

update departments set path = @path where id = @id and path <> @path;
