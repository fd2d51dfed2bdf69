insert into department_tree (ancestor_id, department_id, depth) values (@AncestorId, @DepartmentId, @Depth) on conflict (ancestor_id, department_id) do nothing;

select department_id, ancestor_id, depth as place from department_tree;

select t.depth, l.userid from department_tree t join department_leaders l on l.department_id = t.ancestor_id
where t.department_id = @DepartmentId order by t.depth, l.rank;
