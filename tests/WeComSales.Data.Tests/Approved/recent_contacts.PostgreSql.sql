insert into recent_contacts (userid, external_userid, at, source) values (@Userid, @ExternalUserid, @At, @Source) on conflict (userid, external_userid) do nothing;

update recent_contacts set
  source = case when at < @At then @Source else source end,
  at = case when at < @At then @At else at end
where userid = @Userid and external_userid = @ExternalUserid;
