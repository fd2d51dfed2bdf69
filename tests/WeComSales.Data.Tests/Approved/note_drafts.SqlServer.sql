delete from note_drafts where id in (select draft_id from notes where external_userid = @id);

insert into note_drafts (id, owner_userid, source, content, text, at, reading, proposals, state, time_is_known) select @Id, @OwnerUserid, @Source, @Content, @Text, @At, @Reading, @Proposals, @State, @TimeIsKnown where not exists (select 1 from note_drafts where id = @Id);

select count(*) from note_drafts where id in (select draft_id from notes where external_userid = @id);

select id, owner_userid, source, content, text, at, reading, proposals, state, decided_by, decided_at, time_is_known from note_drafts where id in (select draft_id from notes where external_userid = @id);

select id, owner_userid, source, content, text, at, reading, proposals, state, time_is_known, decided_by, decided_at from note_drafts where id = @id;

select id, owner_userid, source, content, text, at, reading, proposals, state, time_is_known, decided_by, decided_at from note_drafts where owner_userid = @userid and state = 'Open' order by at desc offset 0 rows fetch next @count rows only;

select id, text, proposals from note_drafts where id > @after order by id offset 0 rows fetch next @count rows only;

update note_drafts set state = 'Open', decided_by = null, decided_at = null where id = @id and state = 'Discarded';

update note_drafts set state = @to, decided_by = @by, decided_at = @now where id = @id and state = @from;
