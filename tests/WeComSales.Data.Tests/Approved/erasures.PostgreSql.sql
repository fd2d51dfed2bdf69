insert into erasures (id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages) values (@Id, @Scope, @ExternalUserid, @MemberCode, @LeadCode, @ByUserid, @Reason, @At, @Messages) on conflict (id) do nothing;

select external_userid as who, max(at) as until from erasures where external_userid = any(@ids) group by external_userid;

select external_userid as who, max(at) as until from erasures where scope = 'customer' and external_userid = any(@ids) group by external_userid;

select id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at from erasures order by at desc, id desc limit @count;

select id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at from erasures where id = @id;

select id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at from erasures where scope is not null and done_at is null order by at;

select lead_code as who, max(at) as until from erasures where scope = 'lead' and lead_code = any(@ids) group by lead_code;

select member_code as who, max(at) as until from erasures where scope = 'member' and member_code = any(@ids) group by member_code;

update erasures set done_at = @now where id = @id;

update erasures set messages = messages + @rows where id = @id;

update erasures set messages = messages + @rows, gone = coalesce(gone, @gone) where id = @id;
