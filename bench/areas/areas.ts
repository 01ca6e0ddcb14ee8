/**
 * Plans of areas side by side with METIS and Scotch, judged by the engine's independent check.
 *
 *   npx tsx bench/areas/areas.ts [rounds] [even|degenerate|replan|million]…     needs gpmetis; scotch if it is there
 *
 * Peer and engine alternate, each in a process of its own; medians of processor time are compared. Losses are printed too.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPlan, type Graph } from '@banfei/partition';
import { CASES, type Case, DEGENERATE, MILLION } from './graphs.ts';
import { type Answer, metis, scotch, write } from './peers.ts';
import { replans } from './replan.ts';

interface Row {
  readonly cut: number;
  readonly maxImbalance: number;
  readonly broken: readonly string[];
  readonly seconds: number;
  readonly megabytes: number;
}

interface OwnRow extends Row {
  readonly bound: { readonly kind: string; readonly atLeast: number } | null;
}

const rounds = Number(process.argv[2] ?? 3);
const asked = process.argv.slice(3);
const wanted = (section: string): boolean => asked.length === 0 || asked.includes(section);
const folder = mkdtempSync(join(tmpdir(), 'banfei-bench-areas-'));
const file = join(folder, 'district.graph');
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function own(name: string, seed: number): OwnRow {
  const script = join(import.meta.dirname, 'own.ts');
  return JSON.parse(String(execFileSync(process.execPath, ['--import', 'tsx', script, name, String(seed)])));
}

function judged(graph: Graph, parts: number, { parts: answer, seconds, megabytes }: Answer): Row {
  const { cut, maxImbalance, verdicts } = checkPlan(graph, answer, { parts, tolerance: 0.03, balance: 'max' });
  const broken = verdicts.filter(({ holds }) => !holds).map(({ property }) => property);
  return { cut, maxImbalance, broken, seconds, megabytes };
}

function show(who: string, rows: readonly Row[]): void {
  const broken = [...new Set(rows.flatMap((row) => row.broken))];
  console.log(
    [
      `  ${who.padEnd(7)}`,
      `cut ${median(rows.map(({ cut }) => cut))}`,
      `${(Math.max(...rows.map(({ maxImbalance }) => maxImbalance)) * 100).toFixed(2)} %`,
      `${median(rows.map(({ seconds }) => seconds)).toFixed(2)} s`,
      `${median(rows.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
      broken.length === 0 ? 'holds' : `BROKEN: ${broken.join(', ')}`,
    ].join('  '),
  );
}

/** One graph: rounds of peer and engine in turn. Returns medians of cut and time as shares of the peer's. */
function beside(each: Case, options: readonly string[]): { cut: number; time: number } {
  const graph = each.graph();
  write(graph, file);
  console.log(`\n${each.name}: ${graph.size} vertices, ${each.parts} parts`);
  const peers: Row[] = [];
  const owns: OwnRow[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    peers.push(judged(graph, each.parts, metis(file, each.parts, [...options, `-seed=${round}`])));
    owns.push(own(each.name, round));
  }
  show('METIS', peers);
  show('banfei', owns);
  const other = graph.size > 200_000 ? null : scotch(file, each.parts);
  if (other !== null) show('Scotch', [judged(graph, each.parts, other)]);
  else if (graph.weights.includes(0)) console.log('  Scotch   refuses vertices without weight');
  const of = (pick: (row: Row) => number): number => median(owns.map(pick)) / median(peers.map(pick));
  const ratio = { cut: of(({ cut }) => cut), time: of(({ seconds }) => seconds) };
  console.log(`  banfei / METIS: cut ${ratio.cut.toFixed(3)}, time ${ratio.time.toFixed(2)}`);
  return ratio;
}

const seeds = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

const geometric = (values: readonly number[]): string =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length).toFixed(3);

console.log(`${cpus()[0]?.model ?? ''}, node ${process.version}; tolerance 3 %; no census blocks in data/`);
try {
  if (wanted('even')) {
    const ratios = CASES.map((each) => beside(each, ['-ncuts=20', '-niter=50']));
    console.log(`\ngeometric mean: cut ${geometric(ratios.map(({ cut }) => cut))} (goal ≤ 1.00),`);
    console.log(`time ${geometric(ratios.map(({ time }) => time))} × METIS -contig -ncuts=20 -niter=50 (goal ≤ 1.0)`);
  }
  if (wanted('degenerate'))
    for (const each of DEGENERATE) {
      const row = own(each.name, 1);
      console.log(`\n${each.name}, ${each.parts} parts${row.bound === null ? '' : `: ${JSON.stringify(row.bound)}`}`);
      show('banfei', [row]);
    }
  // Settings were chosen on changes 1 to 25 of an earlier plan of today and ten of another one; see the README.
  if (wanted('replan')) replans(file, { 'changes 1 to 15': seeds(1, 15), 'changes 26 to 45': seeds(26, 45) });
  if (wanted('million')) beside(MILLION, []);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
