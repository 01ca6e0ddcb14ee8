import type { LinkFate } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';
import { changeStanding, later } from './change.ts';
import { NO_RULE, type StandingReason, type StandingRow } from './standing.ts';
import { endStanding, insertCoverageUnits, insertStandings, lockStandings } from './store.ts';

interface Unit {
  readonly id: string;
  readonly fullMembers: number;
  readonly version: number;
}

const unitOf = (tx: Tx, firmId: string): Promise<Unit | undefined> =>
  tx.row<Unit>(sql`select id, full_members as "fullMembers", version from coverage_units
    where district_id = ${tx.districtId} and firm_id = ${firmId} for no key update`);

/** Steps that rest on what has ended come off the plan; their requests stay with their owners until they are closed. */
async function dropSteps(tx: Tx, { principal, now, on, document }: Ended, where: Sql): Promise<void> {
  const steps = await tx.rows<{ id: string; version: number }>(sql`
    update coverage_steps s set state = 'dropped', closed_on = ${on}, document = ${document}, version = version + 1
    where s.district_id = ${tx.districtId} and s.state = 'open' and ${where} returning id, version`);
  for (const { id, version } of steps)
    await chronicle(tx, {
      subject: 'coverageStep',
      subjectId: id,
      seq: version,
      at: now,
      type: 'dropped',
      by: principal,
      payload: { on, document },
    });
}

const fate = (moved: number, ended: number): readonly LinkFate[] =>
  moved + ended === 0 ? [] : [{ kind: 'standing', moved, ended, kept: 0 }];

interface Moving {
  readonly row: StandingRow;
  readonly unit: Unit;
  readonly intoId: string;
}

/** The successor comes onto the register as its predecessor stood, or its own count grows by what comes to it. */
async function handUnit(
  tx: Tx,
  { principal, now, on, document }: Ended,
  { row, unit, intoId }: Moving,
): Promise<boolean> {
  const there = await unitOf(tx, intoId);
  const line = { subject: 'coverageUnit', at: now, by: principal } as const;
  if (there === undefined) {
    const id = newId(now);
    const { id: _old, ...rest } = row;
    const since = later(row.since, on);
    const next = { ...rest, id: newId(now), firmId: intoId, since, cause: 'ending' as const, document };
    // What was not covered before was not lost by this ending.
    const uncovered = row.mode === 'none' ? { cause: row.cause } : {};
    const { fullMembers } = unit;
    const enough = await tx.row<{
      enoughSince: string | null;
    }>(sql`select enough_since as "enoughSince" from coverage_units
      where district_id = ${tx.districtId} and id = ${unit.id}`);
    const enoughSince = enough?.enoughSince ?? null;
    await insertCoverageUnits(tx, [{ id, firmId: intoId, fullMembers, enoughSince, countedOn: on, source: document }]);
    await insertStandings(tx, [{ ...next, ...uncovered }]);
    await chronicle(tx, {
      ...line,
      subjectId: id,
      seq: 1,
      type: 'succeeded',
      payload: { firmId: intoId, from: row.firmId, document },
    });
    return true;
  }
  const fullMembers = there.fullMembers + unit.fullMembers;
  await tx.run(sql`update coverage_units set full_members = ${fullMembers}, counted_on = greatest(counted_on, ${on}::date), source = ${document},
    version = version + 1 where district_id = ${tx.districtId} and firm_id = ${intoId}`);
  const payload = { firmId: intoId, from: row.firmId, fullMembers, document };
  await chronicle(tx, { ...line, subjectId: there.id, seq: there.version + 1, type: 'joined', payload });
  return false;
}

/** A company ends: its standing ends with it, or goes on with the company that succeeds it. */
export async function succeedUnit(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const { id, intoId, on } = ended;
  const unit = await unitOf(tx, id);
  const [row] = await lockStandings(tx, sql`firm_id = ${id}`);
  if (unit === undefined || row === undefined) return [];
  await endStanding(tx, row, on);
  await tx.run(sql`delete from coverage_suggestions where district_id = ${tx.districtId} and firm_id = ${id}`);
  await dropSteps(
    tx,
    ended,
    sql`exists (select from coverage_step_units u where u.district_id = s.district_id and u.step_id = s.id and u.firm_id = ${id})`,
  );
  const moved = intoId !== null && (await handUnit(tx, ended, { row, unit, intoId }));
  return fate(moved ? 1 : 0, moved ? 0 : 1);
}

/** The company whose own organization this was, if it stands alone by it. */
const ownOf = (tx: Tx, organizationId: string): Promise<{ firmId: string; name: string } | undefined> =>
  tx.row(sql`select coalesce(firm_id, '00000000-0000-0000-0000-000000000000') as "firmId", name_zh as name from organizations
    where district_id = ${tx.districtId} and id = ${organizationId}`);

/**
 * An organization ends: units that it hosted or guided go on with the one that succeeds it; without one, and where it was the unit's
 * own, they are not covered, and it shows that an ending did it.
 */
export async function succeedGuide(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const { id, intoId, principal, now, on, document } = ended;
  const own = await ownOf(tx, id);
  const rows = await lockStandings(
    tx,
    sql`(guide_id = ${id} or (mode = 'standalone' and firm_id = ${own?.firmId ?? null}::uuid))`,
  );
  const change = { principal, now, on, document };
  let moved = 0;
  for (const row of rows) {
    const { id: _id, since: _since, document: _document, ...rest } = row;
    const goesOn = intoId !== null && row.guideId !== null;
    const reason: StandingReason = { code: 'LOST', facts: { name: own?.name ?? '', on } };
    const lost = {
      mode: 'none',
      guideId: null,
      dueOn: null,
      approvedOn: null,
      reviewedOn: null,
      rule: NO_RULE,
      reason,
    } as const;
    await changeStanding(tx, row, { ...rest, cause: 'ending', ...(goesOn ? { guideId: intoId } : lost) }, change);
    moved += goesOn ? 1 : 0;
  }
  await tx.run(sql`delete from coverage_suggestions where district_id = ${tx.districtId} and guide_id = ${id}`);
  await dropSteps(tx, ended, sql`s.guide_id = ${id}`);
  return fate(moved, rows.length - moved);
}
