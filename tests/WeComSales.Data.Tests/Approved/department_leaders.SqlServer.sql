select count(*) from department_leaders l join department_tree t on t.ancestor_id = l.department_id
  join staff s on s.department_id = t.department_id where l.userid = @leader and s.userid = @rep;

select department_id, userid, rank as place from department_leaders;
