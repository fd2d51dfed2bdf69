delete from support_addressees where request_id in (select id from support_requests where external_userid = @id);

select count(*) from support_addressees where request_id in (select id from support_requests where external_userid = @id);

select request_id, userid from support_addressees where request_id in (select id from support_requests where external_userid = @id);
