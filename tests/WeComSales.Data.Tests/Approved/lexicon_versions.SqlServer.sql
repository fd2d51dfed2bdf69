insert into lexicon_versions (id, number, words, remark, made_by, made_at) select @Id, @Number, @Words, @Remark, @MadeBy, @MadeAt where not exists (select 1 from lexicon_versions where number = @Number);

select coalesce(max(number), 0) from lexicon_versions;

select number, remark, made_by, made_at from lexicon_versions order by number desc offset 0 rows fetch next @count rows only;

select number, words, remark, made_by, made_at from lexicon_versions where number = @number;
