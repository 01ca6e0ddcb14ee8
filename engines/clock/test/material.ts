import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  type Calendar,
  type CalendarData,
  due,
  type Limit,
  type Pause,
  parseCalendar,
  parseInstant,
} from '../src/index.ts';

/** The calendar that ships with the product. */
export const CHINA_DATA: CalendarData = JSON.parse(
  readFileSync(new URL('../../../data/calendars/cn.json', import.meta.url), 'utf8'),
);

/** A calendar, or an error that shows the refusal. */
export function calendarOf(data: unknown): Calendar {
  const parsed = parseCalendar(data);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.calendar;
}

export const CHINA = calendarOf(CHINA_DATA);

/** Epoch milliseconds of a local text in the offset of China. */
export function at(text: string): number {
  const parsed = parseInstant(text, 480);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.at;
}

/** The answer, or an error that shows the refusal. */
export function granted<Answer extends { readonly ok: boolean }>(
  answer: Answer,
): Extract<Answer, { readonly ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<Answer, { readonly ok: true }>; // narrowing by a literal does not reach a generic
}

export const clock = (startedAt: number, limit: Limit, pauses: readonly Pause[] = [], calendar = CHINA) =>
  granted(due({ startedAt, limit, pauses, calendar }));

/** An instant from late 2024 to early 2027, on a whole minute or not: edges of coverage included. */
export const instant = fc.oneof(
  fc
    .integer({ min: at('2024-12-01T00:00') / 60_000, max: at('2027-02-01T00:00') / 60_000 })
    .map((minute) => minute * 60_000),
  fc.integer({ min: at('2024-12-01T00:00'), max: at('2027-02-01T00:00') }),
);

/** A limit of any unit. */
export const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ workingDays: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ workingMinutes: fc.integer({ min: 1, max: 6000 }) }),
  fc.record({ elapsedMinutes: fc.integer({ min: 1, max: 30_000 }) }),
);

/** Pauses in order after (and a little before) a start; the last one may be open. Lengths and gaps may be zero. */
export const pausesFrom = (startedAt: number): fc.Arbitrary<readonly Pause[]> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(5 * 86_400_000), fc.oneof(fc.constant(0), fc.nat(4 * 86_400_000))), { maxLength: 5 }),
      fc.boolean(),
    )
    .map(([steps, open]) => {
      let cursor = startedAt - 86_400_000;
      const pauses: Pause[] = steps.map(([gap, length]) => {
        const from = cursor + gap;
        cursor = from + length;
        return { from, until: cursor };
      });
      const last = pauses.at(-1);
      if (open && last !== undefined) pauses[pauses.length - 1] = { from: last.from, until: null };
      return pauses;
    });

/** Everything a clock is made of, on the calendar of China. */
export const input = fc
  .tuple(instant, limit)
  .chain(([startedAt, given]) =>
    fc.record({ startedAt: fc.constant(startedAt), limit: fc.constant(given), pauses: pausesFrom(startedAt) }),
  );
