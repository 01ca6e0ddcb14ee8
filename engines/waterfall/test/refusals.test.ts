import { describe, expect, it } from 'vitest';
import { DEAL_SENTENCES, layOut, readDeal, readPoolQuestion, readScenario } from '../src/index.ts';
import { dealOf, EXAMPLES, example, scenarioOf } from './material.ts';

type Data = Record<string, unknown>;
const base = (): Data => example('sale-leaseback');
const tranches = (...changes: readonly Data[]): Data => {
  const given = base().tranches;
  if (!Array.isArray(given)) throw new Error('the example has no tranches');
  return { ...base(), tranches: given.map((each: Data, index) => ({ ...each, ...changes[index] })) };
};
const asset = (change: Data): Data => {
  const given = base().assets;
  if (!Array.isArray(given)) throw new Error('the example has no assets');
  return { ...base(), assets: [{ ...given[0], ...change }, ...given.slice(1)] };
};

describe('a deal', () => {
  it('is taken in five worked examples', () => {
    for (const name of EXAMPLES) expect(readDeal(example(name)), name).toMatchObject({ ok: true });
  });

  it.each([
    [null, 'DEAL_VALUE', ''],
    [[], 'DEAL_VALUE', ''],
    [{}, 'DEAL_FIELD_MISSING', 'structure'],
    [{ ...base(), magic: 1 }, 'DEAL_FIELD_UNKNOWN', 'magic'],
    [{ ...base(), name: { zh: '演示' } }, 'DEAL_FIELD_MISSING', 'name.en'],
    [tranches({ rate: 1e9 }), 'DEAL_VALUE', 'tranches[0].rate'],
    [tranches({ rate: '-0.01' }), 'DEAL_VALUE', 'tranches[0].rate'],
    [tranches({ rate: '1e-2' }), 'DEAL_VALUE', 'tranches[0].rate'],
    [tranches({ principalFen: 0.5 }), 'DEAL_VALUE', 'tranches[0].principalFen'],
    [tranches({ principalFen: 2 ** 53 }), 'DEAL_VALUE', 'tranches[0].principalFen'],
    [tranches({ after: ['A'] }), 'DEAL_CIRCLE', 'tranches[0].after'],
    [tranches({ after: ['B'] }), 'DEAL_CIRCLE', 'tranches[0].after'],
    [tranches({ after: ['C'] }), 'DEAL_ID_UNHEARD', 'tranches[0].after'],
    [tranches({ class: 'mezzanine', after: ['B'] }, { after: ['A'] }), 'DEAL_CIRCLE', 'tranches[1].after'],
    [tranches({ id: 'B' }), 'DEAL_ID_TWICE', 'tranches[1].id'],
    [tranches({ id: 'reserve' }), 'DEAL_ID_TWICE', 'tranches[0].id'],
    [tranches({ rule: 'schedule', planFen: [1, 2] }), 'DEAL_AMOUNTS', 'tranches[0].planFen'],
    [tranches({ planFen: [1] }), 'DEAL_FIELD_UNKNOWN', 'tranches[0].planFen'],
    [tranches({ principalFen: 1 }), 'DEAL_AMOUNTS', 'tranches'],
    [asset({ terms: -1 }), 'DEAL_VALUE', 'assets[0].terms'],
    [asset({ terms: 600, everyMonths: 12 }), 'DEAL_VALUE', 'assets[0].terms'],
    [asset({ kind: 'bullet' }), 'DEAL_VALUE', 'assets[0].kind'],
    [asset({ firstDue: '2026-02-30' }), 'DEAL_VALUE', 'assets[0].firstDue'],
    [asset({ firstDue: '2020-01-01' }), 'DEAL_DATE_ORDER', 'assets[0].firstDue'],
    [asset({ kind: 'schedule', terms: 2, instalmentsFen: [1, 2] }), 'DEAL_AMOUNTS', 'assets[0].instalmentsFen'],
    [{ ...base(), structure: 'receivable' }, 'DEAL_VALUE', 'assets[0].kind'],
    [{ ...base(), payments: { days: ['2026-06-26', '2026-06-26'] } }, 'DEAL_DATE_ORDER', 'payments.days[1]'],
    [{ ...base(), payments: { first: '2026-01-01', everyMonths: 1, count: 3 } }, 'DEAL_DATE_ORDER', 'payments.first'],
    [{ ...base(), payments: { first: '2026-06-26', everyMonths: -1, count: 3 } }, 'DEAL_VALUE', 'payments.everyMonths'],
    [{ ...base(), closing: '2026-02-01' }, 'DEAL_DATE_ORDER', 'closing'],
    [{ ...base(), cleanUpShare: 2 }, 'DEAL_VALUE', 'cleanUpShare'],
    [
      { ...base(), triggers: [{ id: 't', measure: 'date', effect: 'watch' }] },
      'DEAL_FIELD_MISSING',
      'triggers[0].date',
    ],
  ])('is refused with the field named (%#)', (data, code, field) => {
    const refusal = readDeal(data);
    expect(refusal).toMatchObject({ ok: false, code, facts: { field } });
  });

  it('has a sentence in both languages for each refusal, with the same facts', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { zh, en } of Object.values(DEAL_SENTENCES)) expect(names(zh)).toEqual(names(en));
  });
});

describe('a scenario', () => {
  const deal = dealOf(base());
  it.each([
    [{ id: 's', defaults: 1.5 }, 'DEAL_VALUE', 'defaults'],
    [{ id: 's', defaults: ['0.1', -1] }, 'DEAL_VALUE', 'defaults[1]'],
    [
      {
        id: 's',
        recoveries: [
          { lagMonths: 6, share: 0.7 },
          { lagMonths: 9, share: 0.7 },
        ],
      },
      'DEAL_VALUE',
      'recoveries',
    ],
    [
      {
        id: 's',
        recoveries: [
          { lagMonths: 6, share: 0 },
          { lagMonths: 3, share: 0 },
        ],
      },
      'DEAL_VALUE',
      'recoveries[1].lagMonths',
    ],
    [{ id: 's', delay: { share: 1, months: -1 } }, 'DEAL_VALUE', 'delay.months'],
    [{ id: 's', exits: [{ asset: 'X', kind: 'default', date: '2026-07-01' }] }, 'DEAL_ID_UNHEARD', 'exits[0].asset'],
  ])('is refused with the field named (%#)', (data, code, field) => {
    expect(readScenario(data, deal)).toMatchObject({ ok: false, code, facts: { field } });
  });

  it('is refused by the fast way where that has no answer', () => {
    const fast = (name: string, scenario: Data = { id: 's' }) => {
      const found = dealOf(example(name));
      return layOut(found, scenarioOf(scenario, found));
    };
    expect(fast('pro-rata-triggers')).toMatchObject({ code: 'DEAL_NOT_FAST', facts: { field: 'liquidity' } });
    expect(fast('second-license')).toMatchObject({ code: 'DEAL_NOT_FAST', facts: { field: 'shortfallPromiseFen' } });
  });
});

describe('candidates of a pool', () => {
  it('are refused with the field named', () => {
    const refusal = readPoolQuestion({
      leastFen: 1,
      mostFen: 2,
      candidates: [{ id: 'a', firm: 'f', principalFen: 1, risk: 2 }],
    });
    expect(refusal).toMatchObject({ ok: false, facts: { field: 'candidates[0].risk' } });
    const limit = readPoolQuestion({
      leastFen: 1,
      mostFen: 2,
      candidates: [{ id: 'a', firm: 'f', principalFen: 1, risk: 0 }],
      limits: [{ id: 'l', kind: 'firmShare' }],
    });
    expect(limit).toMatchObject({ ok: false, code: 'DEAL_FIELD_MISSING', facts: { field: 'limits[0].level' } });
  });
});
