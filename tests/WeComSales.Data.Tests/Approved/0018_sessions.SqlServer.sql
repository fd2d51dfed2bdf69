-- What somebody needs to know their own sessions again, and when a session was last used. All null in rows of the time before.

-- one word for what the browser runs on; null where it said nothing that is known
alter table sessions add device nvarchar(200) collate Latin1_General_100_BIN2 constraint sessions_device_known check (device in ('iphone', 'ipad', 'android', 'harmony', 'windows', 'mac', 'linux'));
-- inside WeCom's own window
alter table sessions add inside bit;
-- the last request, to within a few minutes; null: uses are not followed, and the session ends by age alone
alter table sessions add used_at datetimeoffset(3);
