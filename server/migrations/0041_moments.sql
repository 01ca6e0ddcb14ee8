-- breaking: no
-- Key moments: dates of companies that must not be missed, and the contacts that the district makes ahead of them.

create table key_dates (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  kind text not null check (kind in ('certificate', 'filing', 'patentFee', 'leaseEnd')),
  title text not null,
  -- The paper that the date is taken from: number of a certificate, of a patent, of a contract.
  reference text not null,
  due_on date not null,
  -- Comes back after so many months, as annual fees do.
  every_months integer check (every_months between 1 and 120),
  withdrawn boolean not null default false,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);
create unique index key_dates_living_once on key_dates (district_id, firm_id, kind, reference, due_on) where not withdrawn;
create index key_dates_firm on key_dates (district_id, firm_id);
create index key_dates_living on key_dates (district_id, due_on) where not withdrawn;

-- One contact is one request, opened ahead of everything that it tells of.
create table moment_contacts (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  made_on date not null,
  matter_id uuid not null,
  -- Made although the budget of the quarter was used up: a deadline that binds could not wait.
  above_budget boolean not null,
  primary key (district_id, id),
  unique (district_id, matter_id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id)
);
create index moment_contacts_firm on moment_contacts (district_id, firm_id, made_on);

-- What a contact told of. Nobody is told of one cause twice.
create table moment_causes (
  district_id integer not null,
  cause text not null,
  contact_id uuid not null,
  kind text not null check (kind in ('certificate', 'filing', 'patentFee', 'leaseEnd', 'reelection', 'need')),
  title text not null,
  due_on date not null,
  primary key (district_id, cause),
  foreign key (district_id, contact_id) references moment_contacts (district_id, id)
);
create index moment_causes_contact on moment_causes (district_id, contact_id);

do $$
declare
  name text;
begin
  foreach name in array array['key_dates', 'moment_contacts', 'moment_causes']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on key_dates to banfei_app;
grant select, insert on moment_contacts, moment_causes to banfei_app;
