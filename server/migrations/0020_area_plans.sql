-- breaking: no
-- Redrawing of service areas: which area a cell lay in at every instant, the plans, their moves and what happened to them.

-- How many people a team can send. A number, never a list (ARCHITECTURE I-MIN).
alter table service_teams add column strength integer not null default 1 check (strength between 1 and 999);

-- Staff of companies, one number each: part of the workload of a team. Unknown companies have no row.
create table firm_staff (
  district_id integer not null,
  firm_id uuid not null,
  staff integer not null check (staff >= 0),
  source text not null,
  recorded_at timestamptz not null,
  primary key (district_id, firm_id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);

-- Two areas at one instant cannot be stored; a gap cannot pass `banfei check` (RELIABILITY I-AREA). No lower end: since ever.
create table block_tenures (
  district_id integer not null,
  cell text not null,
  area_number integer not null,
  during tstzrange not null check (not isempty(during)),
  plan_id uuid,
  foreign key (district_id, cell) references blocks (district_id, cell),
  foreign key (district_id, area_number) references service_areas (district_id, number),
  exclude using gist (district_id with =, cell with =, during with &&)
);
create index block_tenures_plan on block_tenures (district_id, plan_id);

create table area_plans (
  district_id integer not null references districts (id),
  id uuid not null,
  number integer not null check (number >= 1),
  state text not null check (state in ('draft', 'proposed', 'approved', 'inForce', 'withdrawn', 'outdated')),
  version integer not null check (version >= 1),
  author_id uuid not null,
  approver_id uuid,
  -- Weights, tolerance and price of a move that the plan was computed with; and what the planner said of it.
  settings jsonb not null,
  verdict jsonb not null,
  -- Fingerprints of the areas and of the companies when the plan was computed.
  base_areas bytea not null check (octet_length(base_areas) = 32),
  base_firms jsonb not null,
  return_reason text not null default '',
  created_at timestamptz not null,
  effective_at timestamptz,
  in_force_at timestamptz,
  -- What the plan changed, frozen when it took effect.
  outcome jsonb,
  primary key (district_id, id),
  unique (district_id, number),
  foreign key (district_id, author_id) references accounts (district_id, id),
  foreign key (district_id, approver_id) references accounts (district_id, id),
  -- Two persons: whoever proposes does not approve.
  check (approver_id is distinct from author_id),
  check (state not in ('proposed', 'approved', 'inForce') or effective_at is not null),
  check (state not in ('approved', 'inForce') or approver_id is not null),
  check ((state = 'inForce') = (in_force_at is not null))
);
alter table block_tenures add foreign key (district_id, plan_id) references area_plans (district_id, id);
-- One plan at a time waits for its hour: a second one would be outdated the moment the first takes effect.
create unique index area_plans_one_approved on area_plans (district_id) where state = 'approved';

create table area_plan_moves (
  district_id integer not null,
  plan_id uuid not null,
  cell text not null,
  from_area integer not null,
  to_area integer not null check (to_area <> from_area),
  primary key (district_id, plan_id, cell),
  foreign key (district_id, plan_id) references area_plans (district_id, id),
  foreign key (district_id, cell) references blocks (district_id, cell),
  foreign key (district_id, from_area) references service_areas (district_id, number),
  foreign key (district_id, to_area) references service_areas (district_id, number)
);

create table area_plan_events (
  district_id integer not null,
  plan_id uuid not null,
  seq integer not null check (seq >= 1),
  at timestamptz not null,
  type text not null check (type in ('drafted', 'edited', 'proposed', 'returned', 'approved', 'withdrawn', 'tookEffect', 'foundOutdated')),
  actor_id uuid,
  salt bytea not null,
  payload jsonb not null,
  primary key (district_id, plan_id, seq),
  foreign key (district_id, plan_id) references area_plans (district_id, id),
  foreign key (district_id, actor_id) references accounts (district_id, id)
);

-- The areas that exist already have been as they are since ever. Row security is forced, so each district is filled by itself.
do $$
declare
  district integer;
begin
  for district in select id from districts loop
    perform set_config('banfei.district', district::text, true);
    insert into block_tenures (district_id, cell, area_number, during)
      select district_id, cell, area_number, tstzrange(null, null) from blocks where district_id = district;
  end loop;
  perform set_config('banfei.district', '', true);
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['firm_staff', 'block_tenures', 'area_plans', 'area_plan_moves', 'area_plan_events'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;

grant select, insert, update on firm_staff, block_tenures, area_plans to banfei_app;
grant select, insert, delete on area_plan_moves to banfei_app;
grant select, insert on area_plan_events to banfei_app;

-- Files of areas and plans are exports like any other.
alter table figure_exports drop constraint figure_exports_format_check;
alter table figure_exports add check (format in ('xlsx', 'csv', 'geojson'));
