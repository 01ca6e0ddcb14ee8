import { expect, it } from 'vitest';
import { parseDay } from '../src/days.ts';
import type { FactsView } from '../src/facts.ts';
import { createRegister } from '../src/register.ts';
import { judgeScheme } from '../src/scheme.ts';
import { PACKS, packOf } from './library.ts';
import { factKeys, mulberry, randomView } from './random-facts.ts';

/** The whole million is one command: `npx tsx engines/eligibility/bench/agree.ts`. */
const COMPANIES = 250;
const AS_OF = '2026-07-01';

const packs = PACKS.map(({ pack }) => pack);
const size = { rows: COMPANIES, asOf: parseDay(AS_OF) ?? 0 };

function companies(seed: number): readonly FactsView[] {
  const random = mulberry(seed);
  const names = factKeys(packs);
  return Array.from({ length: COMPANIES }, () => randomView(names, AS_OF, random));
}

it('answers every criterion, standard and scheme of every pack as the interpreter does, unknowns included', () => {
  const views = companies(20_261_122);
  const register = createRegister(packs, size);
  for (const [row, view] of views.entries()) register.setCompany(row, view);
  register.evaluate();
  const seen = new Map<string, number>();
  for (const [row, view] of views.entries()) {
    for (const [index, pack] of packs.entries()) {
      const judged = judgeScheme(pack, view);
      const place = () => `${pack.id}@${pack.version} company ${row}`;
      if (register.outcome(index, row) !== judged.outcome) expect(judged.outcome, place()).toBe('another');
      for (const { standard, outcome, criteria } of judged.standards) {
        if (register.standardOutcome(index, standard.id, row) !== outcome) {
          expect(register.standardOutcome(index, standard.id, row), `${place()} ${standard.id}`).toBe(outcome);
        }
        for (const each of criteria) {
          seen.set(each.outcome, (seen.get(each.outcome) ?? 0) + 1);
          const found = register.criterionOutcome(index, each.criterion.id, row);
          if (found !== each.outcome) expect(found, `${place()} ${each.criterion.id}`).toBe(each.outcome);
        }
      }
    }
  }
  // All four answers are common, so that agreement says something.
  for (const outcome of ['met', 'unmet', 'unknown', 'manual_review'])
    expect(seen.get(outcome) ?? 0).toBeGreaterThan(2_000);
});

it('answers a company that was looked at alone as in the whole register, and leaves its neighbors as they were', () => {
  const [views, others] = [companies(11), companies(12)];
  const register = createRegister(packs, size);
  for (const [row, view] of views.entries()) register.setCompany(row, view);
  register.evaluate();
  const whole = createRegister(packs, size);
  const moved = new Set([0, 31, 32, 33, 100, COMPANIES - 1]);
  for (const [row, view] of views.entries()) {
    const other = moved.has(row) ? (others[row] ?? view) : view;
    whole.setCompany(row, other);
    if (!moved.has(row)) continue;
    register.setCompany(row, other);
    register.evaluate(row);
  }
  whole.evaluate();
  let answers = 0;
  for (const [index, { criteria, standards }] of packs.entries()) {
    for (const row of views.keys()) {
      expect(register.outcome(index, row)).toBe(whole.outcome(index, row));
      for (const { id } of standards)
        expect(register.standardOutcome(index, id, row)).toBe(whole.standardOutcome(index, id, row));
      for (const id of criteria.keys()) {
        if (register.criterionOutcome(index, id, row) !== whole.criterionOutcome(index, id, row))
          expect(`${packs[index]?.id} ${id} of row ${row}`).toBe('the same in both');
        answers += 1;
      }
    }
  }
  expect(answers).toBeGreaterThan(50_000);
});

it('answers a changed company and a changed rule as a register that was built anew', () => {
  const views = companies(7);
  const changed = createRegister(packs, size);
  for (const [row, view] of views.entries()) changed.setCompany(row, view);
  changed.evaluate();
  const other = companies(8)[0];
  if (other === undefined) throw new Error('no company');
  changed.setCompany(17, other);
  changed.evaluate(17);
  const file = PACKS.find(({ pack }) => pack.id === 'cn.sse.star');
  const text = JSON.stringify(file?.data)
    .replace('"threshold": "300000000"', '')
    .replaceAll('"300000000"', '"200000000"');
  const star = packOf(JSON.parse(text));
  const index = packs.findIndex(({ id }) => id === 'cn.sse.star');
  const revenues = () => views.map((_, row) => changed.criterionOutcome(index, 'revenue3', row)).join();
  const before = revenues();
  changed.replacePack(index, star);
  const newPacks = packs.map((pack, at) => (at === index ? star : pack));
  const fresh = createRegister(newPacks, size);
  for (const [row, view] of views.entries()) {
    fresh.setCompany(row, row === 17 ? other : view);
  }
  fresh.evaluate();
  const answers = (register: typeof fresh) =>
    newPacks.flatMap((_, at) => views.map((__, row) => register.outcome(at, row)).join());
  expect(answers(changed)).toEqual(answers(fresh));
  expect(revenues()).not.toBe(before);
});

it('lets answers follow new facts without being told to, and the whole register find the same', () => {
  const views = companies(9);
  const others = companies(10);
  const register = createRegister(packs, size);
  for (const [row, view] of views.entries()) register.setCompany(row, view);
  register.evaluate();
  const answers = () =>
    packs.flatMap(({ criteria }, index) =>
      views.map((_, row) =>
        [
          register.outcome(index, row),
          ...[...criteria.keys()].map((id) => register.criterionOutcome(index, id, row)),
        ].join(),
      ),
    );
  const before = answers();
  // Every third company of a word changes: those between keep their answers.
  for (const [row, view] of others.entries()) if (row % 3 === 0) register.setCompany(row, view);
  const followed = answers();
  const counted = packs.map((_, index) => register.count(index, 'met'));
  register.evaluate();
  expect(answers()).toEqual(followed);
  expect(packs.map((_, index) => register.count(index, 'met'))).toEqual(counted);
  const changed = followed.flatMap((each, at) => (each === before[at] ? [] : [at % views.length]));
  expect(changed.length).toBeGreaterThan(views.length);
  expect(changed.filter((row) => row % 3 !== 0)).toEqual([]);
});
