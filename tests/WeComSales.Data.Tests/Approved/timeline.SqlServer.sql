delete from timeline where external_userid = @id;

delete from timeline where id in (
  select id from timeline where external_userid = @externalUserid and kind = 'message' and at <= @until
  order by at desc, id desc offset 0 rows fetch next @count rows only);

delete from timeline where id in (select id from timeline where external_userid = @externalUserid order by at desc, id desc offset 0 rows fetch next @count rows only);

delete from timeline where ref_id in (@msgids0, @msgids1) and kind = 'message';

insert into timeline (id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at) select @Id, @ExternalUserid, @OpportunityId, @Kind, @At, @ActorUserid, @Summary, @Detail, @RefId, @RecordedAt where not exists (select 1 from timeline where id = @Id);

select a.id, a.kind, a.actor_userid as userid, a.recorded_at as at, c.duration_s as seconds, n.signals, n.entities, coalesce(f.remark, k.name) as customer
from timeline a
  left join calls c on c.id = a.ref_id and a.kind = 'call'
  left join notes n on n.id = a.ref_id and a.kind = 'note'
  left join customers k on k.external_userid = a.external_userid and a.kind = 'note'
  left join follows f on f.external_userid = k.external_userid and f.userid = a.actor_userid
where a.actor_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and a.recorded_at > @since and a.recorded_at <= @to and a.at > @news
  and a.kind in ('note', 'follow_up', 'visit', 'call');

select at, id from timeline
where external_userid = @externalUserid and kind = @kind
  and at <= @before and (at < @before or id < @beforeId)
order by at desc, id desc offset 0 rows fetch next @count rows only;

select count(*) from timeline where external_userid = @id;

select id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at from (select id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at from timeline
where external_userid = @externalUserid and kind = @kind
  and at <= @before and (at < @before or id < @beforeId)
order by at desc, id desc offset 0 rows fetch next @count rows only) w
where lower(w.summary) like @pattern escape '\' order by at desc, id desc;

select id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at from timeline
where external_userid = @externalUserid and kind = @kind
  and at <= @before and (at < @before or id < @beforeId)
order by at desc, id desc offset 0 rows fetch next @count rows only;

select id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at from timeline where external_userid = @id;

select kind, max(at) as at from timeline
where opportunity_id = @Id and kind in ('note', 'follow_up', 'visit') and at <= @at and recorded_at <= @at group by kind
union all
select kind, max(at) as at from timeline
where external_userid = @ExternalUserid and opportunity_id is null and kind in ('note', 'follow_up', 'visit') and at <= @at and recorded_at <= @at
group by kind
union all
select 'call' as kind, max(c.started_at) as at from calls c
where c.external_userid = @ExternalUserid and c.duration_s >= @shortest and c.started_at <= @at and c.recorded_at <= @at;

select o.id as opportunity_id, o.code, o.title, o.stage, o.amount, o.external_userid, coalesce(f.remark, c.name, '') as customer,
  coalesce(f.remark_company, c.company) as company, o.owner_userid, s.name as owner_name, f.end_reason, k.log_at,
  (select t.id from timeline t where t.opportunity_id = o.id and t.kind in ('note', 'follow_up', 'visit', 'call', 'stage_move') order by t.at desc, t.id desc offset 0 rows fetch next @count rows only) as own_act,
  (select t.id from timeline t where t.external_userid = o.external_userid and t.opportunity_id is null and t.kind in ('note', 'follow_up', 'visit', 'call', 'stage_move')
    order by t.at desc, t.id desc offset 0 rows fetch next @count rows only) as general_act,
  (select n.id from notes n where n.external_userid = o.external_userid and (n.opportunity_id = o.id or n.opportunity_id is null)
    order by n.at desc, n.id desc offset 0 rows fetch next @count rows only) as note_id
from opportunities o
  left join customers c on c.external_userid = o.external_userid
  left join follows f on f.external_userid = o.external_userid and f.userid = o.owner_userid
  left join staff s on s.userid = o.owner_userid
  left join stall_clocks k on k.opportunity_id = o.id
where o.id in (@opportunityIds0, @opportunityIds1);

select t.id, t.kind, t.at, coalesce(s.name, t.actor_userid) as actor from timeline t left join staff s on s.userid = t.actor_userid where t.id in (@ids0, @ids1);

update timeline set detail = @Recalled where ref_id = @msgid and kind = 'message';
