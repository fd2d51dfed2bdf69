delete from unreachable where userid = @userid;

insert into unreachable (userid, reason, since) select @Userid, @Reason, @Since where not exists (select 1 from unreachable where userid = @Userid);

select l.id, l.stall_id, l.external_userid, l.level, l.turn, l.party, l.about, l.why, l.userid, l.state, l.due_at, l.created_at, l.done_at, l.digest_id, l.reason, l.subject
from unreachable u join stall_alerts l on l.userid = u.userid and l.state = 'sent'
  left join stalls e on e.id = l.stall_id left join customer_waits w on w.id = l.stall_id
where e.state <> 'ended' or w.since is not null
order by l.id;

select userid, reason, since from unreachable order by since, userid;
