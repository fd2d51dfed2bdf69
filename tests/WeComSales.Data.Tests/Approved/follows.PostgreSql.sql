insert into follows (external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason) values (@ExternalUserid, @Userid, @Remark, @RemarkCompany, @RemarkMobiles, @Description, @Tags, @AddedAt, @Channel, @EndedAt, @EndReason) on conflict (external_userid, userid) do nothing;

select count(*) from follows where external_userid = @ExternalUserid and userid = @OwnerUserid and end_reason = 'customer';

select external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason from follows where external_userid = @externalUserid order by added_at, userid;

select external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason from follows where external_userid = any(@externalUserids) order by added_at, userid;

select f.external_userid from follows f join customers c on c.external_userid = f.external_userid
where f.userid = @userid and f.ended_at is null and c.fetched_at is not null order by f.external_userid;

update follows set remark = @Remark, remark_company = @RemarkCompany, remark_mobiles = @RemarkMobiles,
  description = @Description, tags = @Tags, added_at = @AddedAt, channel = @Channel,
  ended_at = @EndedAt, end_reason = @EndReason
where external_userid = @ExternalUserid and userid = @Userid;
