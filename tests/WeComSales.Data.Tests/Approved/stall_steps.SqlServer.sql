delete from stall_steps where stall_id in (select id from stalls where external_userid = @id);

insert into stall_steps (id, stall_id, at, from_state, to_state, by_userid, why) select @Id, @StallId, @At, @FromState, @ToState, @ByUserid, @Why where not exists (select 1 from stall_steps where id = @Id);

insert into stall_steps (id, stall_id, at, from_state, to_state, why)
  select min(l.id), l.stall_id, @now, 'open', 'alerted', 'told' from stall_alerts l join stalls e on e.id = l.stall_id
  where l.id in (@ids0, @ids1) and e.state = 'open' group by l.stall_id;

select at, from_state, to_state, by_userid, why from stall_steps where stall_id = @stallId order by at, id;

select count(*) from stall_steps where stall_id in (select id from stalls where external_userid = @id);

select id, stall_id, at, from_state, to_state, by_userid, why from stall_steps where stall_id in (select id from stalls where external_userid = @id);
