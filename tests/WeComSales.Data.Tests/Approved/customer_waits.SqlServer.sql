delete from customer_waits where external_userid = @id;

insert into customer_waits (external_userid, userid, id, answered_at, level, version) select @ExternalUserid, @Userid, @Id, @AnsweredAt, @Level, @Version where not exists (select 1 from customer_waits where external_userid = @ExternalUserid and userid = @Userid);

insert into customer_waits (external_userid, userid, id, since, next_check_at, level, version) select @ExternalUserid, @Userid, @Id, @Since, @NextCheckAt, @Level, @Version where not exists (select 1 from customer_waits where external_userid = @ExternalUserid and userid = @Userid);

select count(*) from customer_waits where external_userid = @id;

select external_userid, userid, id, since, answered_at, next_check_at, level, told_at, settle_at, closed_by, version from customer_waits where external_userid = @id;

select id, external_userid, userid, since, level, told_at, answered_at, closed_by, version from customer_waits where external_userid = @externalUserid order by userid;

select id, external_userid, userid, since, level, told_at, answered_at, closed_by, version from customer_waits where id = @id;

select id, external_userid, userid, since, level, told_at, answered_at, closed_by, version from customer_waits where id > @afterId and since >= @since order by id offset 0 rows fetch next @count rows only;

select id, external_userid, userid, since, level, told_at, answered_at, closed_by, version from customer_waits where next_check_at <= @now order by next_check_at offset 0 rows fetch next @count rows only;

select id, external_userid, userid, since, level, told_at, answered_at, closed_by, version from customer_waits where settle_at <= @now order by settle_at offset 0 rows fetch next @count rows only;

select w.external_userid, coalesce(f.remark, c.name, '') as customer, w.userid, coalesce(s.name, w.userid) as member, w.since
from customer_waits w left join customers c on c.external_userid = w.external_userid left join staff s on s.userid = w.userid
  left join follows f on f.external_userid = w.external_userid and f.userid = w.userid
where w.since is not null and w.id in (select l.stall_id from stall_alerts l where l.digest_id = @digestId) order by w.since, w.id offset 0 rows fetch next @count rows only;

select w.external_userid, coalesce(f.remark, c.name, '') as customer, w.userid, coalesce(s.name, w.userid) as member, w.since
from customer_waits w left join customers c on c.external_userid = w.external_userid left join staff s on s.userid = w.userid
  left join follows f on f.external_userid = w.external_userid and f.userid = w.userid
where w.since is not null and w.level > 0 and w.userid = @viewer order by w.since, w.id offset 0 rows fetch next @count rows only;

update customer_waits set answered_at = @At where external_userid = @ExternalUserid and userid = @Userid and (answered_at is null or answered_at < @At);

update customer_waits set id = @Id, since = @At, next_check_at = @AtOnce, level = 0, told_at = null, settle_at = null, closed_by = null,
  version = version + 1
where external_userid = @ExternalUserid and userid = @Userid and since is null and (answered_at is null or answered_at < @At);

update customer_waits set next_check_at = @AtOnce, version = version + 1 where next_check_at is not null;

update customer_waits set next_check_at = @AtOnce, version = version + 1 where since >= @since;

update customer_waits set next_check_at = @Next, level = @Level, told_at = @ToldAt, version = version + 1
where id = @Id and version = @Version and since is not null;

update customer_waits set next_check_at = null, version = version + 1 where next_check_at is not null and since < @since;

update customer_waits set settle_at = null where id = @id and settle_at is not null;

update customer_waits set since = null, answered_at = @At, closed_by = @ClosedBy, next_check_at = null,
  settle_at = case when level > 0 then @Now end, version = version + 1
where external_userid = @ExternalUserid and userid = @Userid and since <= @At;
