delete from follows where external_userid = @id;

insert into follows (external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason) values (@ExternalUserid, @Userid, @Remark, @RemarkCompany, @RemarkMobiles, @Description, @Tags, @AddedAt, @Channel, @EndedAt, @EndReason) on conflict (external_userid, userid) do nothing;

select count(*) from follows where external_userid = @id;

select external_userid as id, userid, added_at as at from follows where userid in (select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team) and added_at > @since and added_at <= @to;

select external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason from follows where external_userid = @externalUserid order by added_at, userid;

select external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason from follows where external_userid = @id;

select external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason from follows where external_userid = any(@externalUserids) order by added_at, userid;

select f.external_userid as id, f.userid, f.external_userid, c.company as title, f.added_at as at
from follows f left join customers c on c.external_userid = f.external_userid where f.external_userid = any(@ids);

select f.external_userid from follows f join customers c on c.external_userid = f.external_userid
where f.userid = @userid and f.ended_at is null and c.fetched_at is not null order by f.external_userid;

select remark_mobiles from follows where external_userid = @id;

select userid, count(*) as added from follows where added_at >= @from and added_at < @until group by userid;

update follows set remark = @Remark, remark_company = @RemarkCompany, remark_mobiles = @RemarkMobiles,
  description = @Description, tags = @Tags, added_at = @AddedAt, channel = @Channel,
  ended_at = @EndedAt, end_reason = @EndReason
where external_userid = @ExternalUserid and userid = @Userid;
