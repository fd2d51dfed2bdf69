insert into imported (kind, row_key, columns) values (@Kind, @RowKey, @Columns) on conflict (kind, row_key) do nothing;

select row_key, columns from imported where kind = @kind and row_key in (@keys0, @keys1);

update imported set columns = @Columns where kind = @Kind and row_key = @RowKey;
