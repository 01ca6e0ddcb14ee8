import type { Working } from './working.ts';

/** What one more step away from room adds to the price of a load that must travel. */
const PER_STEP = 0.4;

/** Parts that touch each part. */
function neighborParts({ graph, part, parts }: Working): readonly ReadonlySet<number>[] {
  const touching = Array.from({ length: parts }, () => new Set<number>());
  for (let v = 0; v < graph.size; v += 1) {
    const own = part[v] ?? 0;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const p = part[graph.neighbors[at] ?? 0] ?? 0;
      if (p !== own) touching[own]?.add(p);
    }
  }
  return touching;
}

/** Prices by steps from the nearest part of `from`, through parts that touch. */
function spread(from: readonly number[], touching: readonly ReadonlySet<number>[], prices: Float64Array): void {
  const steps = new Int32Array(prices.length).fill(-1);
  const waiting = [...from];
  for (const p of from) steps[p] = 0;
  for (let head = 0; head < waiting.length; head += 1) {
    const p = waiting[head] ?? 0;
    for (const next of touching[p] ?? []) {
      if (steps[next] !== -1) continue;
      steps[next] = (steps[p] ?? 0) + 1;
      waiting.push(next);
    }
  }
  for (let p = 0; p < prices.length; p += 1) prices[p] = 1 + PER_STEP * Math.max(0, steps[p] ?? 0);
}

/**
 * A part that is too full may be surrounded by full ones; its load must then travel through them, and no single move
 * seems to bring anything. So a load outside its limits is made dearer with every step that it lies away from a part
 * with room: each move towards room then brings something, and loads travel by the shortest ways.
 */
export function priceByRoom(working: Working): void {
  const { graph, parts, loads, limits, above, below } = working;
  const touching = neighborParts(working);
  const roomy: number[] = [];
  const rich: number[] = [];
  for (let p = 0; p < parts; p += 1) {
    // Room for a hair only is no room: the next vertex would already be too heavy.
    let [canTake, canGive] = [true, true];
    for (let c = 0; c < graph.constraints; c += 1) {
      const slot = p * graph.constraints + c;
      const load = loads[slot] ?? 0;
      const hair = (limits.mean[slot] ?? 1) * 0.004;
      if (load + hair > (limits.most[slot] ?? 0)) canTake = false;
      if (load - hair < (limits.least[slot] ?? 0)) canGive = false;
    }
    if (canTake) roomy.push(p);
    if (canGive) rich.push(p);
  }
  spread(roomy, touching, above);
  spread(rich, touching, below);
}

/** Everything outside its limits is equally dear again. */
export function forgetRoom({ above, below }: Working): void {
  above.fill(1);
  below.fill(1);
}
