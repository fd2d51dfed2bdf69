-- Which trace a letter belongs to: that of the callback or request that caused it. Null when nobody was tracing.

alter table outbox add trace nvarchar(200) collate Latin1_General_100_BIN2;
