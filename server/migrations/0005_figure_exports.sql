-- breaking: no
-- Who took which figure's rows out of the house, when and under which filter. Rows can only be added.

create table figure_exports (
  district_id integer not null references districts (id),
  id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  figure text not null,
  area_number integer,
  format text not null check (format in ('xlsx', 'csv')),
  rows integer not null check (rows >= 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  salt bytea not null,
  primary key (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
create index figure_exports_at on figure_exports (district_id, at desc);

alter table figure_exports enable row level security;
alter table figure_exports force row level security;
create policy district on figure_exports
  using (district_id = nullif(current_setting('banfei.district', true), '')::integer)
  with check (district_id = nullif(current_setting('banfei.district', true), '')::integer);
grant select, insert on figure_exports to banfei_app;

-- Reopened matters are a figure of their own; without this index it would read every event of the district.
create index matter_events_reopened on matter_events (district_id, at) where type = 'reopened';
