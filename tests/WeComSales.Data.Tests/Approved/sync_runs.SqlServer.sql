delete from sync_runs where started_at < @before;

insert into sync_runs (id, kind, started_at, ended_at, complete, added, changed, departed, failed, reasons) select @Id, @Kind, @StartedAt, @EndedAt, @Complete, @Added, @Changed, @Departed, @Failed, @Reasons where not exists (select 1 from sync_runs where id = @Id);

select id, kind, started_at, ended_at, complete, added, changed, departed, failed, reasons from sync_runs where kind = @kind order by started_at desc, id desc offset 0 rows fetch next @count rows only;
