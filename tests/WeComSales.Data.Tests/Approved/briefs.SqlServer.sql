delete from briefs where id = @id and state = 5;

insert into briefs (id, department_id, day, team_name, team_path, from_at, to_at, delivers, late, at_once) select @Id, @DepartmentId, @Day, @TeamName, @TeamPath, @FromAt, @ToAt, @Delivers, @Late, @AtOnce where not exists (select 1 from briefs where department_id = @DepartmentId and day = @Day);

select (select count(*) from briefs where state = 0) + (select count(*) from briefs where state = 1);

select b.id, b.department_id, b.team_name, b.day, b.late, b.delivers, b.version, b.made_at, b.content from briefs b where b.id = @id and b.state = 2 and (b.department_id in (select t.department_id from department_tree t join department_leaders l on l.department_id = t.ancestor_id where l.userid = @viewer)
  or b.department_id in (select r.department_id from brief_recipients r where r.userid = @viewer and r.wanted = @yes));

select b.id, b.department_id, b.team_name, b.day, b.late, b.delivers, b.version, b.made_at, b.content from briefs b where b.id = @id and b.state = 2;

select b.id, b.department_id, b.team_name, b.day, b.late, b.delivers, b.version, b.made_at, b.figures from briefs b
where b.state = 2 and (b.department_id in (select t.department_id from department_tree t join department_leaders l on l.department_id = t.ancestor_id where l.userid = @viewer)
  or b.department_id in (select r.department_id from brief_recipients r where r.userid = @viewer and r.wanted = @yes)) and (b.day < @beforeDay or (b.day = @beforeDay and b.id < @beforeId))
order by b.day desc, b.id desc offset 0 rows fetch next @count rows only;

select coalesce(sum(case when state = 2 then 1 else 0 end), 0) as made, coalesce(sum(case when state in (0, 1) then 1 else 0 end), 0) as unmade,
  coalesce(sum(case when state = 5 then 1 else 0 end), 0) as given_up
from briefs where day = @day;

select content from briefs where department_id = @team and day < @day and state = 2 order by day desc offset 0 rows fetch next @count rows only;

select count(*) from briefs where state = 5;

select department_id, id from briefs where day = @day and department_id in (@teams0, @teams1) and state = 2;

select figures from briefs where department_id = @team and day in (@days0, @days1) and state = 2;

select id from briefs where department_id = @departmentId and day = @day and state = 2;

select id from briefs where state = 0 and (available_at is null or available_at <= @now) order by day, id offset 0 rows fetch next @count rows only;

select id, day, team_name, attempts, coalesce(reason, '') as reason, coalesce(given_up_at, to_at) as at
from briefs where state = 5 order by day, id offset 0 rows fetch next @count rows only;

select id, version, content from briefs where id > @after and content is not null order by id offset 0 rows fetch next @count rows only;

select min(available_at) from briefs where state = 0;

select min(to_at) from briefs where state = 0;

update briefs set lease_until = dateadd(second, @leaseSeconds, todatetimeoffset(sysutcdatetime(), 0)) where id in (@ids0, @ids1) and owner = @owner and state = 1;

update briefs set state = 0 where state = 1 and lease_until < todatetimeoffset(sysutcdatetime(), 0);

update briefs set state = 0, attempts = 0, available_at = null where id = @id and state = 5;

update briefs set state = 0, attempts = 0, available_at = null where state = 5;

update briefs set state = 0, reason = @reason, available_at = @at, lease_until = null where id = @Id and state = 1 and epoch = @Epoch;

update briefs set state = 0, version = version + 1, attempts = 0, available_at = null, delivers = @yes, at_once = @yes
where department_id = @departmentId and day = @day and state in (2, 5);

update briefs set state = 2, content = @content, figures = @figures, made_at = @now, lease_until = null
where id = @Id and state = 1 and epoch = @Epoch;

update briefs set state = 5, reason = 'tried too often', given_up_at = @now where state = 1 and attempts >= @most and lease_until < todatetimeoffset(sysutcdatetime(), 0);

update briefs set state = 5, reason = @reason, given_up_at = @now, lease_until = null where id = @Id and state = 1 and epoch = @Epoch;
