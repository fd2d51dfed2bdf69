declare @granted int;
exec @granted = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @milliseconds;
if @granted < 0 throw 51000, 'The lock was not granted in time.', 1;
