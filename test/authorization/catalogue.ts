import type { Tx } from '../../server/src/platform/db.ts';
import { sql } from '../../server/src/platform/sql.ts';

/** One demand on the catalogue of the database and a query for what breaks it. */
interface Demand {
  readonly sentence: string;
  readonly query: (tx: Tx) => Promise<readonly { readonly fault: string }[]>;
}

const APP = 'banfei_app';

/** Verbs of the application role beyond reading; every other tenant table may be read, added to and changed. */
const VERBS: Readonly<Record<string, string>> = {
  districts: 'SELECT',
  schema_migrations: '',
  matter_events: 'INSERT,SELECT',
  leaves: 'INSERT,SELECT',
  firm_changes: 'INSERT,SELECT',
  matter_attachments: 'INSERT,SELECT',
  uploads: 'INSERT,SELECT',
  figure_exports: 'INSERT,SELECT',
  register_events: 'INSERT,SELECT',
  partnership_activities: 'INSERT,SELECT',
  organization_members: 'INSERT,SELECT',
  exchange_units: 'INSERT,SELECT',
  platforms: 'INSERT,SELECT',
  platform_programmes: 'INSERT,SELECT',
  candidate_moves: 'INSERT,SELECT',
  candidate_papers: 'INSERT,SELECT',
  candidate_facts: 'INSERT,SELECT',
  candidate_readings: 'INSERT,SELECT',
  intermediaries: 'INSERT,SELECT',
  candidate_engagements: 'INSERT,SELECT',
  candidate_recusals: 'INSERT,SELECT',
  candidate_tasks: 'INSERT,SELECT',
  participations: 'INSERT,SELECT',
  deal_projections: 'INSERT,SELECT',
  servicer_reports: 'INSERT,SELECT',
  servicer_lines: 'INSERT,SELECT',
  deal_alerts: 'INSERT,SELECT',
  coverage_groups: 'INSERT,SELECT',
  coverage_step_units: 'INSERT,SELECT',
  coverage_suggestions: 'DELETE,INSERT,SELECT',
  scheme_turns: 'INSERT,SELECT',
  coachings: 'INSERT,SELECT',
  moment_contacts: 'INSERT,SELECT',
  moment_causes: 'INSERT,SELECT',
  area_plan_events: 'INSERT,SELECT',
  area_plan_moves: 'DELETE,INSERT,SELECT',
  ...Object.fromEntries(
    ['sessions', 'attempts', 'idempotency_keys', 'outbox', 'firm_import_rows', 'import_mappings'].map((name) => [
      name,
      'DELETE,INSERT,SELECT,UPDATE',
    ]),
  ),
};
const USUAL = 'INSERT,SELECT,UPDATE';

const TENANT = sql`(select c.oid, c.relname::text as name, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'p'))`;

/** Tables without a district: the list of districts, and the list of migrations. Any other one holds data of nobody. */
const SHARED = ['districts', 'schema_migrations'];

const DEMANDS: readonly Demand[] = [
  {
    sentence: 'every table belongs to a district',
    query: (tx) =>
      tx.rows(sql`
      select c.relname::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p', 'f', 'm') and c.relname <> all(${SHARED}::text[])
        and not exists (select from ${TENANT} t where t.oid = c.oid)`),
  },
  {
    sentence: 'row security is enabled and forced on every tenant table',
    query: (tx) =>
      tx.rows(sql`select name as fault from ${TENANT} t where not relrowsecurity or not relforcerowsecurity`),
  },
  {
    sentence: 'the one policy of each tenant table compares the district for reading and for writing',
    query: (tx) =>
      tx.rows(sql`
      select t.name as fault from ${TENANT} t where (select count(*) from pg_policy p where p.polrelid = t.oid) <> 1
        or not exists (select from pg_policy p where p.polrelid = t.oid and p.polcmd = '*' and p.polpermissive and p.polroles = '{0}'
          and pg_get_expr(p.polqual, t.oid) = pg_get_expr(p.polwithcheck, t.oid)
          and pg_get_expr(p.polqual, t.oid) = '(district_id = (NULLIF(current_setting(''banfei.district''::text, true), ''''::text))::integer)')`),
  },
  {
    sentence: 'the application role has no power of its own',
    query: (tx) =>
      tx.rows(sql`
      select rolname::text as fault from pg_roles where rolname = ${APP}
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)
      union all select 'member of ' || r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
        join pg_roles a on a.oid = m.member where a.rolname = ${APP}
      union all select 'no such role' where not exists (select from pg_roles where rolname = ${APP})`),
  },
  {
    sentence: 'the application role owns nothing',
    query: (tx) =>
      tx.rows(sql`
      select classid::regclass::text || ' ' || objid::text as fault from pg_shdepend
      where deptype = 'o' and refobjid = (select oid from pg_roles where rolname = ${APP})`),
  },
  {
    sentence: 'no function runs with the rights of its owner',
    query: (tx) =>
      tx.rows(sql`
      select p.oid::regprocedure::text as fault from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`),
  },
  {
    sentence: 'every view asks with the rights of its reader',
    query: (tx) =>
      tx.rows(sql`
      select c.relname::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false)`),
  },
  {
    sentence: 'rights are granted verb by verb, to the application role alone',
    query: async (tx) => {
      const rows = await tx.rows<{ name: string; verbs: string }>(sql`
        select c.relname::text as name, coalesce(string_agg(distinct g.privilege_type, ',' order by g.privilege_type), '') as verbs
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        left join lateral aclexplode(c.relacl) g on g.grantee = (select oid from pg_roles where rolname = ${APP})
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') group by c.relname`);
      const others = await tx.rows<{ fault: string }>(sql`
        select c.relname || ' to ' || g.grantee::regrole::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join lateral aclexplode(c.relacl) g
        where n.nspname = 'public' and g.grantee <> c.relowner and g.grantee <> (select oid from pg_roles where rolname = ${APP})
        union all select a.attrelid::regclass::text || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and a.attacl is not null`);
      const wrong = rows.filter(({ name, verbs }) => verbs !== (VERBS[name] ?? USUAL));
      return [...wrong.map(({ name, verbs }) => ({ fault: `${name}: ${verbs}` })), ...others];
    },
  },
  {
    sentence: 'nobody but the owner makes anything in the schema, today or by default',
    query: (tx) =>
      tx.rows(sql`
      select g.grantee::text || ' ' || g.privilege_type as fault from pg_namespace n cross join lateral aclexplode(n.nspacl) g
      where n.nspname = 'public' and g.privilege_type = 'CREATE' and g.grantee in (0, (select oid from pg_roles where rolname = ${APP}))
      union all select 'default rights' from pg_default_acl`),
  },
  {
    sentence: 'every foreign key of a tenant table leads with the district on both sides',
    query: (tx) =>
      tx.rows(sql`
      select k.conrelid::regclass::text || ' ' || k.conname as fault from pg_constraint k join ${TENANT} t on t.oid = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
      where k.contype = 'f' and (a.attname <> 'district_id'
        or (k.confrelid = 'districts'::regclass and b.attname <> 'id') or (k.confrelid <> 'districts'::regclass and b.attname <> 'district_id'))`),
  },
  {
    sentence: 'every tenant table hangs on the list of districts, itself or through what it refers to',
    query: (tx) =>
      tx.rows(sql`
      with recursive hung(oid) as (
        select 'districts'::regclass::oid union select k.conrelid from pg_constraint k join hung h on h.oid = k.confrelid where k.contype = 'f')
      select t.name as fault from ${TENANT} t where t.oid not in (select oid from hung)`),
  },
  {
    sentence:
      'every unique index and every exclusion of a tenant table contains the district, a primary key first of all',
    query: (tx) =>
      tx.rows(sql`
      select i.indexrelid::regclass::text as fault from pg_index i join ${TENANT} t on t.oid = i.indrelid
      where (i.indisunique or i.indisexclusion)
        and (select a.attnum from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'district_id') <> i.indkey[0]`),
  },
];

/** What the catalogue holds against the rules of tenancy; empty when all of them are kept. */
export async function catalogueFaults(tx: Tx): Promise<string[]> {
  const faults: string[] = [];
  for (const { sentence, query } of DEMANDS) {
    const rows = await query(tx);
    faults.push(...rows.map(({ fault }) => `${sentence}: ${fault}`));
  }
  return faults;
}

/** Names of the tenant tables. */
export const tenantTables = async (tx: Tx): Promise<string[]> =>
  (await tx.rows<{ name: string }>(sql`select name from ${TENANT} t order by 1`)).map(({ name }) => name);
