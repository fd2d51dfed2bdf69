insert into moves (table_name, last_row, copied, total, checksum) select @TableName, @LastRow, @Copied, @Total, @Checksum where not exists (select 1 from moves where table_name = @TableName);

select table_name, last_row, copied, total, checksum from moves;

update moves set done_at = @now where table_name = @table;

update moves set last_row = @lastRow, copied = @copied, checksum = @checksum where table_name = @table;
