delete from unreachable where userid = @userid;

insert into unreachable (userid, reason, since) select @Userid, @Reason, @Since where not exists (select 1 from unreachable where userid = @Userid);

select userid, reason, since from unreachable order by since, userid;
