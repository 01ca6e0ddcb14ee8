-- breaking: no
-- Facts of companies with their papers, what every scheme says of a company, how that turned, and coaching that was booked.

create table firm_facts (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  name text not null,
  -- The fiscal year of a yearly fact; null for one as of now.
  year smallint check (year between 1978 and 2200),
  -- As the engine reads it: money in decimal text of whole yuan, counts as numbers, shares of one, days, true or false.
  value jsonb not null check (jsonb_typeof(value) in ('string', 'number', 'boolean')),
  source text not null check (source <> ''),
  issuer text not null check (issuer <> ''),
  issued_on date not null,
  -- Last day on which the paper holds; afterwards the fact is missing.
  valid_until date check (valid_until >= issued_on),
  origin text not null check (origin in ('company', 'officer', 'import')),
  state text not null check (state in ('stated', 'confirmed', 'replaced', 'withdrawn')),
  account_id uuid,
  stated_at timestamptz not null,
  version integer not null check (version >= 1),
  primary key (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
-- One paper says one thing; a newer paper stands beside it, so that any past day can be judged by what was out by then.
create unique index firm_facts_living_once on firm_facts (district_id, firm_id, name, coalesce(year, 0), issued_on)
  where state in ('stated', 'confirmed');
create index firm_facts_firm on firm_facts (district_id, firm_id) where state in ('stated', 'confirmed');
create index firm_facts_name on firm_facts (district_id, name) where state in ('stated', 'confirmed');

create table scheme_verdicts (
  district_id integer not null,
  firm_id uuid not null,
  scheme text not null,
  outcome text not null check (outcome in ('met', 'unmet', 'unknown', 'manual_review')),
  -- Limbs met and left on the cheapest way, and how many of those wait for a paper alone.
  met integer not null check (met >= 0),
  open integer not null check (open >= 0),
  unknown integer not null check (unknown between 0 and open),
  nearest text,
  pack_version text not null,
  -- The day whose rules and papers counted, and the day since which the outcome has been what it is.
  as_of date not null,
  since date not null,
  turns integer not null check (turns >= 1),
  primary key (district_id, firm_id, scheme),
  foreign key (district_id, firm_id) references firms (district_id, id)
);
create index scheme_verdicts_near on scheme_verdicts (district_id, scheme, open);

-- Each change of an outcome, with what brought it about: other facts, or time alone (expiry, a new year, a new rule).
create table scheme_turns (
  district_id integer not null,
  firm_id uuid not null,
  scheme text not null,
  seq integer not null check (seq >= 1),
  outcome text not null check (outcome in ('met', 'unmet', 'unknown', 'manual_review')),
  turned_on date not null,
  cause text not null check (cause in ('facts', 'time')),
  pack_version text not null,
  primary key (district_id, firm_id, scheme, seq),
  foreign key (district_id, firm_id, scheme) references scheme_verdicts (district_id, firm_id, scheme)
);

-- Coaching that a company booked for a scheme: a request with an owner.
create table coachings (
  district_id integer not null,
  id uuid not null,
  firm_id uuid not null,
  scheme text not null,
  matter_id uuid not null,
  booked_on date not null,
  account_id uuid not null,
  primary key (district_id, id),
  constraint coachings_matter unique (district_id, matter_id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
create index coachings_firm on coachings (district_id, firm_id, scheme);

do $$
declare
  name text;
begin
  foreach name in array array['firm_facts', 'scheme_verdicts', 'scheme_turns', 'coachings']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on firm_facts, scheme_verdicts to banfei_app;
grant select, insert on scheme_turns, coachings to banfei_app;
