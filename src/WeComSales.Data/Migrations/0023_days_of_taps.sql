-- Receipts often have a date and no time, and are stored at that day's midnight. One of the tap's own day counts as bought after the tap.

-- the midnight of the tap's day in the company's zone; null in rows of the time before
alter table recommendations add day {time};
