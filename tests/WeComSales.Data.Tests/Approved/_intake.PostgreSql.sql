insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
select * from unnest(@dedupe_key, @source, @kind, @order_key, @payload, @received_at)
on conflict (dedupe_key) do nothing returning dedupe_key;
