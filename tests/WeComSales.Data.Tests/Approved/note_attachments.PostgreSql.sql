delete from note_attachments where draft_id in (select draft_id from notes where external_userid = @id);

insert into note_attachments (draft_id, media_id, file_name, content_type, size_bytes, bytes, missing) values (@DraftId, @MediaId, @FileName, @ContentType, @SizeBytes, @Bytes, @Missing) on conflict (draft_id) do nothing;

select count(*) from note_attachments where draft_id in (select draft_id from notes where external_userid = @id);

select draft_id, media_id, file_name, content_type, size_bytes, bytes, missing from note_attachments where draft_id = @draftId;

select draft_id, media_id, file_name, content_type, size_bytes, bytes, missing from note_attachments where draft_id in (select draft_id from notes where external_userid = @id);
