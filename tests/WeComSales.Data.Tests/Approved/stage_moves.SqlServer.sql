insert into stage_moves (id, opportunity_id, external_userid, from_stage, to_stage, reason, by_userid, at, recorded_at) select @Id, @OpportunityId, @ExternalUserid, @FromStage, @ToStage, @Reason, @ByUserid, @At, @RecordedAt where not exists (select 1 from stage_moves where id = @Id);

select by_userid from stage_moves where id = @id;
