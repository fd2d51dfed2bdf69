delete from stage_moves where external_userid = @id;

insert into stage_moves (id, opportunity_id, external_userid, from_stage, to_stage, reason, by_userid, at, recorded_at) select @Id, @OpportunityId, @ExternalUserid, @FromStage, @ToStage, @Reason, @ByUserid, @At, @RecordedAt where not exists (select 1 from stage_moves where id = @Id);

select by_userid from stage_moves where id = @id;

select count(*) from stage_moves where external_userid = @id;

select from_stage from stage_moves where opportunity_id = @Id and recorded_at > @at order by at, id offset 0 rows fetch next @count rows only;

select id, opportunity_id, external_userid, from_stage, to_stage, reason, by_userid, at, recorded_at from stage_moves where external_userid = @id;

select m.id, o.owner_userid as userid, m.from_stage, m.to_stage, m.recorded_at as at
from stage_moves m join opportunities o on o.id = m.opportunity_id
where m.recorded_at > @since and m.recorded_at <= @to and m.at > @news and o.owner_userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team);

select to_stage as stage, at as since from stage_moves where opportunity_id = @Id and at <= @at and recorded_at <= @at
order by at desc, id desc offset 0 rows fetch next @count rows only;
