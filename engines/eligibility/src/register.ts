/** The whole register: facts of many companies as columns, every pack compiled, answers and their reasons as bits. */
import { type CompiledPack, compilePack } from './compile.ts';
import type { FactsView } from './facts.ts';
import { loneCompany } from './lone.ts';
import type { Outcome } from './outcomes.ts';
import type { Pack } from './pack.ts';
import { newPlan, type Plane, type Planes, put, type Step } from './plan.ts';

/** Companies in rows, packs by their place in the list. */
export interface Register {
  /** Takes over the facts of one company. Its answers follow when they are asked for, or with the next `evaluate`. */
  setCompany(row: number, view: FactsView): void;
  /** Computes the answers of all companies, or those of one. */
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

function run(steps: readonly Step[], first: number, end: number): void {
  // Block by block through all steps, so that a column is still near when the next step reads it.
  for (let from = first; from < end; from += BLOCK) {
    const to = Math.min(end, from + BLOCK);
    for (const step of steps) step(from, to);
  }
}

/** Compiles packs for a register of so many companies as of a day. */
export function createRegister(
  packs: readonly Pack[],
  size: { readonly rows: number; readonly asOf: number },
): Register {
  const plan = newPlan(size.rows, size.asOf);
  const compiled: CompiledPack[] = packs.map((pack) => compilePack(plan, pack));
  const lone = loneCompany(plan, compiled);
  // Companies that are newer than the planes, with their answers once somebody asks: to bring those into hundreds of planes
  // would cost more than to find them.
  const late = new Map<number, Int32Array | null>();
  const answersOf = (row: number): Int32Array => {
    const answers = lone.answer(row);
    late.set(row, answers);
    return answers;
  };
  const read = (planes: Planes | undefined, row: number): Outcome => {
    if (planes === undefined) return 'unknown';
    const known = late.get(row);
    const own = known === null ? answersOf(row) : known;
    const has = (plane: Plane): boolean =>
      own === undefined ? ((plane[row >> 5] ?? 0) & (1 << (row & 31))) !== 0 : lone.has(own, plane);
    // At most one of the three planes has the bit of a company; where none has it, it is unmet.
    if (has(planes.met)) return 'met';
    if (has(planes.unknown)) return 'unknown';
    return has(planes.review) ? 'manual_review' : 'unmet';
  };
  // Kept for rules that come later and ask for facts nobody has asked for yet.
  const views: (FactsView | undefined)[] = [];
  return {
    setCompany(row, view) {
      views[row] = view;
      late.set(row, null);
      for (const loader of plan.loaders) put(plan, loader, row, loader.read(view));
    },
    evaluate(row) {
      if (row !== undefined) return void answersOf(row);
      late.clear();
      run(plan.steps, 0, plan.words);
    },
    replacePack(index, pack) {
      // Their words are computed as a whole, so that new steps find everything that they read.
      for (const word of new Set([...late.keys()].map((row) => row >> 5))) run(plan.steps, word, word + 1);
      late.clear();
      // Planes that other packs or the old version made are found by name and stay; only new ones run.
      const [steps, loaders] = [plan.steps.length, plan.loaders.length];
      compiled[index] = compilePack(plan, pack);
      // A rule that asks for facts nobody asked for before takes them from the companies.
      for (const loader of plan.loaders.slice(loaders)) {
        for (const [row, view] of views.entries()) if (view !== undefined) put(plan, loader, row, loader.read(view));
      }
      run(plan.steps.slice(steps), 0, plan.words);
      lone.replacePack(index, pack);
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
