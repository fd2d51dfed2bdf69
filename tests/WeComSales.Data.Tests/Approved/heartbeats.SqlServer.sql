delete from heartbeats where at < dateadd(second, @seconds, todatetimeoffset(sysutcdatetime(), 0));

insert into heartbeats (instance, at) select @Instance, @At where not exists (select 1 from heartbeats where instance = @Instance);

select instance from heartbeats where at > dateadd(second, @ago, todatetimeoffset(sysutcdatetime(), 0)) order by instance;

update heartbeats set at = todatetimeoffset(sysutcdatetime(), 0) where instance = @Instance;
