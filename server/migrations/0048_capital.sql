-- breaking: no
-- Capital: investors with what they look for, what companies need, and introductions that both sides must agree to.

create table investors (
  district_id integer not null references districts (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('fund', 'bank', 'corporate', 'guarantor')),
  forms text[] not null check (cardinality(forms) >= 1 and forms <@ array['equity', 'debt']),
  stages text[] not null check (cardinality(stages) >= 1 and stages <@ array['seed', 'early', 'growth', 'preListing']),
  -- Divisions of GB/T 4754, two digits each; none means every industry.
  sectors text[] not null,
  least_fen bigint not null check (least_fen >= 1),
  most_fen bigint not null check (most_fen >= least_fen),
  desk text not null,
  desk_phone text not null,
  -- Under which paper or address all this is known.
  reference text not null,
  open boolean not null,
  demo boolean not null,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  constraint investors_name unique (district_id, name)
);

create table capital_needs (
  district_id integer not null references districts (id),
  id uuid not null,
  firm_id uuid not null,
  form text not null check (form in ('equity', 'debt')),
  stage text not null check (stage in ('seed', 'early', 'growth', 'preListing')),
  amount_fen bigint not null check (amount_fen >= 1),
  purpose text not null check (purpose <> ''),
  until date not null,
  open boolean not null,
  demo boolean not null,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);
create index capital_needs_of on capital_needs (district_id, firm_id);

create table introductions (
  district_id integer not null references districts (id),
  id uuid not null,
  need_id uuid not null,
  investor_id uuid not null,
  state text not null check (state in ('asked', 'introduced', 'declined', 'lapsed', 'ended', 'funded', 'nothing')),
  firm_answer boolean,
  investor_answer boolean,
  -- How the answer of a side that was given through staff is known; the company that answers itself needs none.
  firm_reference text not null,
  investor_reference text not null,
  -- Why a side said no, why it ended, or why nothing came of it.
  reason text not null,
  answer_by date not null,
  -- The request by which a post answers for bringing the two together.
  matter_id uuid not null,
  amount_fen bigint check (amount_fen >= 1),
  concluded_on date,
  outcome_reference text not null,
  demo boolean not null,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  constraint introductions_pair unique (district_id, need_id, investor_id),
  constraint introductions_matter unique (district_id, matter_id),
  foreign key (district_id, need_id) references capital_needs (district_id, id),
  foreign key (district_id, investor_id) references investors (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id),
  -- Names are shown by this state, so that it may never stand without both answers.
  constraint introductions_agreed check (state not in ('introduced', 'funded', 'nothing') or (firm_answer is true and investor_answer is true)),
  check ((state = 'funded') = (amount_fen is not null)),
  check ((state in ('funded', 'nothing')) = (concluded_on is not null))
);
create index introductions_of_investor on introductions (district_id, investor_id);

do $$
declare
  name text;
begin
  foreach name in array array['investors', 'capital_needs', 'introductions']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on investors, capital_needs, introductions to banfei_app;
