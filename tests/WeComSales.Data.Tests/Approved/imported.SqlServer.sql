delete from imported where (kind = 'customers' and row_key = @id) or (kind = 'opportunities' and row_key in (select code from opportunities where external_userid = @id));

insert into imported (kind, row_key, columns) select @Kind, @RowKey, @Columns where not exists (select 1 from imported where kind = @Kind and row_key = @RowKey);

select count(*) from imported where (kind = 'customers' and row_key = @id) or (kind = 'opportunities' and row_key in (select code from opportunities where external_userid = @id));

select kind, row_key, columns from imported where (kind = 'customers' and row_key = @id) or (kind = 'opportunities' and row_key in (select code from opportunities where external_userid = @id));

select row_key, columns from imported where kind = @kind and row_key in (@keys0, @keys1);

update imported set columns = @Columns where kind = @Kind and row_key = @RowKey;
