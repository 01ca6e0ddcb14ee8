import type { Bilingual } from '@banfei/contracts';
import { type AlarmCode, alarmsOf, type CoverageFault, type SetupRules } from '@banfei/coverage';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { engineStanding, type StandingRow } from './standing.ts';
import { groupSizes, livingStandings } from './store.ts';

/** What is due for a unit: by the engine, by an ending, or because a group was torn apart. */
export type CoverageAlarm = AlarmCode | 'COVERAGE_LOST' | 'GROUP_APART' | 'GUIDE_FAR';

export interface DueAlarm {
  readonly standing: StandingRow;
  readonly code: CoverageAlarm;
  readonly rule: string;
  readonly dueOn: string;
}

/** What happened, in words of a request. */
export const ALARM_WORDS: Readonly<Record<CoverageAlarm, Bilingual>> = {
  SHOULD_STAND_ALONE: {
    zh: '正式党员已够，应当单独成立组织',
    en: 'has members enough and must set up an organization of its own',
  },
  STANDS_BELOW_THREE: {
    zh: '单建组织正式党员已不足，应当调整',
    en: 'stands alone with too few members and must be adjusted',
  },
  JOINT_BELOW_THREE: { zh: '联合党支部正式党员合计已不足', en: 'its joint branch has too few members in sum' },
  JOINT_TOO_MANY: { zh: '联合党支部覆盖单位过多', en: 'its joint branch covers too many units' },
  PLAN_OVERDUE: { zh: '计划日期已过', en: 'the date of its plan has passed' },
  APPROVAL_OVERDUE: { zh: '批复已逾期', en: 'the answer to its application is overdue' },
  TERM_ENDS: { zh: '任期将满，应当换届', en: 'its term ends and an election is due' },
  REVIEW_DUE: { zh: '到了复核的时候', en: 'its review is due' },
  UNCOVERED: { zh: '有正式党员，尚未覆盖', en: 'has full members and is not covered' },
  COVERAGE_LOST: { zh: '所依托的组织已终止，失去覆盖', en: 'lost its coverage when the organization behind it ended' },
  GROUP_APART: { zh: '联合党支部的单位已不相邻', en: 'the units of its joint branch are no longer near each other' },
  GUIDE_FAR: { zh: '离指导它的组织已太远', en: 'is now too far from the organization that guides it' },
};

/** Told first when there are more than one run opens. */
const URGENCY: readonly CoverageAlarm[] = [
  'COVERAGE_LOST',
  'JOINT_BELOW_THREE',
  'STANDS_BELOW_THREE',
  'UNCOVERED',
  'SHOULD_STAND_ALONE',
];

/** Alarms about a group stand once, with the first of its units. */
const OF_GROUP: ReadonlySet<CoverageAlarm> = new Set(['JOINT_BELOW_THREE', 'JOINT_TOO_MANY', 'GROUP_APART']);

interface Members {
  readonly fullMembers: number;
  readonly enoughSince: string | null;
}

/** What is due in the whole district on a day, the most urgent first. Pure in what it reads: asking twice finds the same. */
export async function dueAlarms(
  tx: Tx,
  {
    day,
    rules,
    faults,
  }: { readonly day: string; readonly rules: SetupRules; readonly faults: readonly CoverageFault[] },
): Promise<readonly DueAlarm[]> {
  const standings = await livingStandings(tx, sql`true`);
  const sizes = await groupSizes(tx);
  const counts = await tx.rows<Members & { readonly firmId: string }>(sql`
    select firm_id as "firmId", full_members as "fullMembers", enough_since as "enoughSince" from coverage_units where district_id = ${tx.districtId}`);
  const membersOf = new Map(counts.map(({ firmId, ...members }) => [firmId, members]));
  const broken = new Map(faults.map(({ subject, code }) => [subject, code]));
  const told = new Set<string>();
  const due = standings.flatMap((standing): DueAlarm[] => {
    const { groupId, firmId, guideId, since } = standing;
    const joint = groupId === null ? null : (sizes.get(groupId) ?? null);
    const known = { ...(membersOf.get(firmId) ?? { fullMembers: 0, enoughSince: null }), joint };
    const found: DueAlarm[] = alarmsOf(engineStanding(standing, known), rules, day).map((alarm) => ({
      ...alarm,
      standing,
    }));
    const add = (code: CoverageAlarm, rule: string, dueOn: string): void =>
      void found.push({ standing, code, rule, dueOn });
    const lost = standing.mode === 'none' && standing.cause === 'ending';
    if (lost) add('COVERAGE_LOST', standing.rule, since);
    if (groupId !== null && broken.has(groupId)) add('GROUP_APART', rules.rules.linkMetres.id, day);
    if (guideId !== null && broken.has(firmId)) add('GUIDE_FAR', rules.rules.hostMetres.id, day);
    // Without coverage since an ending says all of it; that it has members and no mode is no second cause.
    return found.filter(({ code }) => {
      if (lost && code === 'UNCOVERED') return false;
      const key = `${code} ${groupId}`;
      const again = OF_GROUP.has(code) && told.has(key);
      told.add(key);
      return !again;
    });
  });
  const rank = ({ code }: DueAlarm): number => {
    const at = URGENCY.indexOf(code);
    return at < 0 ? URGENCY.length : at;
  };
  return due.sort((a, b) => rank(a) - rank(b) || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
