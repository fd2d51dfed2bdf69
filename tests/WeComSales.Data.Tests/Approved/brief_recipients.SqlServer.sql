insert into brief_recipients (department_id, userid, wanted, changed_by, changed_at) select @DepartmentId, @Userid, @Wanted, @ChangedBy, @ChangedAt where not exists (select 1 from brief_recipients where department_id = @DepartmentId and userid = @Userid);

update brief_recipients set wanted = @Wanted, changed_by = @ChangedBy, changed_at = @ChangedAt
where department_id = @DepartmentId and userid = @Userid;
