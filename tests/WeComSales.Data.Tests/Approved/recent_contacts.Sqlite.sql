delete from recent_contacts where external_userid = @id;

insert into recent_contacts (userid, external_userid, at, source) values (@Userid, @ExternalUserid, @At, @Source) on conflict (userid, external_userid) do nothing;

select count(*) from recent_contacts where external_userid = @id;

select userid, external_userid, at, source from recent_contacts where external_userid = @id;

update recent_contacts set
  source = case when at < @At then @Source else source end,
  at = case when at < @At then @At else at end
where userid = @Userid and external_userid = @ExternalUserid;
