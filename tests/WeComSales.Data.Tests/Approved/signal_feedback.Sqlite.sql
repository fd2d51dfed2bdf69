delete from signal_feedback where note_id in (select id from notes where external_userid = @id);

insert into signal_feedback (id, note_id, label, term, act, by_userid, at) values (@Id, @NoteId, @Label, @Term, @Act, @ByUserid, @At) on conflict (id) do nothing;

select count(*) from signal_feedback where note_id in (select id from notes where external_userid = @id);

select id, note_id, label, term, act, by_userid, at from signal_feedback where note_id in (select id from notes where external_userid = @id);

select label, term, act, count(*) as times from signal_feedback group by label, term, act
having count(*) >= @least order by count(*) desc, label, term limit @count;

select note_id, label, term, act, by_userid, at from signal_feedback order by at desc, id desc limit @count;
