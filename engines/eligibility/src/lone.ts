/**
 * A company that is looked at alone: its change need not ask its thirty-one neighbors of a word again. The same packs are
 * compiled once more for a single row, and their answers are kept beside the planes of the register.
 */
import { type CompiledPack, compilePack } from './compile.ts';
import type { Pack } from './pack.ts';
import { newPlan, type Plan, type Plane, type Planes, put } from './plan.ts';

/** The answers of one company, one bit for each place. */
type Answers = Int32Array;

/** Asks the same packs as a register, for one row of it. */
export interface Lone {
  /** The answers of a row, from the numbers in the register's columns. */
  answer(row: number): Answers;
  /** The bit that stands for a plane of the register. */
  has(answers: Answers, plane: Plane): boolean;
  /** Puts another version of a pack in a place, after the register has done so. */
  replacePack(index: number, pack: Pack): void;
}

/** What answers: planes of the single row, each once, and the place among them that stands for a plane of the register. */
interface Places {
  readonly planes: readonly Plane[];
  readonly of: ReadonlyMap<Plane, number>;
}

function placesOf(one: readonly CompiledPack[], all: readonly CompiledPack[]): Places {
  const planes: Plane[] = [];
  const of = new Map<Plane, number>();
  const take = (from: Planes | undefined, to: Planes): void => {
    if (from === undefined) return;
    for (const kind of ['met', 'unknown', 'review'] as const) {
      if (!of.has(to[kind])) of.set(to[kind], planes.push(from[kind]) - 1);
    }
  };
  for (const [index, { scheme, standards, criteria }] of all.entries()) {
    const alone = one[index];
    take(alone?.scheme, scheme);
    for (const [id, each] of standards) take(alone?.standards.get(id), each);
    for (const [id, each] of criteria) take(alone?.criteria.get(id), each);
  }
  return { planes, of };
}

/** Prepares packs that a register has compiled, in the same order. */
export function loneCompany(plan: Plan, compiled: readonly CompiledPack[]): Lone {
  const alone = newPlan(1, plan.asOf, 1);
  const single = compiled.map(({ pack }) => compilePack(alone, pack));
  let places = placesOf(single, compiled);
  return {
    answer(row) {
      // Both plans were grown by the same packs in the same order, so their loaders stand in the same places.
      for (let at = 0; at < alone.loaders.length; at += 1) {
        const [to, from] = [alone.loaders[at], plan.loaders[at]];
        if (to !== undefined && from !== undefined) put(alone, to, 0, from.column[row] ?? Number.NaN);
      }
      for (let at = 0; at < alone.steps.length; at += 1) alone.steps[at]?.(0, 1);
      const { planes } = places;
      const answers = new Int32Array((planes.length + 31) >> 5);
      for (let at = 0; at < planes.length; at += 1) {
        answers[at >> 5] = (answers[at >> 5] ?? 0) | (((planes[at]?.[0] ?? 0) & 1) << (at & 31));
      }
      return answers;
    },
    has(answers, plane) {
      const at = places.of.get(plane) ?? 0;
      return ((answers[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
    },
    replacePack(index, pack) {
      single[index] = compilePack(alone, pack);
      places = placesOf(single, compiled);
    },
  };
}
