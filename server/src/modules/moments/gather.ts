import type { KeyDateKind } from '@banfei/contracts';
import { DAY, dayAt, dayNumber, dayText } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { needsOpenSince } from '../network/index.ts';
import { termEnds } from '../organizations/index.ts';
import { certificatesEnding } from '../schemes/index.ts';
import { BUDGET, KINDS, NEED_DAYS, nextTime, quarterOf, ruleOf } from './moment.ts';
import type { Moment } from './plan.ts';

/** A key date as it is stored. */
export interface KeyDate {
  readonly id: string;
  readonly firmId: string;
  readonly kind: KeyDateKind;
  readonly title: string;
  readonly reference: string;
  readonly dueOn: string;
  readonly everyMonths: number | null;
  readonly version: number;
}

/** A moment with what stands behind it. */
export interface Gathered extends Moment {
  readonly keyDate: KeyDate | null;
}

export const RULES = { budget: BUDGET, ruleOf };
const LONGEST_LEAD = Math.max(...KINDS.map(({ leadDays }) => leadDays));

/** How far ahead the clock has to look: the longest lead, and what is told together with it. */
export const HORIZON = LONGEST_LEAD + BUDGET.mergeDays;

const living = (where: Sql): Sql => sql`
  select d.id, d.firm_id as "firmId", d.kind, d.title, d.reference, d.due_on as "dueOn", d.every_months as "everyMonths", d.version
  from key_dates d join firms f on f.district_id = d.district_id and f.id = d.firm_id and f.ended_on is null
  where not d.withdrawn and d.district_id = ${where}`;

async function datesOf(tx: Tx, reach: Reach): Promise<Gathered[]> {
  const { today, days, firmIds } = reach;
  const mine = firmIds === null ? sql`` : sql`and d.firm_id = any(${[...firmIds]}::uuid[])`;
  const rows = await tx.rows<KeyDate>(sql`${living(sql`${tx.districtId}`)} ${mine}
    and (d.every_months is not null or d.due_on between ${dayText(today)}::date and ${dayText(today + days)}::date) order by d.id`);
  return rows.flatMap((keyDate) => {
    const dueOn = nextTime(dayNumber(keyDate.dueOn), keyDate.everyMonths, today);
    if (dueOn > today + days) return [];
    const { firmId, kind, title } = keyDate;
    return [{ cause: `date:${keyDate.id}:${dayText(dueOn)}`, firmId, kind, title, dueOn, keyDate }];
  });
}

/** Whose moments, seen from which day, how far ahead. */
export interface Reach {
  readonly today: number;
  readonly days: number;
  /** Null for every company of the district. */
  readonly firmIds: readonly string[] | null;
}

/** Everything that companies should hear of in time: entered dates, papers that expire, ends of terms, needs without an answer. */
export async function gatherMoments(tx: Tx, reach: Reach): Promise<readonly Gathered[]> {
  const { today, days, firmIds } = reach;
  const dates = await datesOf(tx, reach);
  const terms = await termEnds(tx, dayText(today), dayText(today + days));
  const needs = await needsOpenSince(tx, (today - NEED_DAYS + 1) * DAY, dayText(today));
  const papers = await certificatesEnding(tx, dayText(today), dayText(today + days));
  // Who entered the same end by hand is told of it once.
  const entered = new Set(dates.map(({ firmId, kind, dueOn }) => `${firmId} ${kind} ${dueOn}`));
  const expiring = papers.filter(({ firmId, dueOn }) => !entered.has(`${firmId} certificate ${dayNumber(dueOn)}`));
  const others: Gathered[] = [
    ...expiring.map(({ id, firmId, name, source, dueOn }) => ({
      cause: `paper:${id}:${dueOn}`,
      firmId,
      kind: 'certificate' as const,
      title: `${name.zh}（${source}）`,
      dueOn: dayNumber(dueOn),
      keyDate: null,
    })),
    ...terms.map(({ id, name, firmId, dueOn }) => ({
      cause: `reelection:${id}:${dueOn}`,
      firmId,
      kind: 'reelection' as const,
      title: name.zh,
      dueOn: dayNumber(dueOn),
      keyDate: null,
    })),
    ...needs.map(({ id, firmId, title, statedAt }) => ({
      cause: `need:${id}`,
      firmId,
      kind: 'need' as const,
      title,
      dueOn: dayNumber(dayAt(statedAt)) + NEED_DAYS,
      keyDate: null,
    })),
  ];
  return [...dates, ...others.filter(({ firmId }) => firmIds === null || firmIds.includes(firmId))];
}

/** What has been told already: the number of the request by cause. */
export async function toldOf(tx: Tx, causes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ cause: string; number: string }>(sql`
    select c.cause, m.number from moment_causes c join moment_contacts t on t.district_id = c.district_id and t.id = c.contact_id
    join matters m on m.district_id = t.district_id and m.id = t.matter_id
    where c.district_id = ${tx.districtId} and c.cause = any(${[...causes]}::text[])`);
  return new Map(rows.map(({ cause, number }) => [cause, number]));
}

/** Contacts of the quarter in which a day lies, by company. */
export async function contactsMade(tx: Tx, today: number): Promise<ReadonlyMap<string, number>> {
  const { from, next } = quarterOf(today);
  const rows = await tx.rows<{ firmId: string; count: number }>(sql`
    select firm_id as "firmId", count(*)::integer as count from moment_contacts where district_id = ${tx.districtId}
      and made_on >= ${dayText(from)}::date and made_on < ${dayText(next)}::date group by firm_id`);
  return new Map(rows.map(({ firmId, count }) => [firmId, count]));
}
