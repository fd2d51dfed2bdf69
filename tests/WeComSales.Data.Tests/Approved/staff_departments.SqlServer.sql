delete from staff_departments where userid = @userid;

insert into staff_departments (userid, department_id, leads, sort_order) select @Userid, @DepartmentId, @Leads, @SortOrder where not exists (select 1 from staff_departments where userid = @Userid and department_id = @DepartmentId);

select userid, department_id, leads, sort_order from staff_departments where leads = @yes order by department_id;

select userid, department_id, leads, sort_order from staff_departments where userid = @userid order by department_id;
