import { expect, it } from 'vitest';
import { checkSchemes } from '../src/check.ts';
import { elapsed, parseDay } from '../src/days.ts';
import { factsAt, parseFacts } from '../src/facts.ts';
import { allOf, anyOf, type Outcome } from '../src/outcomes.ts';
import { eligibilitySentence } from '../src/sentences.ts';
import { factsOf, LIMITS, PACKS, VOCABULARY } from './library.ts';

const base = { firm: '演示', currency: 'CNY' };
const library = { packs: PACKS.map(({ pack }) => pack), vocabulary: VOCABULARY };

it.each([
  [{ years: { 2023: { revenue: 'many' } } }, 'FACT_MONEY'],
  [{ years: { 2023: { revenue: 272000000 } } }, 'FACT_MONEY'],
  [{ years: { 2023: { revenue: '2.72亿' } } }, 'FACT_MONEY'],
  [{ years: { 2023: { revenue: '-1' } } }, 'FACT_NEGATIVE'],
  [{ years: { 2023: { revenue: '100000000000000' } } }, 'FACT_TOO_LARGE'],
  [{ years: { 2023: { staff: -3 } } }, 'FACT_NEGATIVE'],
  [{ years: { 2023: { staff: 3.5 } } }, 'FACT_COUNT'],
  [{ years: { 2023: { staff: 10, rdStaff: 11 } } }, 'FACT_PART'],
  [{ years: { 2099: { staff: 3 } } }, 'FACT_YEAR'],
  [{ years: { '23': { staff: 3 } } }, 'FACT_YEAR'],
  [{ years: { 2023: { reveneu: '1' } } }, 'FACT_UNKNOWN'],
  [{ years: { 2023: { publicShare: 0.2 } } }, 'FACT_SCOPE'],
  [{ years: { 2023: 7 } }, 'FACTS_NOT_OBJECT'],
  [{ years: 7 }, 'FACTS_NOT_OBJECT'],
  [{ now: { publicShare: 25 } }, 'FACT_TOO_LARGE'],
  [{ now: { publicShare: '25%' } }, 'FACT_SHARE'],
  [{ now: { nicheYears: 2.123 } }, 'FACT_DECIMAL'],
  [{ now: { establishedOn: '2015-02-30' } }, 'FACT_DATE'],
  [{ now: { establishedOn: '2099-01-01' } }, 'FACT_DATE_AHEAD'],
  [{ now: { industrySoftware: 'yes' } }, 'FACT_FLAG'],
  [{ now: { shareholders: { value: 3, untill: '2026-01-01' } } }, 'FACT_UNKNOWN'],
  [{ currency: 'USD' }, 'FACT_CURRENCY'],
])('refuses %j with one sentence: %s', (data, code) => {
  const parsed = parseFacts({ ...base, ...data }, VOCABULARY, LIMITS);
  if (parsed.ok) throw new Error('taken');
  expect(parsed.faults.map((fault) => fault.code)).toEqual([code]);
  for (const { zh, en } of parsed.faults.map(eligibilitySentence)) expect(`${zh}${en}`).not.toMatch(/\{\w/);
});

it('tells every fault of a file at once', () => {
  const parsed = parseFacts({ ...base, years: { 2023: { staff: -1, revenue: 'x' }, 1: {} } }, VOCABULARY, LIMITS);
  expect(parsed.ok ? [] : parsed.faults.map(({ code }) => code).sort()).toEqual([
    'FACT_MONEY',
    'FACT_NEGATIVE',
    'FACT_YEAR',
  ]);
});

it('lets a verdict fall back when the paper behind a fact expires', () => {
  const facts = factsOf({
    ...base,
    now: { noSeriousViolation: { value: true, source: '演示证明', validUntil: '2026-06-30' } },
  });
  const outcome = (asOf: string) => {
    const checked = checkSchemes(facts, library, { asOf, scheme: 'cn.hightech' });
    const criteria = checked.ok ? (checked.answer.schemes[0]?.standards[0]?.criteria ?? []) : [];
    return criteria.find(({ id }) => id === 'noViolation')?.outcome;
  };
  expect([outcome('2026-06-30'), outcome('2026-07-01')]).toEqual(['met', 'unknown']);
});

it('takes the year before as FY0, and until April the one before that when it is all there is', () => {
  const facts = factsOf({ ...base, years: { 2023: { staff: 1 } } });
  const year = (asOf: string) => factsAt(facts, parseDay(asOf) ?? 0).fiscalYear;
  expect(['2024-01-01', '2025-04-30', '2025-05-01'].map(year)).toEqual([2023, 2023, 2024]);
});

it('says so when a pack was not checked for more than 180 days, and when no version was in force', () => {
  const at = (asOf: string, scheme: string) => {
    const checked = checkSchemes(factsOf(base), library, { asOf, scheme });
    if (!checked.ok) throw new Error(checked.code);
    return checked.answer.schemes[0];
  };
  expect(at('2027-01-20', 'cn.sse.star')?.stale).toBe(false);
  expect(at('2027-01-21', 'cn.sse.star')?.notes.at(-1)?.zh).toContain('已过 181 天');
  expect(at('2010-01-01', 'cn.sse.star')).toMatchObject({ outcome: 'unknown', packVersion: null });
  expect(checkSchemes(factsOf(base), library, { asOf: '2026-02-30', scheme: null })).toMatchObject({ code: 'AS_OF' });
  expect(checkSchemes(factsOf(base), library, { asOf: '2026-02-28', scheme: 'x' })).toMatchObject({
    code: 'SCHEME_UNKNOWN',
  });
});

it('joins four answers as the tables say', () => {
  const order = {
    all: ['unmet', 'unknown', 'manual_review', 'met'],
    any: ['met', 'unknown', 'manual_review', 'unmet'],
  } as const;
  for (const [left, a] of order.all.entries()) {
    for (const [right, b] of order.all.entries()) expect(allOf([a, b])).toBe(order.all[Math.min(left, right)]);
  }
  for (const [left, a] of order.any.entries()) {
    for (const [right, b] of order.any.entries()) expect(anyOf([a, b])).toBe(order.any[Math.min(left, right)]);
  }
  const none: readonly Outcome[] = [];
  expect([allOf(none), anyOf(none)]).toEqual(['met', 'unmet']);
});

it('counts whole months to the day, and to the last day of a short month', () => {
  const months = (from: string, until: string) => elapsed(parseDay(from) ?? 0, parseDay(until) ?? 0, 'months');
  expect(months('2024-01-31', '2024-02-28')).toBe(0);
  expect(months('2024-01-31', '2024-02-29')).toBe(1);
  expect(months('2024-02-29', '2025-02-28')).toBe(12);
  expect(months('2024-03-15', '2024-03-14')).toBe(-1);
});
