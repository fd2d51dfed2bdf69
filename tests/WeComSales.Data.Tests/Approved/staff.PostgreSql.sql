insert into staff (userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason, synced_at) values (@Userid, @Name, @DepartmentId, @Position, @Role, @RoleSource, @MappedLeader, @DirectLeader, @StoreCode, @LeftAt, @LeftReason, @SyncedAt) on conflict (userid) do nothing;

select userid from staff order by userid;

select userid from staff where synced_at <= @until and left_at is null order by userid;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where role_source = 'derived';

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where userid = @userid;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where userid = any(@userids);

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff where userid > @userid order by userid limit @count;

select userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason from staff;

update staff set name = @Name, department_id = @DepartmentId, position = @Position, role = @Role,
  role_source = @RoleSource, mapped_leader = @MappedLeader, direct_leader = @DirectLeader,
  store_code = @StoreCode, left_at = @LeftAt, left_reason = @LeftReason, synced_at = coalesce(@SyncedAt, synced_at)
where userid = @Userid;

update staff set role = @role where userid = @userid and role_source = 'derived';
