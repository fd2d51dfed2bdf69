insert into archive_positions (name, seq, epoch, wanted) values (@Name, @Seq, @Epoch, @Wanted) on conflict (name) do nothing;

select seq, epoch, wanted, caught_up_at, fault, fault_code, fault_since from archive_positions where name = 'archive';

update archive_positions set caught_up_at = @at, fault = null, fault_code = null, fault_since = null where name = 'archive' and epoch = @epoch;

update archive_positions set fault_since = case when fault = @fault then fault_since else @at end, fault = @fault, fault_code = @code
where name = 'archive' and epoch = @epoch;

update archive_positions set lease_until = null where name = 'archive' and epoch = @epoch;

update archive_positions set lease_until = statement_timestamp() + make_interval(secs => @leaseSeconds) where name = 'archive' and epoch = @epoch;

update archive_positions set owner = @owner, epoch = epoch + 1, lease_until = statement_timestamp() + make_interval(secs => @leaseSeconds) where name = 'archive' and (lease_until is null or lease_until < statement_timestamp() or owner = @owner);

update archive_positions set owner = @owner, epoch = epoch + 1, lease_until = statement_timestamp() + make_interval(secs => @leaseSeconds) where name = 'archive';

update archive_positions set seq = @seq where name = 'archive' and epoch = @epoch and seq <= @seq;

update archive_positions set wanted = wanted + 1 where name = 'archive';
