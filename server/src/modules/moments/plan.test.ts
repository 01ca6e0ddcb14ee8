import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from '../../platform/days.ts';
import { BUDGET, KINDS, nextTime, quarterOf, ruleOf } from './moment.ts';
import { type Moment, planContacts, tellFrom } from './plan.ts';

const RULES = { budget: BUDGET, ruleOf };
const BEGAN = dayNumber('2026-01-05');
const DAYS = 560;

interface Known extends Moment {
  readonly knownOn: number;
}

const moments: fc.Arbitrary<readonly Known[]> = fc
  .array(
    fc.record({
      firm: fc.integer({ min: 0, max: 3 }),
      kind: fc.constantFrom(...KINDS.map(({ id }) => id)),
      known: fc.integer({ min: 0, max: 300 }),
      ahead: fc.integer({ min: 1, max: 240 }),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ firm, kind, known, ahead }, index) => ({
      cause: `c${index}`,
      firmId: `f${firm}`,
      kind,
      title: `t${index}`,
      knownOn: BEGAN + known,
      dueOn: BEGAN + known + ahead,
    })),
  );

interface Told {
  readonly day: number;
  readonly firmId: string;
  readonly causes: readonly string[];
  readonly aboveBudget: boolean;
}

/** Lives through a year, day by day, as the job does. */
function live(all: readonly Known[]): readonly Told[] {
  const told: Told[] = [];
  const heard = new Set<string>();
  for (let day = BEGAN; day < BEGAN + DAYS; day += 1) {
    const { from } = quarterOf(day);
    const made = new Map<string, number>();
    for (const each of told) if (each.day >= from) made.set(each.firmId, (made.get(each.firmId) ?? 0) + 1);
    const untold = all.filter(({ knownOn, cause }) => knownOn <= day && !heard.has(cause));
    for (const { firmId, moments: now, aboveBudget } of planContacts(untold, made, day, RULES).contacts) {
      told.push({ day, firmId, causes: now.map(({ cause }) => cause), aboveBudget });
      for (const { cause } of now) heard.add(cause);
    }
  }
  return told;
}

describe('contacts ahead of moments', () => {
  it('tell every binding date before it passes, nobody of anything twice, and keep the budget or say why not', () => {
    fc.assert(
      fc.property(moments, (all) => {
        const told = live(all);
        const byCause = new Map(all.map((moment) => [moment.cause, moment]));
        const causes = told.flatMap((each) => each.causes);
        expect(new Set(causes).size).toBe(causes.length);
        for (const moment of all.filter(({ kind }) => ruleOf(kind).binding)) {
          const contact = told.find((each) => each.causes.includes(moment.cause));
          expect(contact, `${moment.kind} due ${dayText(moment.dueOn)}`).toBeDefined();
          expect(contact?.day ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(moment.dueOn);
        }
        for (const { day, causes: heard, aboveBudget, firmId } of told) {
          const own = heard.flatMap((cause) => byCause.get(cause) ?? []);
          expect(own.every((moment) => moment.firmId === firmId)).toBe(true);
          // Nothing is told earlier than its lead time and the merging window allow, and something is ripe.
          expect(own.every((moment) => tellFrom(moment, RULES) <= day + BUDGET.mergeDays)).toBe(true);
          expect(own.some((moment) => tellFrom(moment, RULES) <= day)).toBe(true);
          const { from, next } = quarterOf(day);
          const before = told.filter((each) => each.firmId === firmId && each.day >= from && each.day < day).length;
          expect(aboveBudget).toBe(before >= BUDGET.contactsPerQuarter);
          if (aboveBudget)
            expect(own.some(({ kind, dueOn }) => ruleOf(kind).binding && dueOn < next + BUDGET.noticeDays)).toBe(true);
        }
      }),
      { numRuns: 150, seed: 20_261_126 },
    );
  });

  it('let what does not bind wait for the next quarter once the budget is used', () => {
    const need: Moment = { cause: 'n', firmId: 'f', kind: 'need', title: 'n', dueOn: dayNumber('2026-02-01') };
    const today = dayNumber('2026-02-02');
    const used = new Map([['f', BUDGET.contactsPerQuarter]]);
    expect(planContacts([need], used, today, RULES)).toEqual({
      contacts: [],
      waiting: [{ moment: need, until: dayNumber('2026-04-01') }],
    });
    expect(planContacts([need], new Map(), today, RULES).contacts).toHaveLength(1);
  });
});

describe('dates that come back', () => {
  it('do so on the same day of the month, or on its last day', () => {
    const next = (due: string, months: number, today: string) =>
      dayText(nextTime(dayNumber(due), months, dayNumber(today)));
    expect(next('2024-01-31', 1, '2024-02-10')).toBe('2024-02-29');
    expect(next('2020-02-29', 12, '2026-03-01')).toBe('2027-02-28');
    expect(next('2026-11-26', 12, '2026-11-26')).toBe('2026-11-26');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 9000 }), (months, later) => {
        const due = dayNumber('2001-05-17');
        const found = nextTime(due, months, due + later);
        expect(found).toBeGreaterThanOrEqual(due + later);
        // No earlier time of the same date lies from that day on.
        expect(found - (due + later)).toBeLessThanOrEqual(31 * months);
      }),
    );
  });

  it('stay as they are when they do not come back', () => {
    expect(nextTime(10, null, 20)).toBe(10);
  });
});
