-- How often the native library fell at this message before it was kept unopened; null where it did not.
alter table sealed_messages add crashes integer;
