delete from support_requests where external_userid = @id;

insert into support_requests (id, external_userid, opportunity_id, what, by_userid, at, state, answered_by, answered_at, answer) values (@Id, @ExternalUserid, @OpportunityId, @What, @ByUserid, @At, @State, @AnsweredBy, @AnsweredAt, @Answer) on conflict (id) do nothing;

select count(*) from support_requests where external_userid = @id;

select id, external_userid, opportunity_id, what, by_userid, at, state, answered_by, answered_at, answer from support_requests
where state = 'Open' and id in (select a.request_id from support_addressees a where a.userid = @userid)
order by at, id limit @count;

select id, external_userid, opportunity_id, what, by_userid, at, state, answered_by, answered_at, answer from support_requests where external_userid = @id;

select id, external_userid, opportunity_id, what, by_userid, at, state, answered_by, answered_at, answer from support_requests where id = @id;

update support_requests set state = 'Answered', answered_by = @by, answered_at = @now, answer = @answer
where id = @Id and state = 'Open';
