-- breaking: no
-- What organizations and companies lend each other: resources, needs, bookings, and the usages that both sides confirm.

-- Things that happened to registers younger than this file. One row, one leaf, one message, in the transaction of the act.
create table register_events (
  district_id integer not null references districts (id),
  subject text not null,
  subject_id uuid not null,
  seq integer not null check (seq >= 1),
  at timestamptz not null,
  type text not null,
  actor_kind text not null,
  actor_account_id uuid,
  salt bytea not null,
  payload jsonb not null,
  primary key (district_id, subject_id, seq),
  foreign key (district_id, actor_account_id) references accounts (district_id, id)
);

-- Accounts of a unit that has no company behind it, such as a laboratory: they act for its organization.
create table organization_members (
  district_id integer not null,
  account_id uuid not null,
  organization_id uuid not null,
  primary key (district_id, account_id),
  foreign key (district_id, account_id) references accounts (district_id, id),
  foreign key (district_id, organization_id) references organizations (district_id, id)
);

-- A party of the exchange. A company keeps its unit when it gets an organization, so that what it gave stays its own.
create table exchange_units (
  district_id integer not null references districts (id),
  id uuid not null,
  firm_id uuid,
  organization_id uuid,
  primary key (district_id, id),
  unique (district_id, firm_id),
  unique (district_id, organization_id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, organization_id) references organizations (district_id, id),
  check (num_nonnulls(firm_id, organization_id) = 1)
);

create table resources (
  district_id integer not null,
  id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('instrument', 'room', 'expert', 'course', 'venue', 'compute')),
  title text not null,
  detail text not null,
  place text not null,
  lon double precision,
  lat double precision,
  desk text not null,
  desk_phone text not null,
  price_fen bigint not null check (price_fen >= 0),
  slot_minutes integer not null check (slot_minutes between 15 and 480),
  hours jsonb not null,
  on_holidays boolean not null,
  open boolean not null default true,
  version integer not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, unit_id) references exchange_units (district_id, id)
);
comment on column resources.desk_phone is 'purpose: reach the desk of the resource, a work number; retention: while it is offered';
create index resources_unit on resources (district_id, unit_id);
create index resources_open on resources (district_id, kind) where open;

create table needs (
  district_id integer not null,
  id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('instrument', 'room', 'expert', 'course', 'venue', 'compute')),
  title text not null,
  detail text not null,
  until date not null,
  open boolean not null default true,
  version integer not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, unit_id) references exchange_units (district_id, id)
);
create index needs_unit on needs (district_id, unit_id);

-- Two bookings of one slot cannot be stored while they are alive. A usage is what both sides say; neither alone counts.
create table bookings (
  district_id integer not null,
  id uuid not null,
  resource_id uuid not null,
  unit_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inf(during)),
  purpose text not null,
  state text not null check (state in ('asked', 'accepted', 'declined', 'lapsed', 'withdrawn', 'canceled')),
  reason text not null default '',
  calendar_version text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  giver_minutes integer check (giver_minutes >= 0),
  taker_minutes integer check (taker_minutes >= 0),
  confirmed_minutes integer generated always as (case when giver_minutes = taker_minutes then giver_minutes end) stored,
  version integer not null,
  primary key (district_id, id),
  foreign key (district_id, resource_id) references resources (district_id, id),
  foreign key (district_id, unit_id) references exchange_units (district_id, id),
  check ((giver_minutes is null and taker_minutes is null) or state = 'accepted'),
  constraint bookings_no_overlap exclude using gist (district_id with =, resource_id with =, during with &&)
    where (state in ('asked', 'accepted'))
);
create index bookings_unit on bookings (district_id, unit_id, asked_at desc);
create index bookings_resource on bookings (district_id, resource_id, asked_at desc);
create index bookings_asked on bookings (district_id, asked_at) where state = 'asked';

do $$
declare
  name text;
begin
  foreach name in array array['register_events', 'organization_members', 'exchange_units', 'resources', 'needs', 'bookings']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert on register_events, organization_members, exchange_units to banfei_app;
grant select, insert, update on resources, needs, bookings to banfei_app;
