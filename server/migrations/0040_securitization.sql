-- breaking: no
-- Securitization of intellectual property: products, candidates, papers, approvals of amounts, participations, computations,
-- reports of servicers. Amounts are whole fen; rates are decimals as they were written.

create table deals (
  district_id integer not null references districts (id),
  id uuid not null,
  number integer not null check (number >= 1),
  name text not null,
  structure text not null check (structure in ('second_license', 'pledge_loan', 'sale_leaseback', 'receivable')),
  stage text not null check (stage in ('soliciting', 'diligence', 'valuation', 'rating', 'filing', 'issuing', 'servicing', 'settled')),
  -- The post that answers for the product; whoever holds it works on it.
  post_id uuid not null,
  demo boolean not null,
  -- Where public facts come from; empty for products of this desk.
  source text not null default '',
  -- How the plan pays, and the deal as the engine reads it; both from the approval of the issue on.
  terms jsonb,
  deal jsonb,
  issued_fen bigint check (issued_fen > 0),
  issued_on date,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, number),
  foreign key (district_id, post_id) references posts (district_id, id),
  check ((issued_fen is null) = (issued_on is null)),
  check ((stage in ('servicing', 'settled')) <= (issued_fen is not null))
);

-- Rights that a company could bring into a product.
create table deal_candidates (
  district_id integer not null,
  id uuid not null,
  deal_id uuid not null,
  firm_id uuid not null,
  kind text not null check (kind in ('patent', 'license', 'loan')),
  rights text not null,
  patents integer not null check (patents between 0 and 9999),
  principal_fen bigint not null check (principal_fen > 0),
  appraised_fen bigint check (appraised_fen > 0),
  -- Expected loss as a share of principal.
  risk text not null check (risk ~ '^(0(\.[0-9]{1,6})?|1)$'),
  industry text not null,
  expires_on date,
  legal_state text not null check (legal_state in ('inForce', 'pending', 'lapsed')),
  disputed boolean not null,
  pledged boolean not null,
  state text not null check (state in ('in', 'chosen', 'left')),
  primary key (district_id, id),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id)
);
create unique index deal_candidates_living on deal_candidates (district_id, deal_id, firm_id) where state <> 'left';
create index deal_candidates_firm on deal_candidates (district_id, firm_id);

-- What a stage needs on paper, of a candidate or of the whole product. A missing one may have a matter that somebody answers for.
create table deal_papers (
  district_id integer not null,
  id uuid not null,
  deal_id uuid not null,
  candidate_id uuid,
  kind text not null check (kind in ('rightsRegister', 'noDispute', 'valuationReport', 'ratingReport', 'legalOpinion', 'exchangeLetter', 'issueResult')),
  reference text,
  received_at timestamptz,
  matter_id uuid,
  primary key (district_id, id),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, candidate_id) references deal_candidates (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id),
  check ((reference is null) = (received_at is null))
);
create unique index deal_papers_of_candidate on deal_papers (district_id, candidate_id, kind) where candidate_id is not null;
create unique index deal_papers_of_deal on deal_papers (district_id, deal_id, kind) where candidate_id is null;
create unique index deal_papers_matter on deal_papers (district_id, matter_id) where matter_id is not null;

-- Amounts wait here for a second person.
create table deal_proposals (
  district_id integer not null,
  id uuid not null,
  deal_id uuid not null,
  kind text not null check (kind in ('pool', 'issue')),
  amount_fen bigint not null check (amount_fen > 0),
  content jsonb not null,
  state text not null check (state in ('proposed', 'approved', 'returned')),
  author_id uuid not null,
  decider_id uuid,
  reason text not null default '',
  proposed_at timestamptz not null,
  decided_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, author_id) references accounts (district_id, id),
  foreign key (district_id, decider_id) references accounts (district_id, id),
  -- Two persons: whoever proposes an amount does not decide on it.
  check (decider_id is distinct from author_id),
  check ((state = 'proposed') = (decider_id is null)),
  check ((decider_id is null) = (decided_at is null))
);
create unique index deal_proposals_waiting on deal_proposals (district_id, deal_id) where state = 'proposed';
create unique index deal_proposals_approved on deal_proposals (district_id, deal_id, kind) where state = 'approved';

-- 家次. A company without a row in the register is one whose name was not made public; each is a company of its own.
create table participations (
  district_id integer not null,
  id uuid not null,
  deal_id uuid not null,
  number integer not null check (number >= 1),
  firm_id uuid,
  label text not null,
  patents integer check (patents >= 0),
  amount_fen bigint not null check (amount_fen > 0),
  proposal_id uuid,
  primary key (district_id, id),
  unique (district_id, deal_id, number),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, proposal_id) references deal_proposals (district_id, id)
);
create unique index participations_firm on participations (district_id, deal_id, firm_id) where firm_id is not null;

-- What each participation is to pay in each collection period, as approved with the issue.
create table deal_projections (
  district_id integer not null,
  deal_id uuid not null,
  number integer not null,
  period integer not null check (period >= 1),
  principal_fen bigint not null check (principal_fen >= 0),
  interest_fen bigint not null check (interest_fen >= 0),
  primary key (district_id, deal_id, number, period),
  foreign key (district_id, deal_id, number) references participations (district_id, deal_id, number)
);

create table deal_runs (
  district_id integer not null,
  id uuid not null,
  deal_id uuid not null,
  account_id uuid not null,
  terms jsonb not null,
  paths integer not null check (paths between 1 and 1000000),
  paths_done integer not null default 0,
  state text not null check (state in ('running', 'done', 'canceled', 'failed')),
  started_at timestamptz not null,
  -- Last word of the process that computes it.
  beat_at timestamptz not null,
  ended_at timestamptz,
  result jsonb,
  primary key (district_id, id),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id),
  check ((state = 'running') = (ended_at is null)),
  check ((state = 'done') = (result is not null))
);
create unique index deal_runs_running on deal_runs (district_id, deal_id) where state = 'running';

-- What a servicer reported. Nothing here changes: a wrong report is reversed by another one with opposite lines.
create table servicer_reports (
  district_id integer not null,
  id uuid not null,
  deal_id uuid not null,
  period integer not null check (period >= 1),
  file_name text not null,
  sha256 bytea not null,
  reverses_id uuid,
  reason text not null default '',
  account_id uuid not null,
  reported_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, reverses_id),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, reverses_id) references servicer_reports (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
create index servicer_reports_of on servicer_reports (district_id, deal_id, period);

create table servicer_lines (
  district_id integer not null,
  report_id uuid not null,
  deal_id uuid not null,
  number integer not null,
  principal_fen bigint not null,
  interest_fen bigint not null,
  recovered_fen bigint not null,
  defaulted_fen bigint not null,
  primary key (district_id, report_id, number),
  foreign key (district_id, report_id) references servicer_reports (district_id, id),
  foreign key (district_id, deal_id, number) references participations (district_id, deal_id, number)
);

-- A trigger that turned on a date, and the matter that somebody answers for.
create table deal_alerts (
  district_id integer not null,
  deal_id uuid not null,
  trigger_id text not null,
  period integer not null,
  color text not null check (color in ('amber', 'red')),
  value text,
  level text not null,
  report_id uuid not null,
  matter_id uuid,
  primary key (district_id, deal_id, trigger_id, period),
  foreign key (district_id, deal_id) references deals (district_id, id),
  foreign key (district_id, report_id) references servicer_reports (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['deals', 'deal_candidates', 'deal_papers', 'deal_proposals', 'participations', 'deal_projections',
    'deal_runs', 'servicer_reports', 'servicer_lines', 'deal_alerts']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
  end loop;
end
$$;
grant select, insert, update on deals, deal_candidates, deal_papers, deal_proposals, deal_runs to banfei_app;
grant select, insert on participations, deal_projections, servicer_reports, servicer_lines, deal_alerts to banfei_app;

-- What the district itself opens for a company: a paper that is missing, a payment that fell short.
alter table matters drop constraint matters_channel_check;
alter table matters add check (channel in ('web', 'counter', 'phone', 'district'));
