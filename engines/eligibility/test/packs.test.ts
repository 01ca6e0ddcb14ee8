import { describe, expect, it } from 'vitest';
import { judge } from '../src/criterion.ts';
import { overlapOf } from '../src/parse-pack.ts';
import { judgeScheme } from '../src/scheme.ts';
import { PACKS, viewOf } from './library.ts';

interface Example {
  readonly title: { readonly en: string };
  readonly asOf: string;
  readonly facts: Record<string, unknown>;
  readonly expect: { outcome: string; nearest?: string; standards: Record<string, string> };
}

const SCHEMES =
  'cn.sse.main cn.szse.main cn.sse.star cn.szse.chinext cn.bse cn.neeq.base cn.neeq.innovation hk.main.8.05 hk.main.18a hk.main.18c hk.gem cn.hightech cn.techsme cn.sme.tier1 cn.sme.specialized cn.sme.giant zj.hz.xinchuying'.split(
    ' ',
  );

it('every scheme has a pack, and no two versions meet on one day', () => {
  expect([...new Set(PACKS.map(({ pack }) => pack.id))].sort()).toEqual([...SCHEMES].sort());
  expect(overlapOf(PACKS.map(({ pack }) => pack))).toBeNull();
  for (const { file, pack } of PACKS) expect(file).toBe(`${pack.id}@${pack.version}.json`);
});

describe.each(PACKS)('$file', ({ data, pack }) => {
  it('answers the examples beside each criterion, both sides of every boundary among them', () => {
    for (const criterion of pack.criteria.values()) {
      const { id, examples, test } = criterion;
      const outcomes = new Set(examples.map(({ outcome }) => outcome));
      expect(outcomes.has('unmet') && outcomes.has('met'), `${id} shows both sides`).toBe(true);
      expect(outcomes.has(test.kind === 'finding' ? 'manual_review' : 'unknown'), `${id} shows nothing`).toBe(true);
      for (const { facts, outcome } of examples) {
        const { outcome: found } = judge(criterion, viewOf(facts, pack.dates.validFrom), pack);
        expect(found, `${id} on ${JSON.stringify([...facts])}`).toBe(outcome);
      }
    }
  });

  it('answers the examples of the whole scheme', () => {
    const examples = (data.examples ?? []) as readonly Example[]; // the form is checked by what follows
    for (const { asOf, facts, expect: expected } of examples) {
      const judged = judgeScheme(pack, viewOf(Object.entries(facts), asOf));
      const standards = Object.fromEntries(judged.standards.map(({ standard, outcome }) => [standard.id, outcome]));
      expect(judged.outcome).toBe(expected.outcome);
      expect(standards).toMatchObject(expected.standards);
      if (expected.nearest !== undefined) expect(judged.nearest?.standard.id).toBe(expected.nearest);
    }
  });
});
