delete from visits where external_userid = @id;

insert into visits (id, external_userid, opportunity_id, learned, role_met, place, by_userid, at) select @Id, @ExternalUserid, @OpportunityId, @Learned, @RoleMet, @Place, @ByUserid, @At where not exists (select 1 from visits where id = @Id);

select count(*) from visits where external_userid = @id;

select id, external_userid, opportunity_id, learned, role_met, place, by_userid, at from visits where external_userid = @id;

select id, external_userid, opportunity_id, learned, role_met, place, by_userid, at from visits where id = @id;
