insert into stall_rules (version, rules, valid_from, by_userid, reason) values (@Version, @Rules, @ValidFrom, @ByUserid, @Reason) on conflict (version) do nothing;

select version, rules, valid_from, by_userid, reason from stall_rules order by version desc limit @count;

select version, rules, valid_from, by_userid, reason from stall_rules order by version limit @count;

select version, rules, valid_from, by_userid, reason from stall_rules where valid_from <= @at order by version desc limit @count;
