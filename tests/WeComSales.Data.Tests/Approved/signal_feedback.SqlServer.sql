delete from signal_feedback where note_id in (select id from notes where external_userid = @id);

insert into signal_feedback (id, note_id, label, term, act, by_userid, at) select @Id, @NoteId, @Label, @Term, @Act, @ByUserid, @At where not exists (select 1 from signal_feedback where id = @Id);

select count(*) from signal_feedback where note_id in (select id from notes where external_userid = @id);

select id, note_id, label, term, act, by_userid, at from signal_feedback where note_id in (select id from notes where external_userid = @id);

select label, term, act, count(*) as times from signal_feedback group by label, term, act
having count(*) >= @least order by count(*) desc, label, term offset 0 rows fetch next @count rows only;

select note_id, label, term, act, by_userid, at from signal_feedback order by at desc, id desc offset 0 rows fetch next @count rows only;
