delete from outbox_files where created_at < @before
  and not exists (select 1 from outbox o where o.file_id = outbox_files.id and o.state in (0, 1, 2, 4));

insert into outbox_files (id, name, bytes, created_at) select @Id, @Name, @Bytes, @CreatedAt where not exists (select 1 from outbox_files where id = @Id);

select id, name, bytes from outbox_files where id = @id;

select media_id, uploaded_at from outbox_files where id = @id and uploaded_at > @since;

update outbox_files set media_id = @mediaId, uploaded_at = @now, upload_until = null where id = @id;

update outbox_files set media_id = null, uploaded_at = null, upload_until = null where id = @id;

update outbox_files set upload_until = dateadd(second, @seconds, todatetimeoffset(sysutcdatetime(), 0))
where id = @id and (upload_until is null or upload_until < todatetimeoffset(sysutcdatetime(), 0));
