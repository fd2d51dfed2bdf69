delete from heartbeats where at < statement_timestamp() + make_interval(secs => @seconds);

insert into heartbeats (instance, at) values (@Instance, @At) on conflict (instance) do nothing;

select instance from heartbeats where at > statement_timestamp() + make_interval(secs => @ago) order by instance;

update heartbeats set at = statement_timestamp() where instance = @Instance;
