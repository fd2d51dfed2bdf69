insert into audit (id, at, userid, action, subject, detail, about_userid) select @Id, @At, @Userid, @Action, @Subject, @Detail, @AboutUserid where not exists (select 1 from audit where id = @Id);

select id, at, userid, action, subject, detail, about_userid from audit where about_userid = @userid and (at < @before or (at = @before and id < @beforeId))
order by at desc, id desc offset 0 rows fetch next @count rows only;

select id, at, userid, action, subject, detail, about_userid from audit where at < @before or (at = @before and id < @beforeId)
order by at desc, id desc offset 0 rows fetch next @count rows only;

select id, at, userid, action, subject, detail, about_userid from audit where id > @id order by id offset 0 rows fetch next @count rows only;
