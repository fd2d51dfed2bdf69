insert into erasures (id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages) select @Id, @Scope, @ExternalUserid, @MemberCode, @LeadCode, @ByUserid, @Reason, @At, @Messages where not exists (select 1 from erasures where id = @Id);

select external_userid as who, max(at) as until from erasures where external_userid in (@ids0, @ids1) group by external_userid;

select external_userid as who, max(at) as until from erasures where scope = 'customer' and external_userid in (@ids0, @ids1) group by external_userid;

select id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at from erasures order by at desc, id desc offset 0 rows fetch next @count rows only;

select id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at from erasures where id = @id;

select id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at from erasures where scope is not null and done_at is null order by at;

select lead_code as who, max(at) as until from erasures where scope = 'lead' and lead_code in (@ids0, @ids1) group by lead_code;

select member_code as who, max(at) as until from erasures where scope = 'member' and member_code in (@ids0, @ids1) group by member_code;

update erasures set done_at = @now where id = @id;

update erasures set messages = messages + @rows where id = @id;

update erasures set messages = messages + @rows, gone = coalesce(gone, @gone) where id = @id;
