delete from sealed_messages where recorded_at < @before;

delete from sealed_messages where seq = @seq;

insert into sealed_messages (seq, msgid, why, key_version, encrypted_key, encrypted_text, recorded_at) values (@Seq, @Msgid, @Why, @KeyVersion, @EncryptedKey, @EncryptedText, @RecordedAt) on conflict (seq) do nothing;

select seq, msgid, why, key_version, encrypted_key, encrypted_text from sealed_messages where key_version = any(@versions) and seq > @afterSeq order by seq limit @count;

select why, key_version, count(*) as messages, min(recorded_at) as since from sealed_messages group by why, key_version order by key_version, why;
