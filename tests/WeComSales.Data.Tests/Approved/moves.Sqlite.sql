insert into moves (table_name, last_row, copied, total, checksum) values (@TableName, @LastRow, @Copied, @Total, @Checksum) on conflict (table_name) do nothing;

select table_name, last_row, copied, total, checksum from moves;

update moves set done_at = @now where table_name = @table;

update moves set last_row = @lastRow, copied = @copied, checksum = @checksum where table_name = @table;
