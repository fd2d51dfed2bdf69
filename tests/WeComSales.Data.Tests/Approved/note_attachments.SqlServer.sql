delete from note_attachments where draft_id in (select draft_id from notes where external_userid = @id);

insert into note_attachments (draft_id, media_id, file_name, content_type, size_bytes, bytes, missing) select @DraftId, @MediaId, @FileName, @ContentType, @SizeBytes, @Bytes, @Missing where not exists (select 1 from note_attachments where draft_id = @DraftId);

select count(*) from note_attachments where draft_id in (select draft_id from notes where external_userid = @id);

select draft_id, media_id, file_name, content_type, size_bytes, bytes, missing from note_attachments where draft_id = @draftId;

select draft_id, media_id, file_name, content_type, size_bytes, bytes, missing from note_attachments where draft_id in (select draft_id from notes where external_userid = @id);
