import type { SentencePart } from '@banfei/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clausesOf } from './clauses.ts';

const part = fc.oneof(
  fc.string({ unit: fc.constantFrom('今', '天', '有', '，', '；', '、', '。', ' ') }),
  fc.record({ figure: fc.constant('open'), text: fc.constantFrom('3 件', '全部，按时') }),
);

test('cutting into clauses keeps every part in order and ends each clause but the last with a stop', () => {
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const textOf = (all: readonly SentencePart[]) =>
        all.map((each) => (typeof each === 'string' ? each : each.text)).join('');
      const clauses = clausesOf(parts);
      expect(textOf(clauses.flat())).toBe(textOf(parts));
      for (const clause of clauses.slice(0, -1)) expect(clause.at(-1)).toMatch(/[，；、。]$/);
      for (const clause of clauses)
        for (const each of clause.slice(0, -1)) if (typeof each === 'string') expect(each).not.toMatch(/[，；、。]/);
    }),
  );
});
