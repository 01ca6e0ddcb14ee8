import type { MomentList, MomentView } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt, dayNumber, dayText } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { type Gathered, gatherMoments, RULES, toldOf } from './gather.ts';
import { BUDGET, KINDS, quarterOf } from './moment.ts';
import { tellFrom } from './plan.ts';
import { planDay } from './tell.ts';

/** A year of moments is shown to a company, half a year to staff. */
const OWN_DAYS = 366;
const STAFF_DAYS = 184;
const SHOWN = 500;

interface Standing {
  readonly told: ReadonlyMap<string, string>;
  readonly waiting: ReadonlyMap<string, number>;
  readonly today: number;
}

function stateOf(moment: Gathered, { told, waiting, today }: Standing): MomentView['state'] {
  if (told.has(moment.cause)) return 'told';
  if (waiting.has(moment.cause)) return 'waiting';
  if (tellFrom(moment, RULES) > today) return 'ahead';
  return moment.dueOn < today && moment.kind !== 'need' ? 'over' : 'due';
}

/** Contacts of the present quarter; a company reads its own. */
async function quarterOfContacts(
  tx: Tx,
  today: number,
  firmIds: readonly string[] | null,
): Promise<MomentList['quarter']> {
  const { from, next } = quarterOf(today);
  const mine = firmIds === null ? sql`` : sql`and firm_id = any(${[...firmIds]}::uuid[])`;
  const row = await tx.row<{ contacts: number; aboveBudget: number }>(sql`
    select count(*)::integer as contacts, count(*) filter (where above_budget)::integer as "aboveBudget" from moment_contacts
    where district_id = ${tx.districtId} and made_on >= ${dayText(from)}::date and made_on < ${dayText(next)}::date ${mine}`);
  const counts = row ?? { contacts: 0, aboveBudget: 0 };
  return { from: dayText(from), until: dayText(next - 1), ...counts, budget: BUDGET.contactsPerQuarter };
}

/** Moments by their day, with what was told of each and what waits. */
export async function presentMoments(tx: Tx, principal: Principal, now: number): Promise<MomentList> {
  const own = principal.role === 'company';
  const firmIds = own ? principal.scopes : null;
  const today = dayNumber(dayAt(now));
  const all = await gatherMoments(tx, { today, days: own ? OWN_DAYS : STAFF_DAYS, firmIds });
  const shown = [...all].sort((a, b) => a.dueOn - b.dueOn || (a.cause < b.cause ? -1 : 1)).slice(0, SHOWN);
  const told = await toldOf(
    tx,
    shown.map(({ cause }) => cause),
  );
  const plan = await planDay(tx, today);
  const waiting = new Map(plan.waiting.map(({ moment, until }) => [moment.cause, until]));
  const names = await tx.rows<{ id: string; name: string }>(sql`
    select id, name from firms where district_id = ${tx.districtId} and id = any(${[...new Set(shown.map(({ firmId }) => firmId))]}::uuid[])`);
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const moments = shown.map((moment): MomentView => {
    const { cause, kind, title, firmId, dueOn, keyDate } = moment;
    const until = waiting.get(cause);
    return {
      cause,
      kind,
      title,
      reference: keyDate?.reference ?? '',
      firm: { id: firmId, name: nameOf.get(firmId) ?? '' },
      dueOn: dayText(dueOn),
      tellFrom: dayText(tellFrom(moment, RULES)),
      state: stateOf(moment, { told, waiting, today }),
      waitsUntil: until === undefined ? null : dayText(until),
      matter: told.get(cause) ?? null,
      keyDate: keyDate === null ? null : { id: keyDate.id, version: keyDate.version, everyMonths: keyDate.everyMonths },
    };
  });
  const quarter = await quarterOfContacts(tx, today, firmIds);
  const kinds = KINDS.map(({ id, name, leadDays, binding }) => ({ id, name, leadDays, binding }));
  return { moments, total: all.length, quarter, kinds, asOf: isoInstant(now) };
}
