insert into stall_scans (name, at) select @Name, @At where not exists (select 1 from stall_scans where name = @Name);

select at from stall_scans where name = 'stall-scan';

update stall_scans set at = @At where name = @Name;
