import type { Bilingual, OrganizationForm, OrganizationPage, OrganizationRow } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import type { OrganizationKind } from './organization.ts';

const LEAST_SHOWN = 5;

/** Counts under five could point at persons; only the organization itself reads them (ARCHITECTURE I-MIN). */
export const shownCount = (count: number | null, own: boolean): string | null =>
  count === null ? null : own || count >= LEAST_SHOWN ? String(count) : '<5';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly form: OrganizationForm;
  readonly kind: OrganizationKind;
  readonly memberCount: number | null;
  readonly reelectionDueOn: string | null;
  readonly endedOn: string | null;
  readonly covers: number;
}

const NAME = sql`jsonb_build_object('zh', o.name_zh, 'en', o.name_en)`;
const ROW = sql`o.id, o.code, ${NAME} as name, o.form, o.kind, o.member_count as "memberCount", o.reelection_due_on as "reelectionDueOn",
  o.ended_on as "endedOn", (select count(*)::int from organization_coverage c where c.district_id = o.district_id
    and c.organization_id = o.id and c.until is null) as covers`;

const present = ({ memberCount, ...row }: Row, own: boolean): OrganizationRow => ({
  ...row,
  members: shownCount(memberCount, own),
});

/** The whole register, by code. */
export async function listOrganizations(tx: Tx): Promise<OrganizationRow[]> {
  const rows = await tx.rows<Row>(
    sql`select ${ROW} from organizations o where o.district_id = ${tx.districtId} order by o.code`,
  );
  return rows.map((row) => present(row, false));
}

/** The living organization that a member's account acts for: mergers are followed, memberships stay as they were. */
export async function memberOrganization(
  tx: Tx,
  accountId: string,
): Promise<{ id: string; firmId: string | null } | undefined> {
  return tx.row(sql`
    with recursive up (id) as (
      select organization_id from organization_members where district_id = ${tx.districtId} and account_id = ${accountId}
      union select o.merged_into_id from organizations o join up on up.id = o.id
      where o.district_id = ${tx.districtId} and o.merged_into_id is not null)
    select o.id, o.firm_id as "firmId" from organizations o join up on up.id = o.id
    where o.district_id = ${tx.districtId} and o.ended_on is null`);
}

/** The organization of a company account: that of its company, or the one it is a member of. */
export async function organizationOf(tx: Tx, principal: Principal): Promise<string | null> {
  if (principal.role !== 'company') return null;
  const row = await tx.row<{ id: string }>(sql`
    select o.id from organizations o where o.district_id = ${tx.districtId} and o.ended_on is null
      and o.firm_id = any(${[...principal.scopes]}::uuid[]) order by o.id limit 1`);
  return row?.id ?? (await memberOrganization(tx, principal.accountId))?.id ?? null;
}

type PageRow = Row &
  Pick<
    OrganizationPage,
    | 'firm'
    | 'facility'
    | 'parent'
    | 'mergedInto'
    | 'below'
    | 'approvedOn'
    | 'approvalDocument'
    | 'termBeganOn'
    | 'coverage'
    | 'version'
  >;

interface ChangeRow {
  readonly at: number;
  readonly type: string;
  readonly role: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const NOT_FIELDS = new Set(['document', 'effectiveOn']);

/** One organization with what it covers and how it changed; undefined when there is none. */
export async function organizationPage(tx: Tx, id: string, own: boolean): Promise<OrganizationPage | undefined> {
  const district = tx.districtId;
  const row = await tx.row<PageRow>(sql`
    select ${ROW}, o.approved_on as "approvedOn", o.approval_document as "approvalDocument", o.term_began_on as "termBeganOn", o.version,
      (select jsonb_build_object('id', f.id, 'name', f.name, 'status', f.status) from firms f where f.district_id = o.district_id and f.id = o.firm_id) as firm,
      (select jsonb_build_object('id', f.id, 'name', jsonb_build_object('zh', f.name_zh, 'en', f.name_en)) from facilities f
        where f.district_id = o.district_id and f.id = o.facility_id) as facility,
      (select jsonb_build_object('id', p.id, 'name', jsonb_build_object('zh', p.name_zh, 'en', p.name_en)) from organizations p
        where p.district_id = o.district_id and p.id = o.parent_id) as parent,
      (select jsonb_build_object('id', p.id, 'name', jsonb_build_object('zh', p.name_zh, 'en', p.name_en)) from organizations p
        where p.district_id = o.district_id and p.id = o.merged_into_id) as "mergedInto",
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', jsonb_build_object('zh', p.name_zh, 'en', p.name_en)) order by p.code)
        from organizations p where p.district_id = o.district_id and p.parent_id = o.id and p.ended_on is null), '[]') as below,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'since', c.since, 'until', c.until, 'name', jsonb_build_object(
          'zh', coalesce(f.name, p.name_zh), 'en', coalesce(f.name, p.name_en))) order by c.since, c.id)
        from organization_coverage c left join firms f on f.district_id = c.district_id and f.id = c.firm_id
        left join facilities p on p.district_id = c.district_id and p.id = c.facility_id
        where c.district_id = o.district_id and c.organization_id = o.id), '[]') as coverage
    from organizations o where o.district_id = ${district} and o.id = ${id}`);
  if (row === undefined) return undefined;
  const changes = await tx.rows<ChangeRow>(sql`
    select at, type, actor_kind as role, payload from register_events
    where district_id = ${district} and subject = 'organization' and subject_id = ${id} order by seq desc limit 50`);
  const { memberCount: _count, ...rest } = row;
  return {
    ...rest,
    ...present(row, own),
    changes: changes.map(({ at, type, role, payload }) => ({
      at: isoInstant(at),
      type,
      role,
      document: String(payload.document ?? ''),
      effectiveOn: typeof payload.effectiveOn === 'string' ? payload.effectiveOn : null,
      fields: Object.keys(payload).filter((key) => !NOT_FIELDS.has(key)),
    })),
  };
}
