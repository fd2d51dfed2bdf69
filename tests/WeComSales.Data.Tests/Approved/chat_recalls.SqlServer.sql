delete from chat_recalls where msgid in (@msgids0, @msgids1);

insert into chat_recalls (msgid, at) select @Msgid, @At where not exists (select 1 from chat_recalls where msgid = @Msgid);

select at from chat_recalls where msgid = @Msgid;
