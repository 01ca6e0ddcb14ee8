import { FUNDING_FORMS, FUNDING_STAGES } from '@banfei/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, isLiving, isNamed, type Standing, type Step } from './machine.ts';
import { type Criteria, type Demand, isWorthAsking, matchesFor, reasonsFor } from './match.ts';

const MOST = 10_000_000_000_000;
const fen = fc.integer({ min: 1, max: MOST });
const sector = fc.constantFrom('26', '39', '40', '65');
const criteria: fc.Arbitrary<Criteria> = fc
  .record({
    forms: fc.subarray([...FUNDING_FORMS], { minLength: 1 }),
    stages: fc.subarray([...FUNDING_STAGES], { minLength: 1 }),
    sectors: fc.uniqueArray(sector),
    range: fc.tuple(fen, fen),
  })
  .map(({ range: [a, b], ...rest }) => ({ ...rest, leastFen: Math.min(a, b), mostFen: Math.max(a, b) }));
const demand: fc.Arbitrary<Demand> = fc.record({
  form: fc.constantFrom(...FUNDING_FORMS),
  stage: fc.constantFrom(...FUNDING_STAGES),
  amountFen: fen,
  sector: fc.option(sector),
});
const amount = (wanted: Criteria, asked: Demand) => reasonsFor(wanted, asked)[3];

describe('matching', () => {
  it('meets an amount when the amount gives way by the stated distance, and not by one fen less', () => {
    fc.assert(
      fc.property(criteria, demand, (wanted, asked) => {
        const reason = amount(wanted, asked);
        const distance = reason?.distanceFen ?? null;
        expect(distance === null).toBe(reason?.met);
        if (distance === null) return;
        const way = asked.amountFen < wanted.leastFen ? 1 : -1;
        const moved = (by: number) => amount(wanted, { ...asked, amountFen: asked.amountFen + way * by })?.met;
        expect(moved(distance)).toBe(true);
        expect(moved(distance - 1)).toBe(false);
      }),
    );
  });

  it('offers exactly whoever misses at most one criterion other than the form; whoever fits stands first', () => {
    fc.assert(
      fc.property(fc.array(criteria, { maxLength: 12 }), demand, (investors, asked) => {
        // Said once more, from the criteria themselves.
        const missed = (wanted: Criteria) => [
          !wanted.stages.includes(asked.stage),
          wanted.sectors.length > 0 && !(asked.sector !== null && wanted.sectors.includes(asked.sector)),
          asked.amountFen < wanted.leastFen || asked.amountFen > wanted.mostFen,
        ];
        const count = (wanted: Criteria) => missed(wanted).filter(Boolean).length;
        const expected = investors.filter((wanted) => wanted.forms.includes(asked.form) && count(wanted) <= 1);
        const matches = matchesFor(asked, investors);
        expect(new Set(matches.map(({ investor }) => investor))).toEqual(new Set(expected));
        expect(matches).toHaveLength(expected.length);
        for (const { investor, fits } of matches) expect(fits).toBe(count(investor) === 0);
        const order = matches.map(({ fits }) => (fits ? 0 : 1));
        expect(order).toEqual([...order].sort());
      }),
    );
  });

  it('never asks a lender for a share', () => {
    const wanted: Criteria = { forms: ['debt'], stages: ['seed'], sectors: [], leastFen: 1, mostFen: MOST };
    const asked: Demand = { form: 'equity', stage: 'seed', amountFen: 5, sector: null };
    expect(isWorthAsking(reasonsFor(wanted, asked))).toBe(false);
    expect(isWorthAsking(reasonsFor(wanted, { ...asked, form: 'debt' }))).toBe(true);
  });
});

const day = fc.integer({ min: 1, max: 28 }).map((each) => `2026-11-${String(each).padStart(2, '0')}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('answer' as const),
    side: fc.constantFrom('firm' as const, 'investor' as const),
    agreed: fc.boolean(),
    on: day,
  }),
  fc.record({ type: fc.constant('lapse' as const), on: day }),
  fc.record({ type: fc.constant('conclude' as const), funded: fc.boolean() }),
  fc.record({ type: fc.constant('end' as const) }),
);

describe('an introduction', () => {
  it('opens names only after a yes of both sides in time, keeps answers, and moves no more once it is over', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 12 }), (begun, steps) => {
        let standing: Standing = {
          state: 'asked',
          firmAgreed: begun ? true : null,
          investorAgreed: null,
          answerBy: '2026-11-14',
        };
        const said = { firm: begun, investor: false };
        for (const each of steps) {
          const decided = decide(standing, each);
          if (!isLiving(standing)) expect(decided.ok).toBe(false);
          if (!decided.ok) continue;
          if (each.type === 'answer') {
            expect(each.on <= standing.answerBy).toBe(true);
            expect(standing[each.side === 'firm' ? 'firmAgreed' : 'investorAgreed']).toBeNull();
            if (each.agreed) said[each.side] = true;
            else expect(decided.next.state).toBe('declined');
          }
          standing = { ...standing, ...decided.next };
          if (isNamed(standing)) expect(said).toEqual({ firm: true, investor: true });
          if (standing.state === 'lapsed') expect(said.firm && said.investor).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
