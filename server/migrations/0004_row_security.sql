-- breaking: no
-- Forced row-level security on every tenant table, and the verbs that the application role may use (RELIABILITY I-TEN).
-- Rights are granted verb by verb: TRUNCATE would ignore row security, DELETE is given only where a row may end.

do $$
declare
  name text;
begin
  if not exists (select from pg_roles where rolname = 'banfei_app') then
    create role banfei_app nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
  for name in
    select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'district_id'
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy district on %I using (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)
       with check (district_id = nullif(current_setting(''banfei.district'', true), '''')::integer)', name);
    execute format('grant select, insert, update on %I to banfei_app', name);
  end loop;
end
$$;

revoke update on matter_events, leaves, firm_changes, matter_attachments, uploads from banfei_app;
grant delete on sessions, attempts, idempotency_keys, outbox, firm_import_rows, import_mappings to banfei_app;
grant select on districts to banfei_app;
grant usage on schema public to banfei_app;
