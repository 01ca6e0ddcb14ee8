-- breaking: no
-- Matters, their events (which can only grow), the tenures of accountability and the offers to hand over.

create table matters (
  district_id integer not null references districts (id),
  id uuid not null,
  number text not null,
  query_code text not null,
  firm_id uuid not null,
  site_id uuid,
  area_number integer,
  channel text not null check (channel in ('web', 'counter', 'phone')),
  category text not null,
  title text not null,
  body text not null,
  place text not null,
  contact_name text not null,
  contact_phone text not null,
  raised_by uuid not null,
  supervisor_id uuid not null,
  calendar_version text not null,
  policy_version text not null,
  -- From here on: the fold of this matter's events, kept so that lists need not replay; checked by `banfei check`.
  state text not null check (state in ('registered', 'inHand', 'waiting', 'proposed', 'closed')),
  outcome text check (outcome in ('confirmed', 'unconfirmed', 'withdrawn', 'rejected')),
  version integer not null,
  owner_post_id uuid not null,
  owner_officer_id uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  responded_at timestamptz,
  contacted_at timestamptz,
  respond_due_at timestamptz not null,
  contact_due_at timestamptz not null,
  resolve_due_at timestamptz,
  resolved_at timestamptz,
  proposed_at timestamptz,
  needs_arbiter boolean not null default false,
  grade integer check (grade between 1 and 5),
  primary key (district_id, id),
  unique (district_id, number),
  foreign key (district_id, firm_id) references firms (district_id, id),
  foreign key (district_id, site_id) references sites (district_id, id),
  foreign key (district_id, raised_by) references accounts (district_id, id),
  foreign key (district_id, owner_post_id) references posts (district_id, id),
  foreign key (district_id, owner_officer_id) references accounts (district_id, id),
  foreign key (district_id, supervisor_id) references posts (district_id, id),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (outcome is not null))
);
comment on column matters.contact_name is 'purpose: reach the company about this matter; retention: 2 years after closing';
comment on column matters.contact_phone is 'purpose: reach the company about this matter; retention: 2 years after closing';
create index matters_owner on matters (district_id, owner_post_id, resolve_due_at) where state <> 'closed';
create index matters_due on matters (district_id, resolve_due_at) where state <> 'closed';
create index matters_proposed on matters (district_id, proposed_at) where state = 'proposed';
create index matters_firm on matters (district_id, firm_id, opened_at desc);
create index matters_opened on matters (district_id, opened_at desc);
create index matters_closed on matters (district_id, closed_at desc) where state = 'closed';

create table matter_events (
  district_id integer not null,
  matter_id uuid not null,
  seq integer not null check (seq >= 1),
  at timestamptz not null,
  type text not null,
  internal boolean not null,
  actor_kind text not null check (actor_kind in ('company', 'officer', 'system')),
  actor_post_id uuid,
  actor_account_id uuid,
  salt bytea not null,
  payload jsonb not null,
  primary key (district_id, matter_id, seq),
  foreign key (district_id, matter_id) references matters (district_id, id)
);

-- Two owners at one instant cannot be stored; a gap cannot pass `banfei check` (RELIABILITY I-OWN).
create table tenures (
  district_id integer not null,
  matter_id uuid not null,
  post_id uuid not null,
  officer_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during)),
  foreign key (district_id, matter_id) references matters (district_id, id),
  foreign key (district_id, post_id) references posts (district_id, id),
  foreign key (district_id, officer_id) references accounts (district_id, id),
  exclude using gist (district_id with =, matter_id with =, during with &&)
);
-- No open tenure begins with an officer whose account is switched off (RELIABILITY I-ORPHAN). The share lock makes a
-- switching-off that races with this insert wait, so that it then finds the tenure and moves it to the successor.
create function tenure_owner_is_active() returns trigger language plpgsql as $$
begin
  if upper_inf(new.during) then
    perform from accounts where district_id = new.district_id and id = new.officer_id and active for share;
    if not found then
      raise exception 'officer % is not active', new.officer_id using errcode = 'BF001';
    end if;
  end if;
  return new;
end
$$;
create trigger tenure_owner_is_active before insert on tenures for each row execute function tenure_owner_is_active();

create index tenures_open on tenures (district_id, officer_id) where upper_inf(during);

create table offers (
  district_id integer not null,
  id uuid not null,
  matter_id uuid not null,
  kind text not null check (kind in ('handOver', 'assist')),
  status text not null check (status in ('pending', 'accepted', 'acceptedInPart', 'declined', 'lapsed', 'withdrawn', 'superseded')),
  from_post_id uuid not null,
  to_post_id uuid not null,
  made_at timestamptz not null,
  lapses_at timestamptz not null,
  answered_at timestamptz,
  assist_until timestamptz,
  primary key (district_id, id),
  foreign key (district_id, matter_id) references matters (district_id, id),
  foreign key (district_id, from_post_id) references posts (district_id, id),
  foreign key (district_id, to_post_id) references posts (district_id, id)
);
create unique index offers_one_pending on offers (district_id, matter_id) where status = 'pending';
create index offers_to on offers (district_id, to_post_id, status);
create index offers_lapsing on offers (district_id, lapses_at) where status = 'pending';
create index offers_matter on offers (district_id, matter_id);

create table matter_attachments (
  district_id integer not null,
  upload_id uuid not null,
  matter_id uuid not null,
  seq integer not null,
  internal boolean not null,
  primary key (district_id, upload_id),
  foreign key (district_id, upload_id) references uploads (district_id, id),
  foreign key (district_id, matter_id, seq) references matter_events (district_id, matter_id, seq)
);
create index matter_attachments_matter on matter_attachments (district_id, matter_id);
