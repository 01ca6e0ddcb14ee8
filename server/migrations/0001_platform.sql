-- breaking: no
-- What every district needs before any domain word: accounts, sessions, idempotency keys, register leaves, outbox.
-- Every tenant table leads its keys with district_id, forces row-level security and is written by a role that owns nothing.

create extension if not exists btree_gist;

create table districts (
  id integer primary key,
  code text not null unique,
  name_zh text not null,
  name_en text not null,
  phone text not null,
  hosts text[] not null default '{}',
  demo boolean not null default false
);

create table calendars (
  district_id integer not null references districts (id),
  version text not null,
  body jsonb not null,
  primary key (district_id, version)
);

create table accounts (
  district_id integer not null references districts (id),
  id uuid not null,
  login text not null,
  password_hash text not null,
  role text not null check (role in ('company', 'officer', 'manager', 'auditor',
    'systemAdministrator', 'securityAdministrator', 'auditAdministrator')),
  name_zh text not null,
  name_en text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, login)
);

create table sessions (
  district_id integer not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (district_id, token_hash),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
create index sessions_account on sessions (district_id, account_id);

-- Wrong sign-ins and wrong query codes are counted before the check, so that racing attempts cannot pass unseen.
create table attempts (
  district_id integer not null references districts (id),
  subject bytea not null,
  failures integer not null,
  window_started_at timestamptz not null,
  primary key (district_id, subject)
);

create table idempotency_keys (
  district_id integer not null references districts (id),
  principal uuid not null,
  route text not null,
  key text not null,
  fingerprint bytea not null,
  status integer not null,
  body jsonb,
  created_at timestamptz not null,
  primary key (district_id, principal, route, key)
);
create index idempotency_keys_age on idempotency_keys (district_id, created_at);

-- Register leaves are written unsequenced in the transaction of their event; one sequencer numbers them afterwards.
create table leaves (
  district_id integer not null references districts (id),
  subject text not null,
  subject_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  hash bytea not null check (octet_length(hash) = 32),
  index bigint,
  primary key (district_id, subject_id, seq)
);
create unique index leaves_index on leaves (district_id, index) where index is not null;

create table outbox (
  district_id integer not null references districts (id),
  id uuid not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  delivered_at timestamptz,
  attempts integer not null default 0,
  primary key (district_id, id)
);
create index outbox_waiting on outbox (district_id, created_at) where delivered_at is null;

-- Each process reserves a block of numbers at a time: raising a matter never queues behind a counter row.
create table number_blocks (
  district_id integer not null references districts (id),
  series text not null,
  next integer not null,
  primary key (district_id, series)
);

create table uploads (
  district_id integer not null references districts (id),
  id uuid not null,
  account_id uuid not null,
  name text not null,
  bytes bigint not null,
  sha256 bytea not null,
  media_type text not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, account_id) references accounts (district_id, id)
);
