insert into calendar_years (year, rest, work, by_userid, changed_at) select @Year, @Rest, @Work, @ByUserid, @ChangedAt where not exists (select 1 from calendar_years where year = @Year);

select year from calendar_years order by year;

select year, rest, work from calendar_years order by year;

update calendar_years set rest = @Rest, work = @Work, by_userid = @ByUserid, changed_at = @ChangedAt where year = @Year;
