delete from cards where code_expires_at < @before;

insert into cards (task_id, userid, response_code, code_expires_at, created_at) select @TaskId, @Userid, @ResponseCode, @CodeExpiresAt, @CreatedAt where not exists (select 1 from cards where task_id = @TaskId);

select response_code from cards where task_id = @taskId and response_code is not null and code_expires_at > @now;

update cards set response_code = @ResponseCode, code_expires_at = @CodeExpiresAt where task_id = @TaskId;
