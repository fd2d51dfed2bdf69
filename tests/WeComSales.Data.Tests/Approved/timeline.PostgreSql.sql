insert into timeline (id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at) values (@Id, @ExternalUserid, @OpportunityId, @Kind, @At, @ActorUserid, @Summary, @Detail, @RefId, @RecordedAt) on conflict (id) do nothing;

select id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at from timeline
where external_userid = @externalUserid and (at < @before or (at = @before and id < @beforeId))
order by at desc, id desc limit @count;
