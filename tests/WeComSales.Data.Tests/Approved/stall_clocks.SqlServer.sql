delete from stall_clocks where opportunity_id in (select id from opportunities where external_userid = @id);

insert into stall_clocks (opportunity_id, log_at, next_check_at) select @OpportunityId, @LogAt, @NextCheckAt where not exists (select 1 from stall_clocks where opportunity_id = @OpportunityId);

select c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at from stall_clocks c join opportunities o on o.id = c.opportunity_id
where c.next_check_at <= @now order by c.next_check_at offset 0 rows fetch next @count rows only;

select c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at from stall_clocks c join opportunities o on o.id = c.opportunity_id
where c.opportunity_id > @afterId and o.closed_at is null order by c.opportunity_id offset 0 rows fetch next @count rows only;

select c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at from stall_clocks c join opportunities o on o.id = c.opportunity_id where c.opportunity_id = @opportunityId;

select c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at from stall_clocks c join opportunities o on o.id = c.opportunity_id where c.opportunity_id in (@opportunityIds0, @opportunityIds1);

select count(*) from stall_clocks where opportunity_id in (select id from opportunities where external_userid = @id);

select e.id as stall_id, o.id as opportunity_id, o.code, o.title, coalesce(f.remark, k.name, '') as customer, o.external_userid, o.stage, o.amount,
  o.owner_userid, s.name as owner_name, e.state, c.stall_at, e.clock_base, e.hours from stall_clocks c join opportunities o on o.id = c.opportunity_id
  left join stalls e on e.opportunity_id = o.id and e.state <> 'ended'
  left join staff s on s.userid = o.owner_userid left join departments d on d.id = s.department_id
  left join customers k on k.external_userid = o.external_userid
  left join follows f on f.external_userid = o.external_userid and f.userid = o.owner_userid
where c.warn_at <= @now and o.closed_at is null and (o.owner_userid = @viewer or e.rep_userid = @viewer) and o.stage = @stage and s.department_id = @team and (case when e.id is null then 1 else 0 end > @warned or (case when e.id is null then 1 else 0 end = @warned and (c.stall_at > @stallAt or (c.stall_at = @stallAt and o.id > @last))))
order by case when e.id is null then 1 else 0 end, c.stall_at, o.id offset 0 rows fetch next @count rows only;

select o.stage, d.id as team_id, d.name as team, count(e.id) as stalled, count(*) as shown from stall_clocks c join opportunities o on o.id = c.opportunity_id
  left join stalls e on e.opportunity_id = o.id and e.state <> 'ended'
  left join staff s on s.userid = o.owner_userid left join departments d on d.id = s.department_id
where c.warn_at <= @now and o.closed_at is null and (o.owner_userid = @viewer or e.rep_userid = @viewer)
group by o.stage, d.id, d.name;

select opportunity_id, log_at, note_at, follow_up_at, visit_at, call_at, planned_for, planned_seen_at, warn_at, stall_at, next_check_at, version from stall_clocks where opportunity_id in (select id from opportunities where external_userid = @id);

update stall_clocks set follow_up_at = @At, planned_seen_at = coalesce(planned_seen_at, @At), warn_at = null, stall_at = null,
  next_check_at = @AtOnce, version = version + 1
where opportunity_id = @OpportunityId and (follow_up_at is null or follow_up_at < @At);

update stall_clocks set log_at = @at, next_check_at = @AtOnce, version = version + 1
where opportunity_id = @opportunityId and (log_at is null or log_at < @at);

update stall_clocks set next_check_at = @AtOnce, version = version + 1 where next_check_at is not null;

update stall_clocks set next_check_at = @AtOnce, version = version + 1 where opportunity_id = @opportunityId;

update stall_clocks set next_check_at = @at, version = version + 1 where opportunity_id = @opportunityId;

update stall_clocks set next_check_at = @next, version = version + 1 where opportunity_id in (
  select e.opportunity_id from stall_alerts l join stalls e on e.id = l.stall_id where l.id in (@ids0, @ids1) and e.state = 'open');

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

update stall_clocks set warn_at = @WarnAt, stall_at = @StallAt, next_check_at = @Next, planned_for = @PlannedFor, planned_seen_at = @SeenAt,
  version = version + 1
where opportunity_id = @OpportunityId and version = @Version;
