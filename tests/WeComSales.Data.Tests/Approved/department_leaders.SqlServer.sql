select department_id, userid, rank as place from department_leaders;

select distinct s.store_code from department_leaders l
join department_tree t on t.ancestor_id = l.department_id
join staff s on s.department_id = t.department_id and s.store_code is not null and s.left_at is null
where l.userid = @viewer order by s.store_code offset 0 rows fetch next @count rows only;
