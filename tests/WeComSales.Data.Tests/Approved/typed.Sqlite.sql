delete from typed where at < @before;

delete from typed where external_userid = @id;

delete from typed where userid = @userid and external_userid = @externalUserid and form = @form;

insert into typed (userid, external_userid, form, content, at) values (@Userid, @ExternalUserid, @Form, @Content, @At) on conflict (userid, external_userid, form) do nothing;

select count(*) from typed where external_userid = @id;

select form, content, at from typed where userid = @userid and external_userid = @externalUserid order by form;

select userid, external_userid, form, content, at from typed where external_userid = @id;

update typed set content = @Content, at = @At where userid = @Userid and external_userid = @ExternalUserid and form = @Form;
