insert into stall_clocks (opportunity_id, log_at, next_check_at) select @OpportunityId, @LogAt, @NextCheckAt where not exists (select 1 from stall_clocks where opportunity_id = @OpportunityId);

select c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at from stall_clocks c join opportunities o on o.id = c.opportunity_id
where c.next_check_at <= @now order by c.next_check_at offset 0 rows fetch next @count rows only;

select c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at from stall_clocks c join opportunities o on o.id = c.opportunity_id where c.opportunity_id = @opportunityId;

update stall_clocks set follow_up_at = @At, planned_seen_at = coalesce(planned_seen_at, @At), warn_at = null, stall_at = null,
  next_check_at = @AtOnce, version = version + 1
where opportunity_id = @OpportunityId and (follow_up_at is null or follow_up_at < @At);

update stall_clocks set log_at = @at, next_check_at = @AtOnce, version = version + 1
where opportunity_id = @opportunityId and (log_at is null or log_at < @at);

update stall_clocks set next_check_at = @AtOnce, version = version + 1 where next_check_at is not null;

update stall_clocks set next_check_at = @AtOnce, version = version + 1 where opportunity_id = @opportunityId;

update stall_clocks set next_check_at = @at, version = version + 1 where opportunity_id = @opportunityId;

update stall_clocks set next_check_at = @next, version = version + 1 where opportunity_id in (
  select e.opportunity_id from stall_alerts l join stalls e on e.id = l.stall_id where l.digest_id = @id and e.state = 'open');

update stall_clocks set next_check_at = @next, version = version + 1 where opportunity_id in (
  select e.opportunity_id from stall_alerts l join stalls e on e.id = l.stall_id where l.id = @id and e.state = 'open');

update stall_clocks set note_at = @At, planned_seen_at = coalesce(planned_seen_at, @At), warn_at = null, stall_at = null,
  next_check_at = @AtOnce, version = version + 1
where opportunity_id = @OpportunityId and (note_at is null or note_at < @At);

update stall_clocks set planned_for = @nextContactAt, planned_seen_at = null, next_check_at = @AtOnce, version = version + 1
where opportunity_id = @opportunityId;

update stall_clocks set planned_seen_at = coalesce(planned_seen_at, @At), warn_at = null, stall_at = null,
  next_check_at = @AtOnce, version = version + 1
where opportunity_id = @OpportunityId;

update stall_clocks set visit_at = @At, planned_seen_at = coalesce(planned_seen_at, @At), warn_at = null, stall_at = null,
  next_check_at = @AtOnce, version = version + 1
where opportunity_id = @OpportunityId and (visit_at is null or visit_at < @At);

update stall_clocks set warn_at = @warnAt, stall_at = @stallAt, next_check_at = @next, planned_for = @PlannedFor, planned_seen_at = @SeenAt,
  version = version + 1
where opportunity_id = @OpportunityId and version = @Version;
