delete from stall_alerts where external_userid = @id;

insert into stall_alerts (id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject) values (@Id, @StallId, @ExternalUserid, @Level, @Turn, @Party, @About, @Why, @Userid, @State, @DueAt, @CreatedAt, @DoneAt, @DigestId, @Reason, @Subject) on conflict (stall_id, level, turn, party, about, userid) do nothing;

select count(*) from stall_alerts where external_userid = @id;

select id from stall_alerts where digest_id = @digestId order by id;

select id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject from (
  select id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject, row_number() over (partition by userid order by case when state = 'held' then 0 else 1 end, due_at, id) as place
  from stall_alerts where userid in (@people0, @people1) and state in ('waiting', 'held') and due_at <= @now) ranked
where place <= @count order by userid, place;

select id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject from stall_alerts where external_userid = @id;

select id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject from stall_alerts where id = @id;

select id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject from stall_alerts where id > @id order by id limit @count;

select id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject from stall_alerts where stall_id = @stallId order by level, turn, created_at, id;

select subject, count(distinct stall_id) as subjects from stall_alerts where digest_id = @digestId group by subject;

select userid from stall_alerts where state in ('waiting', 'held') and due_at <= @now group by userid order by userid limit @count;

update stall_alerts set due_at = @until where state in ('waiting', 'held') and due_at <= @now;

update stall_alerts set state = 'digested', done_at = @now, digest_id = @digestId where userid = @userid and state in ('waiting', 'held') and due_at <= @now;

update stall_alerts set state = 'failed', done_at = @now, reason = @reason where id = @id and state = 'sent';

update stall_alerts set state = 'held', due_at = @until, reason = @reason where userid = @userid and state = 'waiting' and due_at <= @now;

update stall_alerts set state = 'sent', done_at = @Now where id = @Id and state in ('waiting', 'held');

update stall_alerts set state = 'withdrawn', done_at = @now, reason = 'answered or ended before'
where userid in (@people0, @people1) and state in ('waiting', 'held') and due_at <= @now
  and exists (select 1 from stalls e where e.id = stall_alerts.stall_id
    and (e.state = 'ended' or (e.state in ('answered', 'postponed') and e.answered_at > stall_alerts.created_at)));

update stall_alerts set state = 'withdrawn', done_at = @now, reason = 'handed to somebody else' where stall_id = @stallId and userid = @userid and state in ('waiting', 'held');
