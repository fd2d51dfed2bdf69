delete from note_contexts where external_userid = @externalUserid;

insert into note_contexts (draft_id, external_userid, lines) select @DraftId, @ExternalUserid, @Lines where not exists (select 1 from note_contexts where draft_id = @DraftId);

select lines from note_contexts where draft_id = @draftId;
