delete from chat_recalls where msgid = any(@msgids);

insert into chat_recalls (msgid, at) values (@Msgid, @At) on conflict (msgid) do nothing;

select at from chat_recalls where msgid = @Msgid;
