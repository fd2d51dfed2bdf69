delete from send_lanes where api = @api;

insert into send_lanes (api, closed_until, reason) values (@Api, @ClosedUntil, @Reason) on conflict (api) do nothing;

select api from send_lanes where closed_until <= @now order by api;

select api, closed_until, reason from send_lanes where closed_until > @now order by api;

update send_lanes set closed_until = @ClosedUntil, reason = @Reason where api = @Api;
