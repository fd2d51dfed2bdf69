insert into opportunities (id, code, external_userid, title, stage, amount, currency, owner_userid, product_line, created_at, stage_since, last_log_at, expected_close, closed_at) values (@Id, @Code, @ExternalUserid, @Title, @Stage, @Amount, @Currency, @OwnerUserid, @ProductLine, @CreatedAt, @StageSince, @LastLogAt, @ExpectedClose, @ClosedAt) on conflict (code) do nothing;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at from opportunities where code = @code;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at from opportunities where code > @code order by code limit @count;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at from opportunities where code in (@codes0, @codes1);

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at from opportunities where external_userid = @externalUserid and closed_at is null order by created_at, id;

select id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
created_at, stage_since, last_log_at, expected_close, closed_at from opportunities where id = @id;

update opportunities set external_userid = @ExternalUserid, title = @Title, stage = @Stage, amount = @Amount,
  currency = @Currency, owner_userid = @OwnerUserid, product_line = @ProductLine, created_at = @CreatedAt,
  stage_since = @StageSince, last_log_at = @LastLogAt, expected_close = @ExpectedClose, closed_at = @ClosedAt
where id = @Id;

update opportunities set last_log_at = @at where id = @id and (last_log_at is null or last_log_at < @at);
