/** Closed forms and textbook tables, each computed here once more in exact arithmetic, by other means than the engine's. */
import { describe, expect, it } from 'vitest';
import { paymentDay } from '../src/calendar.ts';
import { addMonths, dateOf, formatDay, parseDay, yearFraction } from '../src/days.ts';
import { parseDecimal, spoken, times } from '../src/exact.ts';
import { breakEven, measuresOf, yieldAt } from '../src/index.ts';
import { largestRemainder } from '../src/rounding.ts';
import { levelPayment } from '../src/schedule.ts';
import { dealOf, run, scenarioOf } from './material.ts';

const day = (text: string): number => parseDay(text) ?? Number.NaN;
const half = (num: bigint, den: bigint): bigint => (2n * num + den) / (2n * den);

/** A deal of one loan and tranches of the same size, no costs. */
const deal = (asset: object, tranches: readonly object[], more: object = {}) => ({
  id: 'book',
  structure: 'pledge_loan',
  cutOff: '2026-01-01',
  closing: '2026-01-01',
  payments: { first: '2026-02-01', everyMonths: 1, count: 12 },
  assets: [{ id: 'L', firm: '演示', dayCount: '30/360', firstDue: '2026-02-01', everyMonths: 1, terms: 12, ...asset }],
  tranches: tranches.map((tranche) => ({ dayCount: '30/360', ...tranche })),
  ...more,
});
const level = { kind: 'levelPay', principalFen: 120_000_00, rate: '0.06' };

describe('level pay', () => {
  it('is the annuity: 100,000.00 at 12 % over 12 months pays 8,884.88 a month', () => {
    expect(levelPayment(10_000_000n, { num: 1n, den: 100n }, 12)).toBe(888_488n);
  });

  it('is the annuity of any loan, by summing discount factors instead of the closed form', () => {
    for (const [principal, num, den, terms] of [
      [1_000_000_000n, 1n, 240n, 36],
      [77_777_777n, 599n, 120_000n, 60],
      [5_000_000n, 0n, 1n, 7],
    ] as const) {
      // Σ (den / (den + num))^k as one fraction over (den + num)^terms.
      let factors = 0n;
      for (let k = 1; k <= terms; k += 1) factors += den ** BigInt(k) * (den + num) ** BigInt(terms - k);
      expect(levelPayment(principal, { num, den }, terms)).toBe(
        half(principal * (den + num) ** BigInt(terms), factors),
      );
    }
  });

  it('runs down a table row by row, and the last instalment clears', () => {
    const { periods } = run(deal(level, [{ id: 'A', class: 'senior', principalFen: 12_000_000 }]));
    const payment = levelPayment(12_000_000n, { num: 5n, den: 1000n }, 12);
    let balance = 12_000_000n;
    for (const [index, { collected }] of periods.entries()) {
      const interest = half(balance * 5n, 1000n);
      const principal = index === 11 ? balance : payment - interest;
      balance -= principal;
      expect([collected.income, collected.principal, collected.closing]).toEqual([interest, principal, balance]);
    }
    expect(balance).toBe(0n);
  });
});

describe('order of payment', () => {
  const bullet = { kind: 'bullet', principalFen: 12_000_000, rate: '0.06' };

  it('pays a bullet its interest monthly and its principal at the end', () => {
    const { periods } = run(
      deal(bullet, [{ id: 'A', class: 'senior', principalFen: 12_000_000, rate: '0.048', rule: 'bullet' }]),
    );
    for (const [index, { tranches }] of periods.entries())
      expect(tranches[0]).toMatchObject({ interestPaid: 48_000n, principalPaid: index === 11 ? 12_000_000n : 0n });
  });

  const two = [
    { id: 'A1', class: 'senior', principalFen: 4_000_000, rate: '0.03' },
    { id: 'A2', class: 'senior', principalFen: 8_000_000, rate: '0.03', after: ['A1'] },
  ];

  it('repays one tranche after the other, from the same principal', () => {
    const { periods } = run(deal(level, two));
    let left = 4_000_000n;
    for (const { collected, tranches } of periods) {
      const first = collected.principal < left ? collected.principal : left;
      expect(tranches.map(({ principalPaid }) => principalPaid)).toEqual([first, collected.principal - first]);
      left -= first;
    }
  });

  it('repays in proportion, the odd fen to the last', () => {
    const three = ['A', 'B', 'C'].map((id) => ({ id, class: 'senior', principalFen: 4_000_000, rate: '0.03' }));
    const { periods } = run(deal(level, three, { principalMode: 'proRata' }));
    const [first] = periods;
    const principal = first?.collected.principal ?? 0n;
    const third = principal / 3n;
    // Equal balances leave equal remainders: the odd fen go to the later holders.
    expect(principal % 3n).toBe(2n);
    expect(first?.tranches.map(({ principalPaid }) => principalPaid)).toEqual([third, third + 1n, third + 1n]);
  });

  it('goes from pro rata to sequential when losses reach the level of a trigger, and says by how much', () => {
    const assets = [1, 2, 3, 4].map((n) => ({ ...level, id: `L${n}`, firm: `演示${n}`, principalFen: 3_000_000 }));
    const data = {
      ...deal(level, [
        { id: 'A', class: 'senior', principalFen: 9_000_000, rate: '0.03' },
        { id: 'S', class: 'subordinated', principalFen: 3_000_000 },
      ]),
      principalMode: 'proRata',
      triggers: [{ id: 'loss', measure: 'cumulativeDefault', level: '0.2', effect: 'sequential' }],
      assets: assets.map((asset) => ({
        dayCount: '30/360',
        firstDue: '2026-02-01',
        everyMonths: 1,
        terms: 12,
        ...asset,
      })),
    };
    const { periods } = run(data, { id: 's', exits: [{ asset: 'L2', kind: 'default', date: '2026-04-01' }] });
    expect(periods[1]?.triggers[0]).toMatchObject({ hit: false, value: { num: 0n, den: 1n } });
    expect(periods[1]?.tranches[1]?.principalPaid).toBeGreaterThan(0n);
    const hit = periods[2];
    const lost = hit?.collected.defaulted ?? 0n;
    expect(spoken(hit?.triggers[0]?.value ?? { num: 0n, den: 1n })).toBe(spoken({ num: lost, den: 12_000_000n }));
    expect([hit?.triggers[0]?.hit, hit?.tranches[1]?.principalPaid]).toEqual([true, 0n]);
  });

  it('calls 差额支付 first, then the guarantee, and is in default when both do not reach', () => {
    const senior = { id: 'A', class: 'senior', principalFen: 12_000_000, rate: '0.06', rule: 'bullet' };
    const more = { payments: { days: ['2027-01-01'] }, shortfallPromiseFen: 5_000_000, guaranteeFen: 4_000_000 };
    const { periods } = run(deal({ ...bullet, everyMonths: 12, terms: 1, firstDue: '2027-01-01' }, [senior], more), {
      id: 'loss',
      exits: [{ asset: 'L', kind: 'default', date: '2026-02-01' }],
    });
    expect(periods[0]).toMatchObject({
      mode: 'default',
      draws: { shortfall: 5_000_000n, guarantee: 4_000_000n },
      tranches: [{ interestPaid: 720_000n, principalPaid: 8_280_000n, closing: 3_720_000n }],
    });
  });
});

describe('measures', () => {
  it('weigh average life, yield and loss of a bullet bought at par', () => {
    const data = deal(
      { kind: 'bullet', principalFen: 1_000_000, rate: '0.05', everyMonths: 12, terms: 1, firstDue: '2027-01-01' },
      [{ id: 'A', class: 'senior', principalFen: 1_000_000, rate: '0.05', rule: 'bullet' }],
      { payments: { days: ['2027-01-01'] } },
    );
    const [senior] = measuresOf(run(data));
    expect([senior?.averageLife, senior?.loss]).toEqual([{ num: 1n, den: 1n }, 0n]);
    expect(senior?.yield).toBeCloseTo(0.05, 12);
    expect(yieldAt([{ day: 730, fen: 12_100n }], 0, 10_000n)).toBeCloseTo(0.1, 12);
    expect(yieldAt([{ day: 365, fen: 0n }], 0, 10_000n)).toBeNull();
  });

  it('find the break-even default rate of a single bullet: what is over senior, exactly', () => {
    const data = deal(
      { kind: 'bullet', principalFen: 10_000_000, rate: 0, everyMonths: 1, terms: 1, firstDue: '2026-02-01' },
      [
        { id: 'A', class: 'senior', principalFen: 9_000_000 },
        { id: 'S', class: 'subordinated', principalFen: 1_000_000 },
      ],
    );
    const found = dealOf(data);
    // One month, one due day: a share of 10 % takes exactly the subordinated tranche.
    expect(breakEven(found, scenarioOf({ id: 's' }, found), 'A')).toEqual({
      bears: { num: 1n, den: 10n },
      loses: { num: 100_001n, den: 1_000_000n },
    });
  });
});

describe('days and decimals', () => {
  it.each([
    ['ACT/365', '2024-01-01', '2025-01-01', 366n, 365n],
    ['ACT/360', '2026-01-31', '2026-02-28', 7n, 90n],
    ['30/360', '2026-01-31', '2026-03-31', 1n, 6n],
    ['30/360', '2026-02-28', '2026-03-31', 11n, 120n],
    ['ACT/ACT', '2023-12-01', '2024-03-01', 31n * 366n + 60n * 365n, 365n * 366n],
  ] as const)('counts %s from %s to %s', (...[kind, from, until, num, den]) => {
    const { num: n, den: d } = yearFraction(kind, day(from), day(until));
    expect(n * den).toBe(num * d);
  });

  it('knows the calendar from 1990 to 2100 as JavaScript does', () => {
    const wrong: number[] = [];
    for (let at = day('1990-01-01'); at <= day('2100-12-31'); at += 1) {
      const { year, month, day: of } = dateOf(at);
      const date = new Date(at * 86_400_000);
      if (year !== date.getUTCFullYear() || month !== date.getUTCMonth() + 1 || of !== date.getUTCDate())
        wrong.push(at);
    }
    expect(wrong).toEqual([]);
    expect([parseDay('2026-02-29'), parseDay('2026-13-01'), parseDay('26-1-1')]).toEqual([null, null, null]);
    expect(formatDay(addMonths(day('2026-01-31'), 1))).toBe('2026-02-28');
  });

  it('moves payment days around days off, within the month if the rule says so', () => {
    const calendar = (rule: 'none' | 'following' | 'modifiedFollowing' | 'preceding') => ({
      rule,
      daysOff: new Set([day('2026-01-30')]),
      workingDays: new Set([day('2026-02-28')]),
    });
    const moved = (text: string, rule: 'none' | 'following' | 'modifiedFollowing' | 'preceding') =>
      formatDay(paymentDay(day(text), calendar(rule)));
    expect(moved('2026-01-31', 'none')).toBe('2026-01-31');
    expect(moved('2026-01-31', 'following')).toBe('2026-02-02');
    expect(moved('2026-01-31', 'modifiedFollowing')).toBe('2026-01-29');
    expect(moved('2026-01-31', 'preceding')).toBe('2026-01-29');
    expect(moved('2026-02-28', 'following')).toBe('2026-02-28');
  });

  it('reads decimals exactly and rounds half a fen up, once', () => {
    expect(parseDecimal('0.0325')).toEqual({ num: 13n, den: 400n });
    expect([parseDecimal('1e9'), parseDecimal('.5'), parseDecimal('0.1234567890123')]).toEqual([null, null, null]);
    expect([times(5n, { num: 1n, den: 10n }), times(4n, { num: 1n, den: 10n })]).toEqual([1n, 0n]);
    expect(spoken({ num: 9_999_999n, den: 10_000_000n })).toBe('0.999999');
    expect(largestRemainder(10n, [1n, 1n, 1n])).toEqual([3n, 3n, 4n]);
    expect(largestRemainder(100n, [333n, 333n, 334n])).toEqual([33n, 33n, 34n]);
    expect(largestRemainder(7n, [0n, 0n])).toEqual([0n, 0n]);
  });
});
