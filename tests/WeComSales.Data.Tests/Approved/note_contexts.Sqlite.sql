delete from note_contexts where external_userid = @externalUserid;

insert into note_contexts (draft_id, external_userid, lines) values (@DraftId, @ExternalUserid, @Lines) on conflict (draft_id) do nothing;

select lines from note_contexts where draft_id = @draftId;
