import { checkPlan, type Graph, planAreas } from '@banfei/partition';
import { chance, clusteredCells } from './graphs.ts';
import { metis, write } from './peers.ts';

const PARTS = 62;
const OPTIONS = { parts: PARTS, tolerance: 0.03, balance: 'max' } as const;

// The vertices nearest to one, itself included.
function around(graph: Graph, start: number, count: number): number[] {
  const seen = new Set([start]);
  for (const v of seen) {
    if (seen.size >= count) break;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) seen.add(graph.neighbors[at] ?? 0);
  }
  return [...seen].slice(0, count);
}

/** Five percent of the companies leave; as many arrive, half of them in two hot spots of sixty cells. */
function changed(graph: Graph, seed: number): Graph {
  const random = chance(seed * 101);
  const weights = graph.weights.slice();
  const change = Math.round(0.05 * weights.reduce((sum, weight) => sum + weight, 0));
  for (let left = change; left > 0; ) {
    const v = Math.floor(random() * graph.size);
    const held = weights[v] ?? 0;
    if (held === 0 || random() >= held / 60) continue;
    weights[v] = held - 1;
    left -= 1;
  }
  const spots = [0, 1].map(() => around(graph, Math.floor(random() * graph.size), 60));
  for (let arrival = 0; arrival < change; arrival += 1) {
    const spot = arrival % 2 === 0 ? undefined : spots[(arrival >> 1) % 2];
    const v = spot === undefined ? Math.floor(random() * graph.size) : (spot[Math.floor(random() * spot.length)] ?? 0);
    weights[v] = (weights[v] ?? 0) + 1;
  }
  return { ...graph, weights };
}

/** What a plan from scratch moves at least: its parts are given the numbers of today that they share most with. */
function movedAnew(weights: Float64Array, today: ArrayLike<number>, anew: ArrayLike<number>): number {
  const shared = new Map<number, number>();
  weights.forEach((weight, v) => {
    const pair = (today[v] ?? 0) * PARTS + (anew[v] ?? 0);
    shared.set(pair, (shared.get(pair) ?? 0) + weight);
  });
  const [old, fresh] = [new Set<number>(), new Set<number>()];
  let kept = 0;
  for (const [pair, weight] of [...shared].sort((a, b) => b[1] - a[1])) {
    const [one, two] = [Math.floor(pair / PARTS), pair % PARTS];
    if (old.has(one) || fresh.has(two)) continue;
    old.add(one);
    fresh.add(two);
    kept += weight;
  }
  return weights.reduce((sum, weight) => sum + weight, 0) - kept;
}

/** Plans today's district, lets it change, plans again; prints a row for every change. */
export function replans(file: string, seeds: readonly number[]): void {
  const graph = clusteredCells(10, 51);
  const first = planAreas(graph, { ...OPTIONS, seed: 1 });
  if (!first.ok) throw new Error(JSON.stringify(first));
  const today = Array.from(first.parts);
  console.log(`\nre-plan, ${graph.size} cells, ${PARTS} parts`);
  for (const seed of seeds) {
    const later = changed(graph, seed);
    const before = checkPlan(later, today, OPTIONS);
    const most = (1.03 * 70_000) / PARTS;
    const unavoidable = before.loads.reduce((sum, [load = 0]) => sum + Math.max(0, load - most), 0);
    write(later, file);
    const peer = metis(file, PARTS, ['-ncuts=20', '-niter=50']);
    const began = process.cpuUsage();
    const plan = planAreas(later, { ...OPTIONS, seed: 1, current: { parts: today } });
    const { user } = process.cpuUsage(began);
    if (!plan.ok) throw new Error(JSON.stringify(plan));
    const judged = checkPlan(later, plan.parts, OPTIONS);
    const anew = movedAnew(later.weights, today, peer.parts);
    console.log(
      [
        `change ${seed}: moved ${plan.movedWeight} = ${(plan.movedWeight / unavoidable).toFixed(2)} × ${unavoidable.toFixed(0)} unavoidable`,
        `1/${(anew / plan.movedWeight).toFixed(1)} of METIS`,
        `cut ${(judged.cut / checkPlan(later, peer.parts, OPTIONS).cut).toFixed(3)} × METIS`,
        `${(judged.maxImbalance * 100).toFixed(2)} %${judged.holds ? '' : ' BROKEN'}`,
        `${(user / 1e6).toFixed(2)} s`,
      ].join(' · '),
    );
  }
}
