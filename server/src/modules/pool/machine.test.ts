import { POOL_ENDS, POOL_STAGES, type PoolStage } from '@banfei/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { plusMonths } from './days.ts';
import { dwellOf, type Entry } from './dwell.ts';
import { decideMove, missingForNext, pathTo, type Standing } from './machine.ts';
import { rulesOn } from './rules.ts';
import { isEnd } from './stages.ts';

const RULES = rulesOn('2026-11-22');
const ALL: readonly PoolStage[] = [...POOL_STAGES, ...POOL_ENDS];
const TODAY = '2026-11-22';
const stage = fc.constantFrom(...ALL);
const fresh = (at: PoolStage, since = '2020-01-01'): Standing => ({
  stage: at,
  since,
  rejectedOn: null,
  filed: new Set(),
  ever: new Set(),
});
const itemsOf = (from: PoolStage, to: PoolStage): readonly string[] =>
  (pathTo(RULES, fresh(from), to)?.items ?? []).map(({ item }) => item);

describe('the stages of the pool', () => {
  it('go forward with every paper only: each one that lacks is named', () => {
    fc.assert(
      fc.property(stage, stage, fc.nat(), (from, to, which) => {
        const items = itemsOf(from, to);
        const wish = { to, on: TODAY, cause: '原因', files: new Set(items), today: TODAY };
        const decided = decideMove(RULES, fresh(from), wish);
        expect(decided.ok).toBe(pathTo(RULES, fresh(from), to) !== null);
        const left = items[which % Math.max(1, items.length)];
        if (left === undefined) return;
        const files = new Set(items.filter((item) => item !== left));
        const refused = decideMove(RULES, fresh(from), { ...wish, files });
        expect(refused).toMatchObject({ code: 'POOL_EVIDENCE_MISSING', missing: [{ item: left }] });
        // What was filed before the move counts as much as what comes with it.
        expect(
          decideMove(RULES, { ...fresh(from), filed: new Set([left]), ever: new Set([left]) }, { ...wish, files }).ok,
        ).toBe(true);
      }),
    );
  });

  it('skip nothing: the papers of a jump are those of its single steps', () => {
    for (const [a, from] of POOL_STAGES.entries())
      for (const [b, to] of POOL_STAGES.entries()) {
        if (b <= a) continue;
        const steps = POOL_STAGES.slice(a, b).flatMap((each, k) => itemsOf(each, POOL_STAGES[a + k + 1] ?? each));
        expect([...itemsOf(from, to)].sort()).toEqual([...steps].sort());
      }
    expect(missingForNext(RULES, fresh('listed'))).toEqual([]);
    expect(missingForNext(RULES, fresh('reserve')).map(({ item }) => item)).toEqual(itemsOf('reserve', 'restructure'));
  });

  it('go back, out and in again with a cause only; a listing is final', () => {
    for (const from of ALL)
      for (const to of ALL) {
        const path = pathTo(RULES, fresh(from), to);
        if (from === 'listed' || from === to) expect(path).toBeNull();
        if (path === null) continue;
        const files = new Set(path.items.map(({ item }) => item));
        const wish = { to, on: TODAY, cause: '', files, today: TODAY };
        expect(decideMove(RULES, fresh(from), wish).ok).toBe(path.kind === 'forward');
        if (path.kind !== 'forward')
          expect(decideMove(RULES, fresh(from), wish)).toEqual({ ok: false, code: 'POOL_CAUSE_MISSING' });
      }
    expect(pathTo(RULES, fresh('reserve'), 'rejected')).toBeNull();
    expect(pathTo(RULES, fresh('rejected'), 'application')).toBeNull();
    expect(pathTo(RULES, fresh('rejected'), 'coachingFiling')?.kind).toBe('return');
  });

  it('keep the terms to the day: three months of coaching, six after a rejection', () => {
    const move = (standing: Standing, on: string) =>
      decideMove(RULES, standing, {
        to: 'application',
        on,
        cause: '',
        files: new Set(itemsOf('coachingFiling', 'application')),
        today: '2030-01-01',
      });
    const coached = fresh('coachingFiling', '2026-01-31');
    expect(move(coached, '2026-04-29')).toEqual({ ok: false, code: 'POOL_TOO_SOON', earliest: '2026-04-30' });
    expect(move(coached, '2026-04-30').ok).toBe(true);
    const rejected = { ...coached, rejectedOn: '2026-01-31' };
    expect(move(rejected, '2026-07-30')).toMatchObject({ earliest: '2026-07-31' });
    expect(move(rejected, '2026-07-31').ok).toBe(true);
    // Days outside the present stay, or in days to come, are none.
    expect(move(coached, '2026-01-30')).toMatchObject({ code: 'POOL_DAY', first: '2026-01-31' });
    expect(move(coached, '2030-01-02')).toMatchObject({ code: 'POOL_DAY', last: '2030-01-01' });
  });

  it('in any walk keep days in order, file every paper of a listing, and let stays add up', () => {
    const step = fc.record({
      to: stage,
      days: fc.integer({ min: -3, max: 400 }),
      files: fc.boolean(),
      cause: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let standing = fresh('reserve', '2000-01-01');
        const entries: Entry[] = [{ to: 'reserve', on: standing.since }];
        const papers = new Set<string>();
        const today = '2050-01-01';
        for (const { to, days, files, cause } of steps) {
          const path = pathTo(RULES, standing, to);
          const on = plusDays(standing.since, days);
          const given = new Set(files ? (path?.items ?? []).map(({ item }) => item) : []);
          const decided = decideMove(RULES, standing, { to, on, cause: cause ? '原因' : '', files: given, today });
          if (!decided.ok) continue;
          for (const { item } of decided.items) papers.add(item);
          const last = standing;
          standing = {
            stage: to,
            since: on,
            rejectedOn: to === 'rejected' ? on : last.rejectedOn,
            filed: new Set(),
            ever: papers,
          };
          entries.push({ to, on });
          expect(on >= last.since).toBe(true);
          if (decided.kind !== 'forward') expect(cause).toBe(true);
          if (to === 'application' && last.rejectedOn !== null) expect(on >= plusMonths(last.rejectedOn, 6)).toBe(true);
        }
        if (standing.stage === 'listed')
          for (const item of itemsOf('reserve', 'listed')) expect(papers).toContain(item);
        const dwell = dwellOf(entries, today);
        expect(dwell.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween('2000-01-01', today));
        expect(dwell.reduce((sum, { visits }) => sum + visits, 0)).toBe(entries.length);
        expect(isEnd(standing.stage) || POOL_STAGES.some((each) => each === standing.stage)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
