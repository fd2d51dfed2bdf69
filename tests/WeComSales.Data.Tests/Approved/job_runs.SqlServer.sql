insert into job_runs (id, name, started_at, ended_at, state, line) select @Id, @Name, @StartedAt, @EndedAt, @State, @Line where not exists (select 1 from job_runs where id = @Id);

select id, name, started_at, ended_at, state, line from job_runs where name = @name order by started_at desc, id desc offset 0 rows fetch next @count rows only;
