delete from follow_ups where external_userid = @id;

insert into follow_ups (id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at) values (@Id, @ExternalUserid, @OpportunityId, @Goal, @NextContactAt, @DecisionProgress, @Obstacle, @SupportNeeded, @ByUserid, @At) on conflict (id) do nothing;

select count(*) from follow_ups where external_userid = @id;

select id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at from follow_ups where external_userid = @id;

select id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at from follow_ups where id = @id;

select id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at from follow_ups where id > @id order by id limit @count;

select next_contact_at, at from follow_ups where opportunity_id = @Id and at <= @at order by at desc, id desc limit @count;
