/**
 * Compiled and interpreted answers on a million random fact sets, unknowns included: npx tsx engines/eligibility/bench/agree.ts [count] [seed].
 * Every fact set is judged under one pack, packs in turn; all criteria, standards and the scheme are compared. Exit 1 on a difference.
 */
import { parseDay } from '../src/days.ts';
import { createRegister } from '../src/register.ts';
import { judgeScheme } from '../src/scheme.ts';
import { PACKS } from '../test/library.ts';
import { factKeys, mulberry, randomView } from '../test/random-facts.ts';

const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const AS_OF = '2026-07-01';
const ROUND = 4_096;
const random = mulberry(seed);
const registers = PACKS.map(({ pack }) => ({
  pack,
  names: factKeys([pack]),
  register: createRegister([pack], { rows: ROUND, asOf: parseDay(AS_OF) ?? 0 }),
}));

let compared = 0;
let answers = 0;
let differences = 0;
for (let round = 0; compared < count; round += 1) {
  const turn = registers[round % registers.length];
  if (turn === undefined) break;
  const { pack, names, register } = turn;
  const views = Array.from({ length: Math.min(ROUND, count - compared) }, () => randomView(names, AS_OF, random));
  for (const [row, view] of views.entries()) register.setCompany(row, view);
  register.evaluate();
  for (const [row, view] of views.entries()) {
    const { outcome, standards } = judgeScheme(pack, view);
    const pairs = [[register.outcome(0, row), outcome]];
    for (const { standard, outcome: own, criteria } of standards) {
      pairs.push([register.standardOutcome(0, standard.id, row), own]);
      for (const each of criteria) pairs.push([register.criterionOutcome(0, each.criterion.id, row), each.outcome]);
    }
    answers += pairs.length;
    if (pairs.some(([a, b]) => a !== b)) differences += 1;
  }
  compared += views.length;
}
console.log(`${compared} fact sets, ${answers} answers, ${differences} fact sets that differ (seed ${seed})`);
process.exitCode = differences === 0 ? 0 : 1;
