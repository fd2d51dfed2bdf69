delete from chat_recalls where msgid in (@msgids0, @msgids1);

insert into chat_recalls (msgid, at) values (@Msgid, @At) on conflict (msgid) do nothing;

select at from chat_recalls where msgid = @Msgid;
