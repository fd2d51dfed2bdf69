insert into chat_consents (external_userid, chat, agreed, at) values (@ExternalUserid, @Chat, @Agreed, @At) on conflict (external_userid, chat) do nothing;

select c.external_userid, c.chat, c.agreed, c.at from chat_consents c where c.chat in (@chats0, @chats1);

update chat_consents set agreed = case when at < @At then @Agreed else agreed end, at = case when at < @At then @At else at end where external_userid = @ExternalUserid and chat = @Chat;
