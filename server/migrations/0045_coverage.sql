-- breaking: no
-- Coverage of units by organizations: counts, standings by dated rows, joint groups, suggestions, planned steps and alarms.

-- A unit on the register of coverage: a company with its count of full members. A count, never a list.
create table coverage_units (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  full_members integer not null check (full_members >= 0),
  -- Since when it has had members enough to stand alone; null while it has not.
  enough_since date,
  counted_on date not null,
  source text not null check (source <> ''),
  version integer not null check (version >= 1),
  primary key (district_id, firm_id),
  constraint coverage_units_id unique (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);

create table coverage_groups (
  district_id integer not null references districts (id),
  id uuid not null,
  code text not null,
  founded_on date not null,
  document text not null check (document <> ''),
  primary key (district_id, id),
  unique (district_id, code)
);

-- How a unit is covered, by dated rows: one lives, the others say how it came to that.
create table coverage_standings (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  mode text not null check (mode in ('standalone', 'joint', 'incubation', 'nursery', 'none')),
  rule text not null,
  reason jsonb not null,
  group_id uuid,
  -- The organization that hosts the unit or sends its instructor.
  guide_id uuid,
  since date not null,
  until date,
  due_on date,
  approved_on date,
  reviewed_on date,
  cause text not null check (cause in ('loaded', 'entered', 'planned', 'ending')),
  document text not null check (document <> ''),
  primary key (district_id, id),
  foreign key (district_id, firm_id) references coverage_units (district_id, firm_id),
  foreign key (district_id, group_id) references coverage_groups (district_id, id),
  foreign key (district_id, guide_id) references organizations (district_id, id),
  check ((mode = 'joint') = (group_id is not null)),
  check ((mode in ('incubation', 'nursery')) = (guide_id is not null)),
  check (until >= since)
);
create unique index coverage_standings_living on coverage_standings (district_id, firm_id) where until is null;
create index coverage_standings_guide on coverage_standings (district_id, guide_id) where until is null;
create index coverage_standings_group on coverage_standings (district_id, group_id) where until is null;

-- What the rules of a day suggest where it differs from how a unit stands; made anew by every planning.
create table coverage_suggestions (
  district_id integer not null,
  firm_id uuid not null,
  mode text not null check (mode in ('standalone', 'joint', 'incubation', 'nursery')),
  group_key text,
  guide_id uuid,
  rule text not null,
  reason jsonb not null,
  made_on date not null,
  primary key (district_id, firm_id),
  foreign key (district_id, firm_id) references coverage_units (district_id, firm_id),
  foreign key (district_id, guide_id) references organizations (district_id, id)
);

-- 列入计划: a step that a post answers for until a day, done with evidence.
create table coverage_steps (
  district_id integer not null,
  id uuid not null,
  mode text not null check (mode in ('standalone', 'joint', 'incubation', 'nursery')),
  guide_id uuid,
  rule text not null,
  reason jsonb not null,
  post_id uuid not null,
  due_on date not null,
  matter_id uuid not null,
  state text not null check (state in ('open', 'done', 'dropped')),
  closed_on date,
  document text not null default '',
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  constraint coverage_steps_matter unique (district_id, matter_id),
  foreign key (district_id, guide_id) references organizations (district_id, id),
  foreign key (district_id, post_id) references posts (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id),
  check ((state = 'open') = (closed_on is null)),
  check (state = 'open' or document <> '')
);
create table coverage_step_units (
  district_id integer not null,
  step_id uuid not null,
  firm_id uuid not null,
  primary key (district_id, step_id, firm_id),
  foreign key (district_id, step_id) references coverage_steps (district_id, id),
  foreign key (district_id, firm_id) references coverage_units (district_id, firm_id)
);
create index coverage_step_units_firm on coverage_step_units (district_id, firm_id);

-- Something due for a unit: a request with an owner, once for each cause while it lasts.
create table coverage_alarms (
  district_id integer not null,
  id uuid not null,
  standing_id uuid not null,
  code text not null,
  rule text not null,
  due_on date not null,
  raised_on date not null,
  resolved_on date,
  matter_id uuid not null,
  primary key (district_id, id),
  constraint coverage_alarms_matter unique (district_id, matter_id),
  foreign key (district_id, standing_id) references coverage_standings (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id),
  check (resolved_on >= raised_on)
);
create unique index coverage_alarms_once on coverage_alarms (district_id, standing_id, code) where resolved_on is null;

do $$
declare
  name text;
begin
  foreach name in array array['coverage_units', 'coverage_groups', 'coverage_standings', 'coverage_suggestions', 'coverage_steps',
    'coverage_step_units', 'coverage_alarms']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on coverage_units, coverage_standings, coverage_steps, coverage_alarms to banfei_app;
grant select, insert on coverage_groups, coverage_step_units to banfei_app;
grant select, insert, delete on coverage_suggestions to banfei_app;
