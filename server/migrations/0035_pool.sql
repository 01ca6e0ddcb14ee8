-- breaking: no
-- The pre-listing cultivation pool: candidates, their moves with evidence, facts with every reading of what is confidential,
-- intermediaries, recusals and the tasks of coaching plans.

create table candidates (
  district_id integer not null references districts (id),
  id uuid not null,
  firm_id uuid not null,
  board text not null check (board in ('sseMain', 'star', 'szseMain', 'chinext', 'bse', 'hkex', 'undecided')),
  stage text not null check (stage in ('reserve', 'restructure', 'coachingFiling', 'application', 'committeeReview', 'registration', 'listed',
    'left', 'withdrawn', 'rejected', 'terminated')),
  -- Day of entry into the stage, and the move that led there.
  since date not null,
  visit integer not null check (visit >= 1),
  -- The post that answers for the candidate; whoever holds it works on it.
  post_id uuid not null,
  demo boolean not null,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  constraint candidates_firm unique (district_id, firm_id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, post_id) references posts (district_id, id)
);
create index candidates_stage on candidates (district_id, stage);

create table candidate_moves (
  district_id integer not null,
  candidate_id uuid not null,
  seq integer not null check (seq >= 1),
  from_stage text,
  to_stage text not null,
  kind text not null check (kind in ('enter', 'forward', 'back', 'end', 'return')),
  moved_on date not null,
  cause text not null,
  rules_version text not null,
  account_id uuid,
  at timestamptz not null,
  primary key (district_id, candidate_id, seq),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id),
  check ((kind = 'enter') = (from_stage is null)),
  check ((kind = 'enter') = (seq = 1)),
  check (kind in ('enter', 'forward') or cause <> '')
);

-- Papers of a stay: `visit` is the move that began it, 0 for the papers of the entry into the pool.
create table candidate_papers (
  district_id integer not null,
  candidate_id uuid not null,
  visit integer not null check (visit >= 0),
  item text not null,
  reference text not null check (reference <> ''),
  account_id uuid,
  at timestamptz not null,
  primary key (district_id, candidate_id, visit, item),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);

create table candidate_facts (
  district_id integer not null,
  id uuid not null,
  candidate_id uuid not null,
  text text not null,
  confidential boolean not null,
  account_id uuid,
  at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
create index candidate_facts_of on candidate_facts (district_id, candidate_id);

-- Who read what is confidential, and when.
create table candidate_readings (
  district_id integer not null,
  id uuid not null,
  candidate_id uuid not null,
  account_id uuid not null,
  facts integer not null check (facts >= 1),
  at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
create index candidate_readings_of on candidate_readings (district_id, candidate_id);

create table intermediaries (
  district_id integer not null references districts (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('sponsor', 'lawFirm', 'accountant', 'other')),
  primary key (district_id, id),
  unique (district_id, name, kind)
);

create table candidate_engagements (
  district_id integer not null,
  candidate_id uuid not null,
  intermediary_id uuid not null,
  since date not null,
  primary key (district_id, candidate_id, intermediary_id),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, intermediary_id) references intermediaries (district_id, id)
);

-- An account or an intermediary keeps away from a candidate.
create table candidate_recusals (
  district_id integer not null,
  id uuid not null,
  candidate_id uuid not null,
  account_id uuid,
  intermediary_id uuid,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  primary key (district_id, id),
  constraint candidate_recusals_account unique (district_id, candidate_id, account_id),
  constraint candidate_recusals_intermediary unique (district_id, candidate_id, intermediary_id),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id),
  foreign key (district_id, intermediary_id) references intermediaries (district_id, id),
  check ((account_id is null) <> (intermediary_id is null))
);

-- Tasks of the coaching plan: each a matter with an owner and a day.
create table candidate_tasks (
  district_id integer not null,
  candidate_id uuid not null,
  visit integer not null,
  stage text not null,
  task text not null,
  due_on date not null,
  matter_id uuid not null,
  primary key (district_id, candidate_id, visit, task),
  constraint candidate_tasks_matter unique (district_id, matter_id),
  foreign key (district_id, candidate_id) references candidates (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['candidates', 'candidate_moves', 'candidate_papers', 'candidate_facts', 'candidate_readings', 'intermediaries',
    'candidate_engagements', 'candidate_recusals', 'candidate_tasks']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on candidates to banfei_app;
grant select, insert on candidate_moves, candidate_papers, candidate_facts, candidate_readings, intermediaries, candidate_engagements,
  candidate_recusals, candidate_tasks to banfei_app;
