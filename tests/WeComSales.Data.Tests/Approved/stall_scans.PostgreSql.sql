insert into stall_scans (name, at) values (@Name, @At) on conflict (name) do nothing;

select at from stall_scans where name = 'stall-scan';

update stall_scans set at = @At where name = @Name;
