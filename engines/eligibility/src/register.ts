/** The whole register: facts of many companies as columns, every pack compiled, answers and their reasons as bits. */
import { type CompiledPack, compilePack } from './compile.ts';
import type { FactsView } from './facts.ts';
import type { Outcome } from './outcomes.ts';
import type { Pack } from './pack.ts';
import { newPlan, type Plane, type Planes, type Step } from './plan.ts';

/** Companies in rows, packs by their place in the list. */
export interface Register {
  /** Takes over the facts of one company. Its answers change with the next `evaluate`. */
  setCompany(row: number, view: FactsView): void;
  /** Computes all answers again, or those of one company. */
  evaluate(row?: number): void;
  /** Puts another version of a pack in a place, and computes only what that version asks and nobody asked before. */
  replacePack(index: number, pack: Pack): void;
  /** The verdict on the whole scheme. */
  outcome(index: number, row: number): Outcome;
  /** The verdict on one standard. */
  standardOutcome(index: number, standard: string, row: number): Outcome;
  /** The answer of one limb: the explanation behind the verdict. */
  criterionOutcome(index: number, criterion: string, row: number): Outcome;
  /** How many companies have this outcome. */
  count(index: number, outcome: Outcome): number;
}

/** Words of one round: their columns fit in the second cache together. */
const BLOCK = 32;

function read(planes: Planes | undefined, row: number): Outcome {
  if (planes === undefined) return 'unknown';
  // At most one of the three planes has the bit of a company; where none has it, it is unmet.
  const [word, bit] = [row >> 5, 1 << (row & 31)];
  if (((planes.met[word] ?? 0) & bit) !== 0) return 'met';
  if (((planes.unknown[word] ?? 0) & bit) !== 0) return 'unknown';
  return ((planes.review[word] ?? 0) & bit) !== 0 ? 'manual_review' : 'unmet';
}

function run(steps: readonly Step[], first: number, end: number): void {
  // Block by block through all steps, so that a column is still near when the next step reads it.
  for (let from = first; from < end; from += BLOCK) {
    const to = Math.min(end, from + BLOCK);
    for (const step of steps) step(from, to);
  }
}

/** Where the lone company's answer stands, and where it belongs in the register. */
interface Answer {
  readonly from: Plane;
  readonly to: Plane;
}

/** Each plane that answers something, once, with the plane of the lone company that answers the same. */
function answersOf(one: readonly CompiledPack[], all: readonly CompiledPack[]): readonly Answer[] {
  const pairs = new Map<Plane, Plane>();
  const take = (from: Planes | undefined, to: Planes): void => {
    if (from === undefined) return;
    pairs.set(to.met, from.met).set(to.unknown, from.unknown).set(to.review, from.review);
  };
  for (const [index, { scheme, standards, criteria }] of all.entries()) {
    const alone = one[index];
    take(alone?.scheme, scheme);
    for (const [id, planes] of standards) take(alone?.standards.get(id), planes);
    for (const [id, planes] of criteria) take(alone?.criteria.get(id), planes);
  }
  return [...pairs].map(([to, from]) => ({ from, to }));
}

/** Compiles packs for a register of so many companies as of a day. */
export function createRegister(
  packs: readonly Pack[],
  size: { readonly rows: number; readonly asOf: number },
): Register {
  const plan = newPlan(size.rows, size.asOf);
  const compiled: CompiledPack[] = packs.map((pack) => compilePack(plan, pack));
  // The same packs once more for a lone company: its change need not ask its thirty-one neighbors again.
  const alone = newPlan(1, size.asOf, 1);
  const single: CompiledPack[] = packs.map((pack) => compilePack(alone, pack));
  let answers = answersOf(single, compiled);
  // Words in which a company was looked at alone: only their answers are new, not what lies between.
  const stale = new Set<number>();
  const evaluateOne = (row: number): void => {
    // Both plans were grown by the same packs in the same order, so their loaders stand in the same places.
    for (let at = 0; at < alone.loaders.length; at += 1) {
      const [to, from] = [alone.loaders[at]?.column, plan.loaders[at]?.column];
      if (to !== undefined && from !== undefined) to[0] = from[row] ?? Number.NaN;
    }
    for (let at = 0; at < alone.steps.length; at += 1) alone.steps[at]?.(0, 1);
    const [word, bit] = [row >> 5, row & 31];
    for (let at = 0; at < answers.length; at += 1) {
      const pair = answers[at];
      if (pair !== undefined) pair.to[word] = ((pair.to[word] ?? 0) & ~(1 << bit)) | (((pair.from[0] ?? 0) & 1) << bit);
    }
    stale.add(word);
  };
  // Kept for rules that come later and ask for facts nobody has asked for yet.
  const views: (FactsView | undefined)[] = [];
  return {
    setCompany(row, view) {
      views[row] = view;
      for (const { column, read: load } of plan.loaders) column[row] = load(view);
    },
    evaluate(row) {
      if (row !== undefined) return evaluateOne(row);
      stale.clear();
      run(plan.steps, 0, plan.words);
    },
    replacePack(index, pack) {
      for (const word of stale) run(plan.steps, word, word + 1);
      stale.clear();
      // Planes that other packs or the old version made are found by name and stay; only new ones run.
      const [steps, loaders] = [plan.steps.length, plan.loaders.length];
      compiled[index] = compilePack(plan, pack);
      // A rule that asks for facts nobody asked for before takes them from the companies.
      for (const { column, read: load } of plan.loaders.slice(loaders)) {
        for (const [row, view] of views.entries()) if (view !== undefined) column[row] = load(view);
      }
      run(plan.steps.slice(steps), 0, plan.words);
      single[index] = compilePack(alone, pack);
      answers = answersOf(single, compiled);
    },
    outcome: (index, row) => read(compiled[index]?.scheme, row),
    standardOutcome: (index, standard, row) => read(compiled[index]?.standards.get(standard), row),
    criterionOutcome: (index, criterion, row) => read(compiled[index]?.criteria.get(criterion), row),
    count(index, outcome) {
      let sum = 0;
      for (let row = 0; row < size.rows; row += 1) if (read(compiled[index]?.scheme, row) === outcome) sum += 1;
      return sum;
    },
  };
}
