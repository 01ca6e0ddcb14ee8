-- breaking: no
-- Needs that others may see without the name of whoever states them, and answers that tell names when both sides agree.

alter table needs add column shared boolean not null default false;

create table need_answers (
  district_id integer not null references districts (id),
  id uuid not null,
  need_id uuid not null,
  unit_id uuid not null,
  state text not null check (state in ('asked', 'agreed', 'declined', 'withdrawn', 'ended')),
  words text not null check (words <> ''),
  -- Desk of the side that answers, and of the side that needs; a post and a work phone, never a person.
  desk text not null,
  desk_phone text not null,
  need_desk text not null,
  need_desk_phone text not null,
  reason text not null,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, need_id) references needs (district_id, id),
  foreign key (district_id, unit_id) references exchange_units (district_id, id),
  check (state <> 'agreed' or need_desk <> '')
);
create unique index need_answers_living on need_answers (district_id, need_id, unit_id) where state in ('asked', 'agreed');
create index need_answers_of_unit on need_answers (district_id, unit_id);

alter table need_answers enable row level security;
alter table need_answers force row level security;
create policy district on need_answers using (district_id = nullif(current_setting('banfei.district', true), '')::integer)
  with check (district_id = nullif(current_setting('banfei.district', true), '')::integer);
grant select, insert, update on need_answers to banfei_app;
