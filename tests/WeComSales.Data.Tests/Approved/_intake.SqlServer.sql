insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
output inserted.dedupe_key
select v.dedupe_key, v.source, v.kind, v.order_key, v.payload, v.received_at
from (values (@k0, @s0, @n0, @o0, @p0, @t0), (@k1, @s1, @n1, @o1, @p1, @t1)) v (dedupe_key, source, kind, order_key, payload, received_at)
where not exists (select 1 from inbox i where i.dedupe_key = v.dedupe_key);
