insert into job_runs (id, name, started_at, ended_at, state, line) values (@Id, @Name, @StartedAt, @EndedAt, @State, @Line) on conflict (id) do nothing;

select id, name, started_at, ended_at, state, line from job_runs where name = @name order by started_at desc, id desc limit @count;
