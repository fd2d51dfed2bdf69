insert into counter_lists (version, lists, by_userid, at) values (@Version, @Lists, @ByUserid, @At) on conflict (version) do nothing;

select version, lists, by_userid, at from counter_lists order by version desc limit @count;
