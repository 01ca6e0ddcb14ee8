import { createRequire } from 'node:module';
import {
  type Candidate,
  excludedBy,
  judgePool,
  type PoolQuestion,
  type PoolVerdict,
  type Program,
  programOf,
  readPoolQuestion,
} from '@banfei/waterfall';
import type { Highs } from 'highs';
import { parseArguments } from './arguments.ts';
import { readJson, sayRefusal } from './deal.ts';
import { fen, share } from './deal-report.ts';
import type { CommandIo } from './io.ts';

// Its types describe a CommonJS module, so it is loaded as one.
const loadSolver: () => Promise<Highs> = createRequire(import.meta.url)('highs');

const side = (terms: Program['rows'][number]['terms'], columns: Program['columns']): string =>
  terms
    .filter(([, factor]) => factor !== 0)
    .map(([column, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${columns[column]?.name ?? ''}`)
    .join(' ');

/** The program in the text form that the solver reads. */
function written({ columns, rows }: Program): string {
  const bounds = rows.flatMap(({ terms, least, most }, index) => {
    const sum = side(terms, columns);
    if (sum === '') return [];
    return [
      ...(least === null ? [] : [` a${index}: ${sum} >= ${least}`]),
      ...(most === null ? [] : [` b${index}: ${sum} <= ${most}`]),
    ];
  });
  const cost = columns
    .filter((column) => column.cost !== 0)
    .map((column) => `+ ${column.cost} ${column.name}`)
    .join(' ');
  const binaries = columns.filter(({ kind }) => kind === 'binary').map(({ name }) => name);
  return `Minimize\n obj: ${cost === '' ? '0 x0' : cost}\nSubject To\n${bounds.join('\n')}\nBinaries\n ${binaries.join(' ')}\nEnd\n`;
}

interface Solved {
  readonly chosen: readonly Candidate[];
  readonly verdict: PoolVerdict;
}

/** The pool of least expected loss, judged exactly; null when no pool keeps all limits. */
function solve(solver: Highs, question: PoolQuestion): Solved | null {
  const sifted = question.candidates.filter((each) => excludedBy(each, question.limits).length === 0);
  if (sifted.length === 0) return null;
  const answer = solver.solve(written(programOf({ ...question, candidates: sifted })), {
    mip_rel_gap: 0,
    mip_feasibility_tolerance: 1e-9,
    time_limit: 60,
  });
  if (answer.Status !== 'Optimal') return null;
  const { Columns: columns } = answer;
  const chosen = sifted.filter((_, index) => (columns[`x${index}`]?.Primal ?? 0) > 0.5);
  const verdict = judgePool(question, chosen);
  // The solver works with tolerances, the verdict does not: a pool that breaks a limit by a fen is no answer.
  return verdict.isSized && verdict.limits.every(({ holds }) => holds) ? { chosen, verdict } : null;
}

/** A limit binds when the pool would carry less loss, or exist at all, without it. */
function bindingOf(solver: Highs, question: PoolQuestion, best: Solved | null) {
  return question.limits.flatMap((limit) => {
    const without = solve(solver, { ...question, limits: question.limits.filter(({ id }) => id !== limit.id) });
    if (without === null) return [];
    const gain = best === null ? null : best.verdict.expectedLoss - without.verdict.expectedLoss;
    return gain === null || gain > 0n
      ? [{ limit: limit.id, expectedLossWithout: fen(without.verdict.expectedLoss) }]
      : [];
  });
}

/** `banfei deal pool`: the pool of a size with the least expected loss under limits, and the limits that bind. */
export async function dealPoolCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const read = parseArguments(args, ['candidates'], ['json']);
  const file = read.ok ? read.parsed.values.get('candidates') : undefined;
  if (!read.ok || file === undefined) {
    io.err(read.ok ? '要写 --candidates 和候选文件。/ Give --candidates and the file of candidates.' : read.sentence);
    return 2;
  }
  const given = await readJson(file, env, io);
  if (typeof given === 'number') return given;
  const parsed = readPoolQuestion(given.data);
  if (!parsed.ok) return sayRefusal(parsed, file, io);
  const { question } = parsed;
  const solver = await loadSolver();
  const best = solve(solver, question);
  const excluded = question.candidates.flatMap((each) => {
    const by = excludedBy(each, question.limits);
    return by.length === 0 ? [] : [{ id: each.id, by }];
  });
  io.out(
    JSON.stringify({
      found: best !== null,
      note: { zh: '仅为筛查提示，不是法律结论', en: 'A screening only, not a legal conclusion' },
      chosen: best?.chosen.map(({ id }) => id) ?? [],
      ...(best === null
        ? {}
        : {
            principal: fen(best.verdict.principal),
            expectedLoss: fen(best.verdict.expectedLoss),
            expectedLossShare: share(best.verdict.riskShare),
            limits: best.verdict.limits.map((limit) => ({
              ...limit,
              value: share(limit.value),
              level: share(limit.level),
            })),
          }),
      binding: bindingOf(solver, question, best),
      excluded,
    }),
  );
  return 0;
}
