delete from stalls where external_userid = @id;

insert into stalls (id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn, owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer, postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version) select @Id, @OpportunityId, @ExternalUserid, @RuleVersion, @RuleName, @Stage, @ThresholdHours, @Hours, @ClockBase, @DueAt, @OpenedAt, @State, @Level, @Turn, @OwnerUserid, @RepUserid, @ManagerUserid, @OpsUserid, @LeaderUserid, @ToldAt, @Answer, @AnsweredBy, @AnsweredAt, @EscalatedAfterAnswer, @PostponedUntil, @PostponeReason, @Postponements, @EndedAt, @EndKind, @EndedBy, @Version where not exists (select 1 from stalls where id = @Id);

select count(*) from stalls where external_userid = @id;

select e.external_userid, coalesce(f.remark, c.name) as customer_name, o.id as opportunity_id, o.title, o.stage, e.clock_base as since
from stalls e join opportunities o on o.id = e.opportunity_id join customers c on c.external_userid = e.external_userid
  left join follows f on f.external_userid = e.external_userid and f.userid = o.owner_userid
where e.rep_userid = @viewer and e.state <> 'ended'
order by e.clock_base, e.id offset 0 rows fetch next @count rows only;

select e.external_userid, coalesce(f.remark, c.name) as customer_name, o.id as opportunity_id, o.title, o.stage, e.clock_base as since
from stalls e join opportunities o on o.id = e.opportunity_id join customers c on c.external_userid = e.external_userid
  left join follows f on f.external_userid = e.external_userid and f.userid = o.owner_userid
where e.state in ('alerted', 'escalated') and e.id in (
  select l.stall_id from stall_alerts l where l.userid = @userid and l.subject = 'stall' and l.state in ('sent', 'digested'))
  and o.owner_userid in (
    select m.userid from department_leaders l join department_tree t on t.ancestor_id = l.department_id
      join staff m on m.department_id = t.department_id where l.userid = @userid)
order by e.clock_base, e.id offset 0 rows fetch next @count rows only;

select e.id as stall_id, coalesce(f.remark, c.name, '') as customer, o.title, e.stage, o.amount, e.clock_base, e.hours
from stalls e join opportunities o on o.id = e.opportunity_id left join customers c on c.external_userid = e.external_userid
  left join follows f on f.external_userid = e.external_userid and f.userid = o.owner_userid
where e.id in (select l.stall_id from stall_alerts l where l.digest_id = @digestId) order by case when o.amount is null then 1 else 0 end, cast(o.amount as decimal) desc, e.clock_base offset 0 rows fetch next @count rows only;

select e.id, e.rep_userid, e.owner_userid, e.stage, e.clock_base, e.opened_at, e.ended_at, o.title, coalesce(f.remark, c.name) as customer
from stalls e join opportunities o on o.id = e.opportunity_id left join customers c on c.external_userid = e.external_userid
  left join follows f on f.external_userid = e.external_userid and f.userid = o.owner_userid where e.ended_at > @since and e.ended_at <= @to and coalesce(e.rep_userid, e.owner_userid) in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team);

select e.id, e.rep_userid, e.owner_userid, e.stage, e.clock_base, e.opened_at, e.ended_at, o.title, coalesce(f.remark, c.name) as customer
from stalls e join opportunities o on o.id = e.opportunity_id left join customers c on c.external_userid = e.external_userid
  left join follows f on f.external_userid = e.external_userid and f.userid = o.owner_userid where e.opened_at > @since and e.opened_at <= @to and coalesce(e.rep_userid, e.owner_userid) in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team);

select e.id, e.rep_userid, e.owner_userid, e.stage, e.clock_base, e.opened_at, e.ended_at, o.title, coalesce(f.remark, c.name) as customer
from stalls e join opportunities o on o.id = e.opportunity_id left join customers c on c.external_userid = e.external_userid
  left join follows f on f.external_userid = e.external_userid and f.userid = o.owner_userid where e.state <> 'ended' and e.opened_at <= @to and e.rep_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) order by e.clock_base, e.id offset 0 rows fetch next @count rows only;

select id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn,
owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer,
postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version from stalls where id = @id;

select id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn,
owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer,
postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version from stalls where id in (@ids0, @ids1);

select id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn,
owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer,
postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version from stalls where opportunity_id = @opportunityId order by opened_at desc, id desc offset 0 rows fetch next @count rows only;

select id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn,
owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer,
postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version from stalls where opportunity_id in (@opportunityIds0, @opportunityIds1) and state <> 'ended';

select id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn,
owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer,
postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version from stalls where settle_at <= @now order by settle_at offset 0 rows fetch next @count rows only;

select id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn, owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer, postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, end_ref, settle_at, version from stalls where external_userid = @id;

select ops_userid as userid, count(*) as open from stalls where ops_userid in (@ops0, @ops1) and state <> 'ended' group by ops_userid;

update stalls set settle_at = null where id = @Id and settle_at is not null;

update stalls set state = 'alerted', level = 1, told_at = @now, version = version + 1
where state = 'open' and id in (select l.stall_id from stall_alerts l where l.id in (@ids0, @ids1));

update stalls set state = 'ended', ended_at = @RecordedAt, end_kind = @Kind, ended_by = @By, end_ref = @Ref,
  settle_at = @RecordedAt, version = version + 1
where opportunity_id = @OpportunityId and state <> 'ended' and clock_base < @At;

update stalls set state = @State, level = @Level, turn = @Turn, owner_userid = @OwnerUserid, rep_userid = @RepUserid,
  manager_userid = @ManagerUserid, ops_userid = @OpsUserid, leader_userid = @LeaderUserid, told_at = @ToldAt, answer = @Answer,
  answered_by = @AnsweredBy, answered_at = @AnsweredAt, escalated_after_answer = @EscalatedAfterAnswer, postponed_until = @PostponedUntil,
  postpone_reason = @PostponeReason, postponements = @Postponements, ended_at = @EndedAt, end_kind = @EndKind, ended_by = @EndedBy,
  settle_at = @EndedAt, version = version + 1
where id = @Id and version = @Version and state <> 'ended';
