insert into stage_moves (id, opportunity_id, external_userid, from_stage, to_stage, reason, by_userid, at, recorded_at) values (@Id, @OpportunityId, @ExternalUserid, @FromStage, @ToStage, @Reason, @ByUserid, @At, @RecordedAt) on conflict (id) do nothing;

select by_userid from stage_moves where id = @id;
