delete from sealed_messages where recorded_at < @before;

delete from sealed_messages where seq = @seq;

insert into sealed_messages (seq, msgid, why, key_version, encrypted_key, encrypted_text, crashes, recorded_at) select @Seq, @Msgid, @Why, @KeyVersion, @EncryptedKey, @EncryptedText, @Crashes, @RecordedAt where not exists (select 1 from sealed_messages where seq = @Seq);

select count(*) from sealed_messages where crashes is not null;

select seq from sealed_messages where crashes is not null order by seq desc offset 0 rows fetch next @count rows only;

select seq, msgid, why, key_version, encrypted_key, encrypted_text from sealed_messages where crashes is not null and key_version > 0 and seq > @afterSeq order by seq offset 0 rows fetch next @count rows only;

select seq, msgid, why, key_version, encrypted_key, encrypted_text from sealed_messages where key_version in (@versions0, @versions1) and seq > @afterSeq and crashes is null order by seq offset 0 rows fetch next @count rows only;

select why, key_version, count(*) as messages, min(recorded_at) as since from sealed_messages where crashes is null group by why, key_version order by key_version, why;
