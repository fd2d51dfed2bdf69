insert into audit (id, at, userid, action, subject, detail, about_userid) values (@Id, @At, @Userid, @Action, @Subject, @Detail, @AboutUserid) on conflict (id) do nothing;

select id, at, userid, action, subject, detail, about_userid from audit where about_userid = @userid and (at < @before or (at = @before and id < @beforeId))
order by at desc, id desc limit @count;

select id, at, userid, action, subject, detail, about_userid from audit where at < @before or (at = @before and id < @beforeId)
order by at desc, id desc limit @count;

select id, at, userid, action, subject, detail, about_userid from audit where id > @id order by id limit @count;
