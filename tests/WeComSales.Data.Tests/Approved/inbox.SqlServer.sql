delete from inbox where dedupe_key = @key;

delete from inbox where state = 2 and seq in (
  select seq from inbox where state = 2 and received_at < @before order by seq offset 0 rows fetch next @count rows only);

insert into inbox (dedupe_key, source, kind, order_key, payload, received_at) select @DedupeKey, @Source, @Kind, @OrderKey, @Payload, @ReceivedAt where not exists (select 1 from inbox where dedupe_key = @DedupeKey);

select (select count(*) from inbox where state = 0)
     + (select count(*) from inbox where state = 1)
     + (select count(*) from inbox where state = 4);

select available_at from inbox where state = 4 order by available_at offset 0 rows fetch next @count rows only;

select count(*) from inbox where state = 3;

select received_at from inbox where state = 0 order by seq offset 0 rows fetch next @count rows only;

select received_at from inbox where state = 4 order by received_at offset 0 rows fetch next @count rows only;

select seq from inbox
where state = 0 and order_key not in (select order_key from inbox where state = 1 and order_key <> '')
order by seq offset 0 rows fetch next @count rows only;

select seq, dedupe_key, source, kind, order_key, payload, received_at, attempts, epoch
from inbox where seq in (@chosen0, @chosen1) and owner = @owner and state = 1 order by seq;

select seq, kind, dedupe_key, attempts, outcome, received_at, done_at from inbox where state = 3 order by seq offset 0 rows fetch next @count rows only;

select seq, order_key, payload, outcome from inbox where seq > @after order by seq offset 0 rows fetch next @count rows only;

update inbox set lease_until = dateadd(second, @leaseSeconds, todatetimeoffset(sysutcdatetime(), 0)) where seq in (@seqs0, @seqs1) and owner = @owner and state = 1;

update inbox set state = 0 where state = 1 and seq in (
  select seq from inbox with (readpast) where state = 1 and lease_until < todatetimeoffset(sysutcdatetime(), 0));

update inbox set state = 0 where state = 1;

update inbox set state = 0 where state = 4 and available_at <= @now;

update inbox set state = 0, attempts = 0, done_at = null where seq = @seq and state = 3;

update inbox set state = 0, attempts = 0, done_at = null where state = 3;

update inbox set state = 1, owner = @owner, epoch = epoch + 1, attempts = attempts + 1,
  lease_until = dateadd(second, @leaseSeconds, todatetimeoffset(sysutcdatetime(), 0))
where seq in (@chosen0, @chosen1) and state = 0;

update inbox set state = 2 where seq = @seq and state = 3;

update inbox set state = 2, outcome = @outcome, done_at = @now, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch;

update inbox set state = 3, outcome = @reason, done_at = @now, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch;

update inbox set state = 4, outcome = @reason, available_at = @at, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch;
