insert into brief_days (day, ends_at, created_at) select @Day, @EndsAt, @CreatedAt where not exists (select 1 from brief_days where day = @Day);

select ends_at from brief_days where day < @day order by day desc offset 0 rows fetch next @count rows only;

select max(day) from brief_days;
