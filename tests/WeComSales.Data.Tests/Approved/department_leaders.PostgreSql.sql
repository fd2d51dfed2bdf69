select department_id, userid, rank as place from department_leaders;
