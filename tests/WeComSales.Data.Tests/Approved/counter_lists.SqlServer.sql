insert into counter_lists (version, lists, by_userid, at) select @Version, @Lists, @ByUserid, @At where not exists (select 1 from counter_lists where version = @Version);

select version, lists, by_userid, at from counter_lists order by version desc offset 0 rows fetch next @count rows only;
