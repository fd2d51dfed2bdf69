insert into brief_days (day, ends_at, created_at) values (@Day, @EndsAt, @CreatedAt) on conflict (day) do nothing;

select ends_at from brief_days where day < @day order by day desc limit @count;

select max(day) from brief_days;
