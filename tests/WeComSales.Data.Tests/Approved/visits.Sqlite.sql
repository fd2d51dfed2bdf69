delete from visits where external_userid = @id;

insert into visits (id, external_userid, opportunity_id, learned, role_met, place, by_userid, at) values (@Id, @ExternalUserid, @OpportunityId, @Learned, @RoleMet, @Place, @ByUserid, @At) on conflict (id) do nothing;

select count(*) from visits where external_userid = @id;

select id, external_userid, opportunity_id, learned, role_met, place, by_userid, at from visits where external_userid = @id;

select id, external_userid, opportunity_id, learned, role_met, place, by_userid, at from visits where id = @id;
