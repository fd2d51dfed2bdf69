-- A brief that could not be made waits for its next try like everything else, and is found when it was given up.

-- not before; null at once
alter table briefs add available_at text;
-- null in rows of the time before
alter table briefs add given_up_at text;
create index briefs_given_up on briefs (day, id) where state = 5;

-- How many photos somebody sent in a day, without reading one.
create index visit_photos_at on visit_photos (at, visit_id);
