insert into badges (id, code_hash, userid, store_code, issued_by, issued_at) values (@Id, @CodeHash, @Userid, @StoreCode, @IssuedBy, @IssuedAt) on conflict (id) do nothing;

select b.id, b.code_hash, b.userid, b.store_code, b.issued_by, b.issued_at from badges b
join staff s on s.userid = b.userid and s.store_code = b.store_code and s.left_at is null
where b.code_hash = @codeHash and b.revoked_at is null;

select id from badges where id = @Id;

select id from badges where id = @id and store_code = @storeCode;

select id from badges where userid = @Userid and revoked_at is null;

update badges set revoked_at = @at, revoked_by = @by where id = @id and revoked_at is null;
