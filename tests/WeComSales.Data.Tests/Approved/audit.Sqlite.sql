insert into audit (id, at, userid, action, subject, detail) values (@Id, @At, @Userid, @Action, @Subject, @Detail) on conflict (id) do nothing;

select id, at, userid, action, subject, detail from audit where at < @before or (at = @before and id < @beforeId)
order by at desc, id desc limit @count;
