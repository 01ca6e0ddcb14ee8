-- breaking: no
-- Companies and facilities that end or merge. The row stays, so that what points at it keeps its meaning; what lives goes on elsewhere.

alter table firms
  add column ended_on date,
  add column merged_into_id uuid,
  add constraint firms_merged foreign key (district_id, merged_into_id) references firms (district_id, id),
  add constraint firms_merged_ended check (merged_into_id is null or (ended_on is not null and merged_into_id <> id));
create index firms_merged_into on firms (district_id, merged_into_id) where merged_into_id is not null;

alter table facilities
  add column ended_on date,
  add column merged_into_id uuid,
  add column version integer not null default 0,
  add constraint facilities_merged foreign key (district_id, merged_into_id) references facilities (district_id, id),
  add constraint facilities_merged_ended check (merged_into_id is null or (ended_on is not null and merged_into_id <> id));
create index organizations_merged_into on organizations (district_id, merged_into_id) where merged_into_id is not null;
create index sites_facility on sites (district_id, facility_id) where facility_id is not null;
