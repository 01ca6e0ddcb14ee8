import type { CoveragePlan, PlannedUnit } from '@banfei/coverage';
import { column, unnest } from '../../platform/bulk.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import type { CoverageDeps } from './deps.ts';
import { readGround } from './ground.ts';
import type { StandingRow } from './standing.ts';
import { livingStandings } from './store.ts';

const guideOf = ({ host, mentor }: PlannedUnit): string | null => host ?? mentor;

/** A plan differs from how a unit stands when it has another mode, or another group while its own is to be divided anew. */
function differs(planned: PlannedUnit, standing: StandingRow | undefined): boolean {
  if (planned.mode === 'none' || standing === undefined) return false;
  if (planned.mode !== standing.mode) return true;
  if (planned.mode === 'joint') return planned.group !== standing.groupId;
  return planned.mode !== 'standalone' && guideOf(planned) !== standing.guideId;
}

/** What is to change, from the plan of the engine and how units stand. */
export function suggestionsOf(plan: CoveragePlan, standings: readonly StandingRow[]): readonly PlannedUnit[] {
  const of = new Map(standings.map((standing) => [standing.firmId, standing]));
  const changed = plan.units.filter((planned) => differs(planned, of.get(planned.code)));
  // A group is founded as a whole: who stands in it already is named with those that join.
  const groups = new Set(changed.flatMap(({ group }) => group ?? []));
  const named = new Set(changed.map(({ code }) => code));
  return plan.units.filter(({ code, group }) => named.has(code) || (group !== null && groups.has(group)));
}

/** Stores suggestions of a day. */
export async function insertSuggestions(tx: Tx, suggestions: readonly PlannedUnit[], day: string): Promise<void> {
  await tx.run(sql`
    insert into coverage_suggestions (district_id, firm_id, mode, group_key, guide_id, rule, reason, made_on)
    select ${tx.districtId}, s.a, s.b, s.c, s.d, s.e, s.f, ${day} from ${unnest(
      column('uuid', suggestions, (s) => s.code),
      column('text', suggestions, (s) => s.mode),
      column('text', suggestions, (s) => s.group),
      column('uuid', suggestions, guideOf),
      column('text', suggestions, (s) => s.rule),
      column('jsonb', suggestions, (s) => JSON.stringify(s.reason)),
    )} as s (a, b, c, d, e, f)`);
}

/**
 * Works out what the rules of today suggest, away from the thread that answers requests, and keeps it in the place of the
 * last suggestions; says how many units it is about. A plan that the judge finds fault with is not kept.
 */
export async function suggest(
  { platform, planner }: Pick<CoverageDeps, 'planner'> & { readonly platform: Pick<Platform, 'db' | 'now'> },
  districtId: number,
): Promise<number> {
  const day = dayAt(platform.now());
  const ground = await platform.db.readDistrict(districtId, readGround);
  const { plan, faults } = await planner.plan({ ground, day });
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`the plan of coverage breaks a rule: ${JSON.stringify(fault)}`);
  return platform.db.inDistrict(districtId, async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(hashtext('coverage suggestions'), ${districtId})`);
    // A company or an organization may have ended while the plan was made; nothing is suggested that has gone.
    const standings = await livingStandings(tx, sql`true`);
    const living = new Set(standings.map(({ firmId }) => firmId));
    const guides = await tx.rows<{ id: string }>(
      sql`select id from organizations where district_id = ${districtId} and ended_on is null`,
    );
    const able = new Set(guides.map(({ id }) => id));
    const suggestions = suggestionsOf(plan, standings).filter((planned) => {
      const guide = guideOf(planned);
      return living.has(planned.code) && (guide === null || able.has(guide));
    });
    await tx.run(sql`delete from coverage_suggestions where district_id = ${districtId}`);
    await insertSuggestions(tx, suggestions, day);
    return suggestions.length;
  });
}
