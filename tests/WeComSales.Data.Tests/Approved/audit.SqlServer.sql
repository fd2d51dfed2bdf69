insert into audit (id, at, userid, action, subject, detail) select @Id, @At, @Userid, @Action, @Subject, @Detail where not exists (select 1 from audit where id = @Id);

select id, at, userid, action, subject, detail from audit where at < @before or (at = @before and id < @beforeId)
order by at desc, id desc offset 0 rows fetch next @count rows only;
