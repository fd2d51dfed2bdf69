delete from chat_recalls where msgid in (@msgids0, @msgids1);

delete from chat_recalls where msgid in (select msgid from chat_messages where external_userid = @id);

insert into chat_recalls (msgid, at) select @Msgid, @At where not exists (select 1 from chat_recalls where msgid = @Msgid);

select at from chat_recalls where msgid = @Msgid;

select count(*) from chat_recalls where msgid in (select msgid from chat_messages where external_userid = @id);

select msgid, at from chat_recalls where msgid in (select msgid from chat_messages where external_userid = @id);
