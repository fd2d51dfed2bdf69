delete from sync_runs where started_at < @before;

insert into sync_runs (id, kind, started_at, ended_at, complete, added, changed, departed, failed, reasons) values (@Id, @Kind, @StartedAt, @EndedAt, @Complete, @Added, @Changed, @Departed, @Failed, @Reasons) on conflict (id) do nothing;

select id, kind, started_at, ended_at, complete, added, changed, departed, failed, reasons from sync_runs where kind = @kind order by started_at desc, id desc limit @count;
