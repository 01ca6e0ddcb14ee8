-- breaking: no
-- Posts, companies with their sites, facilities, teams, areas and the organizations that are linked.

create table posts (
  district_id integer not null references districts (id),
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('team', 'counter', 'department', 'supervisor')),
  name_zh text not null,
  name_en text not null,
  phone text not null,
  deputy_zh text not null,
  deputy_en text not null,
  deputy_phone text not null,
  hours text not null,
  officer_id uuid,
  deputy_id uuid,
  supervisor_id uuid,
  active boolean not null default true,
  primary key (district_id, id),
  unique (district_id, code),
  foreign key (district_id, officer_id) references accounts (district_id, id),
  foreign key (district_id, deputy_id) references accounts (district_id, id),
  foreign key (district_id, supervisor_id) references posts (district_id, id)
);
create index posts_officer on posts (district_id, officer_id);
create index posts_deputy on posts (district_id, deputy_id);

create table firm_imports (
  district_id integer not null references districts (id),
  id uuid not null,
  account_id uuid,
  file_name text not null,
  sha256 bytea not null,
  bytes bigint not null,
  format text not null check (format in ('csv', 'xlsx')),
  encoding text not null,
  delimiter text,
  columns jsonb not null,
  mapping jsonb not null,
  remembered boolean not null,
  totals jsonb not null,
  created_at timestamptz not null,
  committed_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);

create table firm_import_rows (
  district_id integer not null,
  import_id uuid not null,
  line integer not null,
  outcome text not null check (outcome in ('new', 'update', 'unchanged', 'duplicate', 'rejected')),
  name text not null,
  code text not null,
  reasons jsonb not null,
  cells jsonb not null,
  record jsonb,
  primary key (district_id, import_id, line),
  foreign key (district_id, import_id) references firm_imports (district_id, id)
);
create index firm_import_rows_outcome on firm_import_rows (district_id, import_id, outcome, line);

create table import_mappings (
  district_id integer not null references districts (id),
  header_key text not null,
  mapping jsonb not null,
  saved_at timestamptz not null,
  primary key (district_id, header_key)
);

create table firms (
  district_id integer not null references districts (id),
  id uuid not null,
  code text,
  name text not null,
  former_names text[] not null default '{}',
  status text not null default '',
  established_on date,
  capital_text text not null default '',
  capital_minor bigint,
  capital_currency text,
  industry_code text,
  region_code text,
  pinyin text not null,
  initials text not null,
  provisional boolean not null default false,
  demo boolean not null default false,
  contact_phone text not null default '',
  import_id uuid,
  source text not null,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, code),
  foreign key (district_id, import_id) references firm_imports (district_id, id)
);
comment on column firms.contact_phone is 'purpose: call back a provisional company; retention: until verified';
create index firms_updated on firms (district_id, updated_at);

create table firm_members (
  district_id integer not null,
  account_id uuid not null,
  firm_id uuid not null,
  primary key (district_id, account_id),
  foreign key (district_id, account_id) references accounts (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);

create table firm_changes (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  at timestamptz not null,
  source text not null,
  changes jsonb not null,
  primary key (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);
create index firm_changes_firm on firm_changes (district_id, firm_id, at desc);

create table facilities (
  district_id integer not null references districts (id),
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('park', 'incubator', 'lab', 'institute', 'center')),
  name_zh text not null,
  name_en text not null,
  aliases text[] not null default '{}',
  lon double precision not null,
  lat double precision not null,
  note_zh text not null default '',
  note_en text not null default '',
  primary key (district_id, id),
  unique (district_id, code)
);

create table streets (
  district_id integer not null references districts (id),
  code text not null,
  name text not null,
  lon double precision not null,
  lat double precision not null,
  primary key (district_id, code)
);

create table service_teams (
  district_id integer not null references districts (id),
  number integer not null,
  name_zh text not null,
  name_en text not null,
  party_led boolean not null default true,
  post_id uuid not null,
  primary key (district_id, number),
  foreign key (district_id, post_id) references posts (district_id, id)
);

create table service_areas (
  district_id integer not null,
  number integer not null,
  name_zh text not null,
  name_en text not null,
  tint integer not null check (tint between 1 and 5),
  team_number integer not null,
  primary key (district_id, number),
  foreign key (district_id, team_number) references service_teams (district_id, number)
);

-- The primary key is the promise that each cell lies in exactly one area.
create table blocks (
  district_id integer not null,
  cell text not null,
  area_number integer not null,
  primary key (district_id, cell),
  foreign key (district_id, area_number) references service_areas (district_id, number)
);
create index blocks_area on blocks (district_id, area_number);

create table sites (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  kind text not null check (kind in ('head', 'branch')),
  name text not null,
  address text not null,
  lon double precision,
  lat double precision,
  cell text,
  placed_by text check (placed_by in ('coordinates', 'facility', 'street', 'officer')),
  facility_id uuid,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, facility_id) references facilities (district_id, id),
  check ((cell is null) = (placed_by is null))
);
create index sites_firm on sites (district_id, firm_id);
create index sites_cell on sites (district_id, cell);
create index sites_unplaced on sites (district_id, id) where cell is null;
create unique index sites_one_head on sites (district_id, firm_id) where kind = 'head';

create table service_points (
  district_id integer not null references districts (id),
  id uuid not null,
  name_zh text not null,
  name_en text not null,
  address text not null,
  hours_zh text not null,
  hours_en text not null,
  phone text not null,
  lon double precision not null,
  lat double precision not null,
  counter_post_id uuid,
  primary key (district_id, id),
  foreign key (district_id, counter_post_id) references posts (district_id, id)
);

create table organizations (
  district_id integer not null references districts (id),
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('researchPlatform', 'keyCompany')),
  facility_id uuid,
  firm_id uuid,
  primary key (district_id, id),
  unique (district_id, code),
  foreign key (district_id, facility_id) references facilities (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);
