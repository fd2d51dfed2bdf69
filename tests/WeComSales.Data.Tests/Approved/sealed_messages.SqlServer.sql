delete from sealed_messages where recorded_at < @before;

delete from sealed_messages where seq = @seq;

insert into sealed_messages (seq, msgid, why, key_version, encrypted_key, encrypted_text, recorded_at) select @Seq, @Msgid, @Why, @KeyVersion, @EncryptedKey, @EncryptedText, @RecordedAt where not exists (select 1 from sealed_messages where seq = @Seq);

select seq, msgid, why, key_version, encrypted_key, encrypted_text from sealed_messages where key_version in (@versions0, @versions1) and seq > @afterSeq order by seq offset 0 rows fetch next @count rows only;

select why, key_version, count(*) as messages, min(recorded_at) as since from sealed_messages group by why, key_version order by key_version, why;
