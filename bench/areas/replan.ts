import { checkPlan, type Graph, planAreas } from '@banfei/partition';
import { leastCrossings } from './crossings.ts';
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

interface Change {
  readonly moved: number;
  /** Shares: of what lies above the limits, of what crosses borders of today, of METIS. */
  readonly unavoidable: number;
  readonly crossings: number;
  readonly peer: number;
  readonly cut: number;
  readonly imbalance: number;
  readonly holds: boolean;
  readonly seconds: number;
}

/** One change: METIS from scratch, then the engine from today's plan. */
function changeOf(graph: Graph, today: readonly number[], file: string): Change {
  const { loads } = checkPlan(graph, today, OPTIONS);
  const held = loads.map(([load = 0]) => load);
  const most = (1.03 * 70_000) / PARTS;
  write(graph, file);
  const peer = metis(file, PARTS, ['-ncuts=20', '-niter=50']);
  const began = process.cpuUsage();
  const plan = planAreas(graph, { ...OPTIONS, seed: 1, current: { parts: today } });
  const { user } = process.cpuUsage(began);
  if (!plan.ok) throw new Error(JSON.stringify(plan));
  const judged = checkPlan(graph, plan.parts, OPTIONS);
  return {
    moved: plan.movedWeight,
    unavoidable: plan.movedWeight / held.reduce((sum, load) => sum + Math.max(0, load - most), 0),
    crossings: plan.movedWeight / leastCrossings(graph, today, held, Math.floor(most)),
    peer: plan.movedWeight / movedAnew(graph.weights, today, peer.parts),
    cut: judged.cut / checkPlan(graph, peer.parts, OPTIONS).cut,
    imbalance: judged.maxImbalance,
    holds: judged.holds,
    seconds: user / 1e6,
  };
}

const told = ({ unavoidable, crossings, peer, cut, seconds }: Omit<Change, 'moved' | 'imbalance' | 'holds'>): string =>
  [
    `${unavoidable.toFixed(2)} × unavoidable`,
    `${crossings.toFixed(2)} × over borders of today`,
    `1/${(1 / peer).toFixed(1)} of METIS`,
    `cut ${cut.toFixed(3)} × METIS`,
    `${seconds.toFixed(2)} s`,
  ].join(' · ');

/** Medians, and how many changes meet each goal. */
function summary(rows: readonly Change[]): string {
  const median = (pick: (row: Change) => number): number =>
    rows.map(pick).sort((a, b) => a - b)[rows.length >> 1] ?? Number.NaN;
  const met = (holds: (row: Change) => boolean): string => `${rows.filter(holds).length}`;
  const medians = {
    unavoidable: median((row) => row.unavoidable),
    crossings: median((row) => row.crossings),
    peer: median((row) => row.peer),
    cut: median((row) => row.cut),
    seconds: median((row) => row.seconds),
  };
  const goals = [
    `moved ≤ 2.2 ×: ${met((row) => row.unavoidable <= 2.2)}`,
    `≤ 1/8: ${met((row) => row.peer <= 1 / 8)}`,
    `cut ≤ 1.04: ${met((row) => row.cut <= 1.04)}`,
    `≤ 0.3 s: ${met((row) => row.seconds <= 0.3)}`,
    `within 3 %: ${met((row) => row.holds)}`,
  ];
  return `${told(medians)}\n  goals met, of ${rows.length}: ${goals.join(', ')}`;
}

/** Plans today's district, lets it change, plans again; prints a row for every change and medians of each group. */
export function replans(file: string, groups: Readonly<Record<string, readonly number[]>>): void {
  const graph = clusteredCells(10, 51);
  const first = planAreas(graph, { ...OPTIONS, seed: 1 });
  if (!first.ok) throw new Error(JSON.stringify(first));
  const today = Array.from(first.parts);
  console.log(`\nre-plan, ${graph.size} cells, ${PARTS} parts`);
  for (const [name, seeds] of Object.entries(groups)) {
    const rows = seeds.map((seed) => {
      const row = changeOf(changed(graph, seed), today, file);
      const within = `${(row.imbalance * 100).toFixed(2)} %${row.holds ? '' : ' BROKEN'}`;
      console.log(`change ${seed}: moved ${row.moved} = ${told(row)} · ${within}`);
      return row;
    });
    console.log(`medians of ${name}: ${summary(rows)}`);
  }
}
