delete from note_contexts where external_userid = @externalUserid;

delete from note_contexts where external_userid = @id;

insert into note_contexts (draft_id, external_userid, lines) select @DraftId, @ExternalUserid, @Lines where not exists (select 1 from note_contexts where draft_id = @DraftId);

select count(*) from note_contexts where external_userid = @id;

select draft_id, external_userid, lines from note_contexts where external_userid = @id;

select lines from note_contexts where draft_id = @draftId;
