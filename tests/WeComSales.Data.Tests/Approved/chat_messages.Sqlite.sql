delete from chat_messages where external_userid = @id;

delete from chat_messages where msgid in (@msgids0, @msgids1);

insert into chat_messages (msgid, seq, chat, external_userid, sender, theirs, at, kind, text, quoted, recorded_at) values (@Msgid, @Seq, @Chat, @ExternalUserid, @Sender, @Theirs, @At, @Kind, @Text, @Quoted, @RecordedAt) on conflict (msgid) do nothing;

select chat from chat_messages where external_userid = @externalUserid and chat like '%~%' order by at desc, seq desc limit @count;

select chat from chat_messages where msgid = @msgid and external_userid = @externalUserid;

select count(*) from chat_messages where external_userid = @id;

select m.chat, min(m.at) as since from chat_messages m
where m.external_userid = @externalUserid and m.at > @from and m.at <= @at and m.theirs = @yes and m.chat like '%~%'
  and not exists (select 1 from chat_messages o where o.chat = m.chat and o.at >= m.at and o.at <= @at and o.theirs = @no)
group by m.chat order by m.chat;

select m.msgid, m.seq, m.chat, m.external_userid, m.sender, m.theirs, m.at, m.kind, m.text, m.quoted, r.at as recalled_at
from chat_messages m left join chat_recalls r on r.msgid = m.msgid
where m.chat = @chat and m.at <= @before and (m.at < @before or m.seq < @beforeSeq)
order by m.at desc, m.seq desc limit @count;

select m.msgid, m.seq, m.chat, m.external_userid, m.sender, m.theirs, m.at, m.kind, m.text, m.quoted, r.at as recalled_at
from chat_messages m left join chat_recalls r on r.msgid = m.msgid
where m.chat = @chat and m.at >= @after and (m.at > @after or m.seq > @afterSeq)
order by m.at, m.seq limit @count;

select m.msgid, m.seq, m.chat, m.external_userid, m.sender, m.theirs, m.at, m.kind, m.text, m.quoted, r.at as recalled_at
from chat_messages m left join chat_recalls r on r.msgid = m.msgid where m.msgid in (@msgids0, @msgids1) and m.chat = @chat and m.external_userid = @externalUserid order by m.at, m.seq;

select msgid from chat_messages where at < @before order by at limit @count;

select msgid from chat_messages where external_userid = @externalUserid and at <= @until order by at desc, seq desc limit @count;

select msgid, seq, chat, external_userid, sender, theirs, at, kind, text, quoted, recorded_at from chat_messages where external_userid = @id;
