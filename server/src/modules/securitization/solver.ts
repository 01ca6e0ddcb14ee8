import { createRequire } from 'node:module';
import {
  type Candidate,
  excludedBy,
  judgePool,
  type PoolQuestion,
  type PoolVerdict,
  type Program,
  programOf,
} from '@banfei/waterfall';
import type { Highs } from 'highs';
import { Refusal } from '../../platform/errors.ts';

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

/** The pool of least expected loss, judged exactly; null when no pool keeps all limits, `stopped` when time ran out before that was known. */
function solve(solver: Highs, question: PoolQuestion, seconds: number): Solved | null | 'stopped' {
  const sifted = question.candidates.filter((each) => excludedBy(each, question.limits).length === 0);
  if (sifted.length === 0) return null;
  const answer = solver.solve(written(programOf({ ...question, candidates: sifted })), {
    mip_rel_gap: 0,
    mip_feasibility_tolerance: 1e-9,
    time_limit: seconds,
  });
  if (answer.Status === 'Infeasible') return null;
  // Everything else is no answer: a busy machine must not be told as a pool that does not exist.
  if (answer.Status !== 'Optimal') return 'stopped';
  const { Columns: columns } = answer;
  const chosen = sifted.filter((_, index) => (columns[`x${index}`]?.Primal ?? 0) > 0.5);
  const verdict = judgePool(question, chosen);
  // The solver works with tolerances, the verdict does not: a pool that breaks a limit by a fen is no answer.
  return verdict.isSized && verdict.limits.every(({ holds }) => holds) ? { chosen, verdict } : null;
}

/** A limit that binds, and the loss that the pool would carry without it. */
export interface Binding {
  readonly limit: string;
  readonly expectedLossWithout: bigint;
}

/** The best pool, null when none keeps all limits, and the limits that bind. */
export interface ChosenPool {
  readonly best: Solved | null;
  readonly binding: readonly Binding[];
}

/** For each program that is solved; one is solved for the pool and one for each limit. */
const SECONDS = 60;

/** Chooses the pool. A limit binds when the pool would carry less loss, or exist at all, without it. Throws DEAL_SOLVER_STOPPED when time ran out. */
export async function choosePool(question: PoolQuestion, seconds = SECONDS): Promise<ChosenPool> {
  const solver = await loadSolver();
  const best = solve(solver, question, seconds);
  if (best === 'stopped') throw new Refusal('DEAL_SOLVER_STOPPED', { seconds });
  const binding = question.limits.flatMap((limit) => {
    const limits = question.limits.filter(({ id }) => id !== limit.id);
    const without = solve(solver, { ...question, limits }, seconds);
    if (without === null || without === 'stopped') return [];
    const gains = best === null || best.verdict.expectedLoss > without.verdict.expectedLoss;
    return gains ? [{ limit: limit.id, expectedLossWithout: without.verdict.expectedLoss }] : [];
  });
  return { best, binding };
}
