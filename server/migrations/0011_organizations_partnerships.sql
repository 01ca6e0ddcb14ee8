-- breaking: no
-- The register of organizations with form, counts, terms and hierarchy; what they cover; partnerships with their activities.

alter table organizations
  add column form text not null default 'branch'
    check (form in ('branch', 'jointBranch', 'generalBranch', 'committee', 'workingCommittee')),
  add column member_count integer check (member_count >= 0),
  add column parent_id uuid,
  add column approved_on date,
  add column approval_document text not null default '',
  add column term_began_on date,
  add column reelection_due_on date,
  add column ended_on date,
  add column merged_into_id uuid,
  add column version integer not null default 0,
  add constraint organizations_parent foreign key (district_id, parent_id) references organizations (district_id, id),
  add constraint organizations_merged foreign key (district_id, merged_into_id) references organizations (district_id, id),
  add constraint organizations_not_own_parent check (parent_id <> id and merged_into_id <> id),
  add constraint organizations_term check (reelection_due_on > term_began_on),
  add constraint organizations_merged_ended check (merged_into_id is null or ended_on is not null);
comment on column organizations.member_count is 'a count of the organization, never a list; under five it is shown as <5 to others';

-- Companies and facilities that an organization covers, each while it does. One company is covered once at a time.
create table organization_coverage (
  district_id integer not null,
  id uuid not null,
  organization_id uuid not null,
  firm_id uuid,
  facility_id uuid,
  since date not null,
  until date,
  primary key (district_id, id),
  foreign key (district_id, organization_id) references organizations (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, facility_id) references facilities (district_id, id),
  check (num_nonnulls(firm_id, facility_id) = 1),
  check (until >= since)
);
create unique index organization_coverage_firm on organization_coverage (district_id, firm_id) where until is null;
create index organization_coverage_of on organization_coverage (district_id, organization_id);

-- 联建: two organizations, the pair in one order, living once at a time.
create table partnerships (
  district_id integer not null,
  id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  kind text not null check (kind in ('jointBuilding', 'chain', 'research', 'service')),
  purpose text not null,
  began_on date not null,
  ended_on date,
  document text not null,
  version integer not null,
  primary key (district_id, id),
  foreign key (district_id, first_id) references organizations (district_id, id),
  foreign key (district_id, second_id) references organizations (district_id, id),
  check (first_id < second_id),
  check (ended_on >= began_on)
);
create unique index partnerships_living on partnerships (district_id, first_id, second_id) where ended_on is null;
create index partnerships_second on partnerships (district_id, second_id);

create table partnership_activities (
  district_id integer not null,
  id uuid not null,
  partnership_id uuid not null,
  held_on date not null,
  title text not null,
  result text not null,
  primary key (district_id, id),
  foreign key (district_id, partnership_id) references partnerships (district_id, id)
);
create index partnership_activities_of on partnership_activities (district_id, partnership_id, held_on desc);

do $$
declare
  name text;
begin
  foreach name in array array['organization_coverage', 'partnerships', 'partnership_activities']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on organization_coverage, partnerships to banfei_app;
grant select, insert on partnership_activities to banfei_app;
