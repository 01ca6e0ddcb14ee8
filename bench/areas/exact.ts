/**
 * Small plans beside proof: an integer programme is asked for any plan with a shorter border than the engine's.
 *
 *   npx tsx bench/areas/exact.ts [seconds that the solver may take for each]
 *
 * Loads within ±0.5 % of the mean, every part whole. When the solver says that there is none, the engine's plan is the
 * best there is; when it finds one, that is a loss; when its time ends, nothing is proven. All three are printed.
 */
import { createRequire } from 'node:module';
import { checkPlan, type Graph, graphOf, planAreas } from '@banfei/partition';
import type { Highs } from 'highs';
import { chance, delaunay } from './graphs.ts';

const TOLERANCE = 0.005;
/** Vertices and parts; each is drawn with two seeds. */
const SHAPES = [
  [16, 2],
  [18, 3],
  [20, 3],
  [24, 2],
  [24, 3],
  [30, 2],
  [30, 3],
  [40, 2],
  [50, 2],
  [60, 2],
] as const;

const loadSolver: () => Promise<Highs> = createRequire(import.meta.url)('highs');
const seconds = Number(process.argv[2] ?? 60);

/** People per vertex as census tracts have them: a few thousand, some twice as many as others. */
function drawn(size: number, seed: number): Graph {
  const { offsets, neighbors } = delaunay(size, seed);
  const random = chance(seed * 997 + size);
  return graphOf(
    Array.from({ length: size }, (_, v) => Array.from(neighbors.slice(offsets[v], offsets[v + 1]))),
    Array.from({ length: size }, () => 1200 + Math.floor(random() * random() * 4800)),
  );
}

const edgesOf = (graph: Graph): readonly (readonly [number, number])[] =>
  Array.from({ length: graph.size }, (_, v) =>
    Array.from(graph.neighbors.slice(graph.offsets[v], graph.offsets[v + 1])).flatMap((u) =>
      u > v ? [[v, u] as const] : [],
    ),
  ).flat();

/** Everything but wholeness, which is added where a plan breaks it. Vertex v lies in one of the parts 0 … v. */
function programme(graph: Graph, parts: number, fewer: number): readonly string[] {
  const of = (v: number, p: number): string => `x${v}_${p}`;
  const all = Array.from({ length: parts }, (_, p) => p);
  const rows = Array.from({ length: graph.size }, (_, v) => `${all.map((p) => of(v, p)).join(' + ')} = 1`);
  const mean = graph.weights.reduce((sum, weight) => sum + weight, 0) / parts;
  for (const p of all) {
    const load = Array.from(graph.weights, (weight, v) => `${weight} ${of(v, p)}`).join(' + ');
    rows.push(`${load} <= ${Math.floor(mean * (1 + TOLERANCE))}`, `${load} >= ${Math.ceil(mean * (1 - TOLERANCE))}`);
    for (let v = 0; v < p; v += 1) rows.push(`${of(v, p)} = 0`);
  }
  const edges = edgesOf(graph);
  edges.forEach(([v, u], at) => {
    for (const p of all)
      rows.push(`y${at} - ${of(v, p)} + ${of(u, p)} >= 0`, `y${at} + ${of(v, p)} - ${of(u, p)} >= 0`);
  });
  rows.push(`${edges.map((_, at) => `y${at}`).join(' + ')} <= ${fewer}`);
  return rows;
}

/** A piece of a part that does not hold all of it, with what surrounds it; null when the part is whole. */
function pieceApart(graph: Graph, plan: readonly number[], p: number) {
  const start = plan.indexOf(p);
  const piece = new Set([start]);
  const border = new Set<number>();
  for (const v of piece)
    for (const u of graph.neighbors.slice(graph.offsets[v], graph.offsets[v + 1]))
      if (plan[u] === p) piece.add(u);
      else border.add(u);
  const other = plan.findIndex((each, v) => each === p && !piece.has(v));
  return other === -1 ? null : { start, other, border };
}

/** A shorter plan, 'none' when there is provably none, or 'unproven' when time ran out. */
function shorter(solver: Highs, { graph, parts, fewer }: { graph: Graph; parts: number; fewer: number }) {
  const rows = [...programme(graph, parts, fewer)];
  const edges = edgesOf(graph).length;
  const names = [
    ...Array.from({ length: graph.size * parts }, (_, at) => `x${Math.floor(at / parts)}_${at % parts}`),
    ...Array.from({ length: edges }, (_, at) => `y${at}`),
  ];
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const left = (until - Date.now()) / 1000;
    if (left <= 0) return 'unproven';
    const text = `Minimize\n obj: ${Array.from({ length: edges }, (_, at) => `y${at}`).join(' + ')}\nSubject To\n${rows.map((row, at) => ` r${at}: ${row}`).join('\n')}\nBinary\n ${names.join(' ')}\nEnd\n`;
    const solved = solver.solve(text, { time_limit: left, mip_feasibility_tolerance: 1e-7 });
    if (solved.Status === 'Infeasible') return 'none';
    if (solved.Status !== 'Optimal') return 'unproven';
    const plan = Array.from({ length: graph.size }, (_, v) =>
      Array.from({ length: parts }, (_, p) => p).findIndex((p) => (solved.Columns[`x${v}_${p}`]?.Primal ?? 0) > 0.5),
    );
    const torn = Array.from({ length: parts }, (_, p) => pieceApart(graph, plan, p)).filter((each) => each !== null);
    if (torn.length === 0) return plan;
    // Whoever wants both ends in one part needs one of those between them in it; so for every part.
    for (const { start, other, border } of torn)
      for (let p = 0; p < parts; p += 1)
        rows.push(`x${start}_${p} + x${other}_${p}${[...border].map((u) => ` - x${u}_${p}`).join('')} <= 1`);
  }
}

const solver = await loadSolver();
let [reached, missed, open] = [0, 0, 0];
for (const [size, parts] of SHAPES)
  for (const seed of [1, 2]) {
    const graph = drawn(size, seed);
    const options = { parts, tolerance: TOLERANCE, balance: 'both' } as const;
    const plan = planAreas(graph, { ...options, seed: 1 });
    if (!plan.ok) throw new Error(JSON.stringify(plan));
    const holds = checkPlan(graph, plan.parts, options).holds;
    const answer = shorter(solver, { graph, parts, fewer: holds ? plan.cut - 1 : edgesOf(graph).length });
    const told = holds ? `cut ${plan.cut}` : 'no plan within ±0.5 %';
    // The programme must know the engine's own plan, or its silence would prove nothing.
    if (answer === 'none' && holds && shorter(solver, { graph, parts, fewer: plan.cut }) === 'none')
      throw new Error('the programme forbids a plan that holds');
    if (answer === 'none') reached += 1;
    else if (answer === 'unproven') open += 1;
    else missed += 1;
    const better = typeof answer === 'string' ? answer : `cut ${checkPlan(graph, answer, options).cut}`;
    console.log(`${size} vertices, ${parts} parts, seed ${seed}: engine ${told}; better: ${better}`);
  }
console.log(`proven best ${reached}, beaten ${missed}, unproven ${open} of ${SHAPES.length * 2}`);
