-- breaking: no
-- Platforms on which units meet: members, programmes, events with seats as counts. No row names a person.

create table platforms (
  district_id integer not null references districts (id),
  id uuid not null,
  slug text not null,
  name_zh text not null,
  name_en text not null,
  purpose_zh text not null,
  purpose_en text not null,
  primary key (district_id, id),
  unique (district_id, slug)
);

create table platform_programmes (
  district_id integer not null,
  id uuid not null,
  platform_id uuid not null,
  title_zh text not null,
  title_en text not null,
  primary key (district_id, id),
  foreign key (district_id, platform_id) references platforms (district_id, id)
);

create table platform_members (
  district_id integer not null,
  id uuid not null,
  platform_id uuid not null,
  unit_id uuid not null,
  since date not null,
  until date check (until >= since),
  primary key (district_id, id),
  foreign key (district_id, platform_id) references platforms (district_id, id),
  foreign key (district_id, unit_id) references exchange_units (district_id, id)
);
create unique index platform_members_living on platform_members (district_id, platform_id, unit_id) where until is null;

-- `sequence` is that of RFC 5545: it rises with every change that an attendee must learn of.
create table platform_events (
  district_id integer not null,
  id uuid not null,
  platform_id uuid not null,
  programme_id uuid,
  title text not null,
  place text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  capacity integer not null check (capacity between 1 and 5000),
  sequence integer not null default 0,
  canceled_at timestamptz,
  reason text not null default '',
  version integer not null,
  changed_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, platform_id) references platforms (district_id, id),
  foreign key (district_id, programme_id) references platform_programmes (district_id, id)
);
create index platform_events_of on platform_events (district_id, platform_id, starts_at);

create table event_registrations (
  district_id integer not null,
  id uuid not null,
  event_id uuid not null,
  unit_id uuid not null,
  seats integer not null check (seats between 1 and 50),
  state text not null check (state in ('registered', 'waiting', 'withdrawn')),
  asked_at timestamptz not null,
  -- Place in the order of asking; the lock on the event makes it one after the other, which a clock cannot.
  queued integer not null,
  attended integer check (attended between 0 and 50),
  version integer not null,
  primary key (district_id, id),
  unique (district_id, event_id, queued),
  foreign key (district_id, event_id) references platform_events (district_id, id),
  foreign key (district_id, unit_id) references exchange_units (district_id, id),
  check (attended is null or state = 'registered')
);
create unique index event_registrations_living on event_registrations (district_id, event_id, unit_id) where state <> 'withdrawn';

do $$
declare
  name text;
begin
  foreach name in array array['platforms', 'platform_programmes', 'platform_members', 'platform_events', 'event_registrations']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert on platforms, platform_programmes to banfei_app;
grant select, insert, update on platform_members, platform_events, event_registrations to banfei_app;
