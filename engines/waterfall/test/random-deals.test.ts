import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealRun } from '../src/index.ts';
import { faultsOf } from './judge.ts';
import { dealData, EXAMPLES, example, run, scenarioData } from './material.ts';

// A few hundred at each test; DEALS=10000 runs the long programme, SEED another one.
const numRuns = Number(process.env.DEALS ?? 250);
const seed = Number(process.env.SEED ?? 20_260_711);

const text = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each));

describe('random deals', () => {
  it('conserve every fen, pay nobody out of turn, and replay the same', () => {
    let [dates, defaults, support, calls, accelerated] = [0, 0, 0, 0, 0];
    fc.assert(
      fc.property(dealData, scenarioData, (deal, scenario) => {
        const once = run(deal, scenario);
        expect(faultsOf(once)).toEqual([]);
        expect(text(run(deal, scenario))).toBe(text(once));
        dates += once.periods.length;
        for (const { events } of once.periods) {
          if (events.includes('default')) defaults += 1;
          if (events.includes('shortfallPayment') || events.includes('guaranteePayment')) support += 1;
          if (events.includes('cleanUpCall')) calls += 1;
          if (events.includes('acceleration')) accelerated += 1;
        }
      }),
      { numRuns, seed },
    );
    // A generator that never reaches these would prove nothing about them.
    console.log({ numRuns, seed, dates, defaults, support, calls, accelerated });
    expect(Math.min(dates, defaults, support, calls, accelerated)).toBeGreaterThan(0);
    // A bound of a hung programme, not of a slow machine.
  }, 3_600_000);
});

describe('the judge', () => {
  const tampered = (change: (copy: DealRun) => void): readonly string[] => {
    const copy = structuredClone(run(example('pro-rata-triggers')));
    change(copy);
    return faultsOf(copy);
  };
  type Loose = { -readonly [Key in keyof DealRun['periods'][number]['collected']]: bigint };

  it('finds nothing wrong with the examples', () => {
    for (const name of EXAMPLES) expect(faultsOf(run(example(name))), name).toEqual([]);
  });

  it('sees one fen too many, a balance that jumps and a junior out of turn', () => {
    const lost = tampered((copy) => {
      const collected = copy.periods[3]?.collected as Loose; // the copy is ours to change
      collected.income += 1n;
    });
    expect(lost).toContain('date 4 does not add up');
    const jumped = tampered((copy) => {
      const row = copy.periods[2]?.tranches[0] as { opening: bigint }; // the copy is ours to change
      row.opening += 5n;
    });
    expect(jumped.join()).toContain('date 3 A jumps');
    const early = tampered((copy) => {
      const row = copy.periods[1]?.tranches[0] as { interestDue: bigint }; // the copy is ours to change
      row.interestDue += 5n;
    });
    expect(early).toContain('date 2 a junior is paid while a senior is due');
  });
});
