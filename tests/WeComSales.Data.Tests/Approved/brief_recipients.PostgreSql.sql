insert into brief_recipients (department_id, userid, wanted, changed_by, changed_at) values (@DepartmentId, @Userid, @Wanted, @ChangedBy, @ChangedAt) on conflict (department_id, userid) do nothing;

update brief_recipients set wanted = @Wanted, changed_by = @ChangedBy, changed_at = @ChangedAt
where department_id = @DepartmentId and userid = @Userid;
