delete from notes where external_userid = @id;

insert into notes (id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at) values (@Id, @DraftId, @ExternalUserid, @Nickname, @OpportunityId, @OpportunityTitle, @Source, @Content, @Text, @At, @TimeIsForwarding, @Signals, @Entities, @NextAction, @Changes, @ConfirmedBy, @ConfirmedAt) on conflict (draft_id) do nothing;

select count(*) from notes where external_userid = @id;

select id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at from notes order by confirmed_at desc, id desc limit @count;

select id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at from notes where draft_id = @draftId;

select id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at from notes where external_userid = @externalUserid order by at desc, id desc limit @count;

select id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at from notes where id = @id;

select id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at from notes where id > @id order by id limit @count;

select id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at, time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at from notes where external_userid = @id;

select id, signals, next_action from notes where id in (@ids0, @ids1);
