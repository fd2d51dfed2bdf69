insert into erasures (id, external_userid, by_userid, reason, at, messages) select @Id, @ExternalUserid, @ByUserid, @Reason, @At, @Messages where not exists (select 1 from erasures where id = @Id);

select external_userid, max(at) as until from erasures where external_userid in (@externalUserids0, @externalUserids1) group by external_userid;

select id, external_userid, by_userid, reason, at, messages from erasures where id = @id;

update erasures set messages = messages + @messages where id = @id;
