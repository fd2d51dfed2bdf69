delete from follow_ups where external_userid = @id;

insert into follow_ups (id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at) select @Id, @ExternalUserid, @OpportunityId, @Goal, @NextContactAt, @DecisionProgress, @Obstacle, @SupportNeeded, @ByUserid, @At where not exists (select 1 from follow_ups where id = @Id);

select count(*) from follow_ups where external_userid = @id;

select id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at from follow_ups where external_userid = @id;

select id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at from follow_ups where id = @id;

select id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at from follow_ups where id > @id order by id offset 0 rows fetch next @count rows only;

select next_contact_at, at from follow_ups where opportunity_id = @Id and at <= @at order by at desc, id desc offset 0 rows fetch next @count rows only;
