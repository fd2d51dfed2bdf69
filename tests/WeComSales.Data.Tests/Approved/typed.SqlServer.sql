delete from typed where userid = @userid and external_userid = @externalUserid and form = @form;

insert into typed (userid, external_userid, form, content, at) select @Userid, @ExternalUserid, @Form, @Content, @At where not exists (select 1 from typed where userid = @Userid and external_userid = @ExternalUserid and form = @Form);

select form, content, at from typed where userid = @userid and external_userid = @externalUserid order by form;

update typed set content = @Content, at = @At where userid = @Userid and external_userid = @ExternalUserid and form = @Form;
