-- How often opening this message brought the native library down before it was kept unopened; null where that never was.
alter table sealed_messages add crashes {int};
