delete from heartbeats where at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', @seconds || ' seconds');

insert into heartbeats (instance, at) values (@Instance, @At) on conflict (instance) do nothing;

select instance from heartbeats where at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', @ago || ' seconds') order by instance;

update heartbeats set at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where instance = @Instance;
