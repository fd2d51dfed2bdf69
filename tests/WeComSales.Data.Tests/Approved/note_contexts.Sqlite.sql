delete from note_contexts where external_userid = @externalUserid;

delete from note_contexts where external_userid = @id;

insert into note_contexts (draft_id, external_userid, lines) values (@DraftId, @ExternalUserid, @Lines) on conflict (draft_id) do nothing;

select count(*) from note_contexts where external_userid = @id;

select draft_id, external_userid, lines from note_contexts where external_userid = @id;

select lines from note_contexts where draft_id = @draftId;
