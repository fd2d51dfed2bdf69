delete from visit_photos where visit_id in (select id from visits where external_userid = @id);

insert into visit_photos (visit_id, content_type, bytes, at) select @VisitId, @ContentType, @Bytes, @At where not exists (select 1 from visit_photos where visit_id = @VisitId);

select count(*) from visit_photos p join visits v on v.id = p.visit_id where p.at >= @since and v.by_userid = @userid;

select count(*) from visit_photos where visit_id in (select id from visits where external_userid = @id);

select visit_id from visit_photos where visit_id in (@ids0, @ids1);

select visit_id, content_type, bytes, at from visit_photos where visit_id = @visitId;

select visit_id, content_type, bytes, at from visit_photos where visit_id in (select id from visits where external_userid = @id);
