delete from unreachable where userid = @userid;

insert into unreachable (userid, reason, since) values (@Userid, @Reason, @Since) on conflict (userid) do nothing;

select userid, reason, since from unreachable order by since, userid;
