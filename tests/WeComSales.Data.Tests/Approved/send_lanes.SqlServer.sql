delete from send_lanes where api = @api;

insert into send_lanes (api, closed_until, reason) select @Api, @ClosedUntil, @Reason where not exists (select 1 from send_lanes where api = @Api);

select api from send_lanes where closed_until <= @now order by api;

select api, closed_until, reason from send_lanes where closed_until > @now order by api;

update send_lanes set closed_until = @ClosedUntil, reason = @Reason where api = @Api;
