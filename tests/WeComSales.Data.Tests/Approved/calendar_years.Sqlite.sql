insert into calendar_years (year, rest, work, by_userid, changed_at) values (@Year, @Rest, @Work, @ByUserid, @ChangedAt) on conflict (year) do nothing;

select year from calendar_years order by year;

select year, rest, work from calendar_years order by year;

update calendar_years set rest = @Rest, work = @Work, by_userid = @ByUserid, changed_at = @ChangedAt where year = @Year;
