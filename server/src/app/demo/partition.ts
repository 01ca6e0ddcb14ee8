import { neighborCells } from '../../modules/areas/index.ts';
import { centerOf, distanceMeters, type Point } from './outline.ts';
import { type Chance, chance } from './random.ts';

/** A plan under construction: which area each cell is in, and what each area weighs. */
interface Plan {
  readonly neighbors: ReadonlyMap<string, readonly string[]>;
  readonly weights: ReadonlyMap<string, number>;
  readonly areaOf: Map<string, number>;
  readonly members: Set<string>[];
  readonly loads: number[];
}

/**
 * Divides the cells into `count` contiguous areas of similar weight: areas grow from scattered seeds, the lightest
 * first, then border cells move from heavier to lighter neighbors while that evens the loads and cuts nothing apart.
 * Good enough to demonstrate; the planning engine with bounds and a checker is a package of its own.
 *
 * @returns the cells of each area, every cell once
 */
export function contiguousAreas(options: {
  seed: number;
  cells: readonly string[];
  weights: ReadonlyMap<string, number>;
  count: number;
}): string[][] {
  const { seed, cells, weights, count } = options;
  let best: { readonly plan: Plan; readonly worst: number } | undefined;
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const plan = emptyPlan(cells, weights, count);
    grow(plan, seeds(chance(seed, 'areas', attempt), cells, weights, count));
    even(plan);
    const worst = Math.max(...plan.loads) - Math.min(...plan.loads);
    if (plan.areaOf.size === cells.length && (best === undefined || worst < best.worst)) best = { plan, worst };
  }
  if (best === undefined) throw new Error('the demo outline could not be divided');
  return best.plan.members.map((cellsOfArea) => [...cellsOfArea].sort());
}

function emptyPlan(cells: readonly string[], weights: ReadonlyMap<string, number>, count: number): Plan {
  const present = new Set(cells);
  return {
    neighbors: new Map(cells.map((cell) => [cell, neighborCells(cell).filter((next) => present.has(next))])),
    weights,
    areaOf: new Map(),
    members: Array.from({ length: count }, () => new Set<string>()),
    loads: new Array<number>(count).fill(0),
  };
}

/** Scattered starting cells, closer together where companies are dense. */
function seeds(luck: Chance, cells: readonly string[], weights: ReadonlyMap<string, number>, count: number): string[] {
  const total = cells.reduce((sum, cell) => sum + (weights.get(cell) ?? 0), 0);
  const chosen: { readonly cell: string; readonly at: Point }[] = [];
  // The spacing relaxes while too few fit, so the loop always ends.
  for (let spacing = 1; chosen.length < count; spacing *= 0.995) {
    const cell = cells[luck.below(cells.length)] ?? '';
    const share = ((weights.get(cell) ?? 0) / total) * cells.length;
    const reach = (spacing * 1150) / Math.sqrt(Math.max(share, 0.25));
    const at = centerOf(cell);
    if (!chosen.some((other) => other.cell === cell || distanceMeters(other.at, at) < reach)) chosen.push({ cell, at });
  }
  return chosen.map(({ cell }) => cell);
}

function put(plan: Plan, cell: string, area: number): void {
  const before = plan.areaOf.get(cell);
  const weight = plan.weights.get(cell) ?? 0;
  if (before !== undefined) {
    plan.members[before]?.delete(cell);
    plan.loads[before] = (plan.loads[before] ?? 0) - weight;
  }
  plan.areaOf.set(cell, area);
  plan.members[area]?.add(cell);
  plan.loads[area] = (plan.loads[area] ?? 0) + weight;
}

/** The lightest area that still can takes the free border cell with the most neighbors inside, which keeps it round. */
function grow(plan: Plan, starts: readonly string[]): void {
  for (const [area, cell] of starts.entries()) put(plan, cell, area);
  const open = new Set(starts.keys());
  while (open.size > 0) {
    const area = [...open].reduce((a, b) => ((plan.loads[a] ?? 0) <= (plan.loads[b] ?? 0) ? a : b));
    const cell = bestBorderCell(plan, area);
    if (cell === undefined) open.delete(area);
    else put(plan, cell, area);
  }
}

function bestBorderCell(plan: Plan, area: number): string | undefined {
  const inside = new Map<string, number>();
  for (const member of plan.members[area] ?? []) {
    for (const next of plan.neighbors.get(member) ?? []) {
      if (!plan.areaOf.has(next)) inside.set(next, (inside.get(next) ?? 0) + 1);
    }
  }
  return [...inside].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

const ROUNDS = 400;

/** Moves border cells to lighter neighbors as long as that evens the loads. */
function even(plan: Plan): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (const cell of plan.areaOf.keys()) moved = moveIfBetter(plan, cell) || moved;
    if (!moved) return;
  }
}

function moveIfBetter(plan: Plan, cell: string): boolean {
  const from = plan.areaOf.get(cell) ?? 0;
  const weight = plan.weights.get(cell) ?? 0;
  const heavy = plan.loads[from] ?? 0;
  const around = plan.neighbors.get(cell) ?? [];
  const own = around.filter((next) => plan.areaOf.get(next) === from).length;
  let target: { readonly area: number; readonly gain: number } | undefined;
  for (const area of new Set(around.map((next) => plan.areaOf.get(next) ?? from))) {
    if (area === from) continue;
    const light = plan.loads[area] ?? 0;
    const shared = around.filter((next) => plan.areaOf.get(next) === area).length;
    // What the squares of both loads lose; a frayed border costs a little, so that areas stay round.
    const gain = (heavy - light - weight) * weight + (shared - own) * 0.05 * weight * heavy;
    if (gain > 1e-12 && gain > (target?.gain ?? 0) && heavy - light > weight) target = { area, gain };
  }
  if (target === undefined || !staysWhole(plan, from, cell)) return false;
  put(plan, cell, target.area);
  return true;
}

/** Whether an area stays in one piece, and keeps three cells at least, without this cell. */
function staysWhole(plan: Plan, area: number, without: string): boolean {
  const rest = new Set(plan.members[area]);
  rest.delete(without);
  if (rest.size < 3) return false;
  const [start] = rest;
  const waiting = start === undefined ? [] : [start];
  rest.delete(start ?? '');
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    for (const next of plan.neighbors.get(cell) ?? []) if (rest.delete(next)) waiting.push(next);
  }
  return rest.size === 0;
}
