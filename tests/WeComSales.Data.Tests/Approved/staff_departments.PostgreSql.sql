delete from staff_departments where userid = @userid;

insert into staff_departments (userid, department_id, leads, sort_order) values (@Userid, @DepartmentId, @Leads, @SortOrder) on conflict (userid, department_id) do nothing;

select userid, department_id, leads, sort_order from staff_departments where leads = @yes order by department_id;

select userid, department_id, leads, sort_order from staff_departments where userid = @userid order by department_id;
