import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Names, StandingRow } from './standing.ts';

/** A unit on the register: a company with its count. */
export interface CoverageUnitRow {
  readonly id: string;
  readonly firmId: string;
  readonly fullMembers: number;
  readonly enoughSince: string | null;
  readonly countedOn: string;
  readonly source: string;
}

/** A joint branch. */
export interface CoverageGroup {
  readonly id: string;
  readonly code: string;
  readonly foundedOn: string;
  readonly document: string;
}

/** Stores units at version 1; the caller records the events. */
export async function insertCoverageUnits(tx: Tx, units: readonly CoverageUnitRow[]): Promise<void> {
  await tx.run(sql`
    insert into coverage_units (district_id, id, firm_id, full_members, enough_since, counted_on, source, version)
    select ${tx.districtId}, u.*, 1 from ${unnest(
      column('uuid', units, (u) => u.id),
      column('uuid', units, (u) => u.firmId),
      column('integer', units, (u) => u.fullMembers),
      column('date', units, (u) => u.enoughSince),
      column('date', units, (u) => u.countedOn),
      column('text', units, (u) => u.source),
    )} as u`);
}

/** Stores joint branches; the caller records the events. */
export async function insertCoverageGroups(tx: Tx, groups: readonly CoverageGroup[]): Promise<void> {
  await tx.run(sql`
    insert into coverage_groups (district_id, id, code, founded_on, document) select ${tx.districtId}, g.* from ${unnest(
      column('uuid', groups, (g) => g.id),
      column('text', groups, (g) => g.code),
      column('date', groups, (g) => g.foundedOn),
      column('text', groups, (g) => g.document),
    )} as g`);
}

/** Stores standings that live. */
export async function insertStandings(tx: Tx, rows: readonly StandingRow[]): Promise<void> {
  await tx.run(sql`
    insert into coverage_standings (district_id, id, firm_id, mode, rule, reason, group_id, guide_id, since, due_on, approved_on, reviewed_on,
      cause, document)
    select ${tx.districtId}, s.* from ${unnest(
      column('uuid', rows, (s) => s.id),
      column('uuid', rows, (s) => s.firmId),
      column('text', rows, (s) => s.mode),
      column('text', rows, (s) => s.rule),
      column('jsonb', rows, (s) => JSON.stringify(s.reason)),
      column('uuid', rows, (s) => s.groupId),
      column('uuid', rows, (s) => s.guideId),
      column('date', rows, (s) => s.since),
      column('date', rows, (s) => s.dueOn),
      column('date', rows, (s) => s.approvedOn),
      column('date', rows, (s) => s.reviewedOn),
      column('text', rows, (s) => s.cause),
      column('text', rows, (s) => s.document),
    )} as s`);
}

const STANDING = sql`id, firm_id as "firmId", mode, rule, reason, group_id as "groupId", guide_id as "guideId", since, due_on as "dueOn",
  approved_on as "approvedOn", reviewed_on as "reviewedOn", cause, document from coverage_standings`;

/** Living standings that answer a condition, in the order of their companies. */
export const livingStandings = (tx: Tx, where: Sql): Promise<StandingRow[]> =>
  tx.rows<StandingRow>(
    sql`select ${STANDING} where district_id = ${tx.districtId} and until is null and ${where} order by firm_id`,
  );

/** The same under lock: what changes them follows one another. */
export const lockStandings = (tx: Tx, where: Sql): Promise<StandingRow[]> =>
  tx.rows<StandingRow>(
    sql`select ${STANDING} where district_id = ${tx.districtId} and until is null and ${where} order by firm_id for no key update`,
  );

/** Names of organizations and joint branches, for sentences about units. */
export async function namesOfGuides(tx: Tx): Promise<Names> {
  const rows = await tx.rows<{ id: string; zh: string; en: string }>(sql`
    select id, name_zh as zh, name_en as en from organizations where district_id = ${tx.districtId}
    union all select id, code, code from coverage_groups where district_id = ${tx.districtId}`);
  return new Map(rows.map(({ id, zh, en }) => [id, { zh, en }]));
}

/** A standing ends; the next one begins on the same day, unless its company has ended. */
export async function endStanding(tx: Tx, { id, since }: StandingRow, on: string): Promise<void> {
  const until = on < since ? since : on;
  await tx.run(sql`update coverage_standings set until = ${until} where district_id = ${tx.districtId} and id = ${id}`);
  await tx.run(sql`update coverage_alarms set resolved_on = greatest(raised_on, ${until}::date)
    where district_id = ${tx.districtId} and standing_id = ${id} and resolved_on is null`);
}

/** Units of a joint branch, and its members in sum. */
export async function groupSizes(
  tx: Tx,
): Promise<ReadonlyMap<string, { readonly units: number; readonly members: number }>> {
  const rows = await tx.rows<{ id: string; units: number; members: number }>(sql`
    select s.group_id as id, count(*)::integer as units, sum(u.full_members)::integer as members
    from coverage_standings s join coverage_units u on u.district_id = s.district_id and u.firm_id = s.firm_id
    where s.district_id = ${tx.districtId} and s.until is null and s.group_id is not null group by s.group_id`);
  return new Map(rows.map(({ id, ...size }) => [id, size]));
}
