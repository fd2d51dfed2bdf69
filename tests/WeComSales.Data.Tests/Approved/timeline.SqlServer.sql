insert into timeline (id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at) select @Id, @ExternalUserid, @OpportunityId, @Kind, @At, @ActorUserid, @Summary, @Detail, @RefId, @RecordedAt where not exists (select 1 from timeline where id = @Id);

select id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at from timeline
where external_userid = @externalUserid and (at < @before or (at = @before and id < @beforeId))
order by at desc, id desc offset 0 rows fetch next @count rows only;
