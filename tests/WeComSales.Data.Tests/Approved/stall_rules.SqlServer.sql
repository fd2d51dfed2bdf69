insert into stall_rules (version, rules, valid_from, by_userid, reason) select @Version, @Rules, @ValidFrom, @ByUserid, @Reason where not exists (select 1 from stall_rules where version = @Version);

select version, rules, valid_from, by_userid, reason from stall_rules order by version desc offset 0 rows fetch next @count rows only;

select version, rules, valid_from, by_userid, reason from stall_rules order by version offset 0 rows fetch next @count rows only;

select version, rules, valid_from, by_userid, reason from stall_rules where valid_from <= @at order by version desc offset 0 rows fetch next @count rows only;
