insert into lexicon_versions (id, number, words, remark, made_by, made_at) values (@Id, @Number, @Words, @Remark, @MadeBy, @MadeAt) on conflict (number) do nothing;

select coalesce(max(number), 0) from lexicon_versions;

select number, remark, made_by, made_at from lexicon_versions order by number desc limit @count;

select number, words, remark, made_by, made_at from lexicon_versions where number = @number;
