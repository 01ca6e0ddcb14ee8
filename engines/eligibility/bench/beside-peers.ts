/**
 * The register against its peers on the same rules in the same run: npx tsx bench/eligibility/eligibility.ts [companies]
 * Peers are installed by this folder's own package: npm ci --prefix bench/eligibility
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compilePack } from '../src/compile.ts';
import { parseDay } from '../src/days.ts';
import type { FactsView } from '../src/facts.ts';
import type { Pack } from '../src/pack.ts';
import { newPlan } from '../src/plan.ts';
import { createRegister } from '../src/register.ts';
import { PACKS, packOf } from '../test/library.ts';
import { factKeys, mulberry, randomView } from '../test/random-facts.ts';
import { condition, JSON_LOGIC, type Names, SQL, sqlRule } from './peers.ts';

const AS_OF = '2026-07-01';
const asOf = parseDay(AS_OF) ?? 0;
const rows = Number(process.argv[2] ?? 70_000);
const ROUNDS = 9;

// Loaded by a path that tools do not follow: users never install the peers.
const peers = createRequire(join(import.meta.dirname, '../../../bench/eligibility/package.json'));
const load = (name: string): Promise<Record<string, unknown>> => import(peers.resolve(name));

interface Connection {
  run(sql: string): Promise<unknown>;
  createAppender(table: string): Promise<Appender>;
}
interface Appender {
  appendDouble(value: number): void;
  appendBigInt(value: bigint): void;
  appendNull(): void;
  endRow(): void;
  closeSync(): void;
}

const inForce = PACKS.map(({ pack }) => pack).filter(
  ({ validFrom, validUntil }) => validFrom <= asOf && (validUntil === null || validUntil >= asOf),
);
const random = mulberry(20_261_126);
const names = factKeys(inForce);
const samples = Array.from({ length: 2_000 }, () => randomView(names, AS_OF, random));
const companies: FactsView[] = Array.from(
  { length: rows },
  () => samples[Math.floor(random() * samples.length)] ?? samples[0],
).filter((view) => view !== undefined);

/** Stated columns as numbers, by the name that the peers use too. */
function statedColumns(): ReadonlyMap<string, Float64Array> {
  const plan = newPlan(rows, asOf);
  for (const pack of inForce) compilePack(plan, pack);
  for (const { column, read } of plan.loaders) {
    const cache = new Map(samples.map((view) => [view, read(view)]));
    for (const [row, view] of companies.entries()) column[row] = cache.get(view) ?? Number.NaN;
  }
  const loaded = new Set(plan.loaders.map(({ column }) => column));
  return new Map([...plan.columns].filter(([, column]) => loaded.has(column)));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function sqlOf(packs: readonly Pack[], used: Names): string {
  const inner: string[] = [];
  const outer: string[] = [];
  for (const [place, pack] of packs.entries()) {
    const ids = [...pack.criteria.keys()];
    const nameOf = (id: string) => `c${place}_${ids.indexOf(id)}`;
    for (const criterion of pack.criteria.values()) {
      inner.push(`${condition(SQL, used, criterion.test, pack)} AS ${nameOf(criterion.id)}`);
    }
    const bits = (test: (name: string) => string) =>
      ids.map((id, bit) => `(CASE WHEN ${test(nameOf(id))} THEN ${2n ** BigInt(bit)} ELSE 0 END)`).join(' + ');
    const chosen = pack.standards.filter(({ required }) => !required).map(({ rule }) => sqlRule(rule, nameOf));
    const required = pack.standards.filter((each) => each.required).map(({ rule }) => sqlRule(rule, nameOf));
    const all = chosen.length === 0 ? required : [...required, `(${chosen.join(' OR ')})`];
    outer.push(`(${all.join(' AND ')}) AS verdict${place}`);
    outer.push(
      `(${bits((name) => name)})::BIGINT AS met${place}`,
      `(${bits((name) => `${name} IS NULL`)})::BIGINT AS open${place}`,
    );
  }
  return `CREATE OR REPLACE TEMP TABLE answers AS SELECT ${outer.join(',\n')} FROM (SELECT ${inner.join(',\n')} FROM firms)`;
}

async function duckdb(columns: ReadonlyMap<string, Float64Array>): Promise<() => Promise<void>> {
  const { DuckDBInstance } = await load('@duckdb/node-api');
  // The package describes itself; only what is used here is named.
  const instance = await (
    DuckDBInstance as { create(path: string): Promise<{ connect(): Promise<Connection> }> }
  ).create(':memory:');
  const connection = await instance.connect();
  const used: Names = new Set();
  const query = sqlOf(inForce, used);
  const list = [...used];
  const floating = (name: string) => name.includes('(');
  await connection.run(
    `CREATE TABLE firms (${list.map((name) => `"${name}" ${floating(name) ? 'DOUBLE' : 'BIGINT'}`).join(', ')})`,
  );
  const appender = await connection.createAppender('firms');
  for (let row = 0; row < rows; row += 1) {
    for (const name of list) {
      const value = columns.get(name)?.[row] ?? Number.NaN;
      if (Number.isNaN(value)) appender.appendNull();
      else if (floating(name)) appender.appendDouble(value);
      else appender.appendBigInt(BigInt(value));
    }
    appender.endRow();
  }
  appender.closeSync();
  return async () => void (await connection.run(query));
}

async function jsonLogic(columns: ReadonlyMap<string, Float64Array>, share: number): Promise<() => number> {
  const { LogicEngine } = await load('json-logic-engine');
  const engine = new (LogicEngine as new () => { build(logic: unknown): (data: unknown) => unknown })(); // as above
  const used: Names = new Set();
  const compiled = inForce.map((pack) =>
    engine.build([...pack.criteria.values()].map(({ test }) => condition(JSON_LOGIC, used, test, pack).logic)),
  );
  const given = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  const key = (name: string) => name.replace(/[^A-Za-z0-9]/g, '_');
  const data = Array.from({ length: Math.floor(rows * share) }, (_, row) =>
    Object.fromEntries([...used].map((name) => [key(name), given(columns.get(name)?.[row])])),
  );
  return () => {
    let answers = 0;
    for (const each of data) for (const run of compiled) if (Array.isArray(run(each))) answers += 1;
    return answers;
  };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const register = createRegister(inForce, { rows, asOf });
for (const [row, view] of companies.entries()) register.setCompany(row, view);
const columns = statedColumns();
const JSON_SHARE = 0.1;
const [sql, logic] = [await duckdb(columns), await jsonLogic(columns, JSON_SHARE)];
type Times = Record<'ours' | 'duckdb' | 'jsonLogic' | 'company' | 'rule', number[]>;
const times: Times = { ours: [], duckdb: [], jsonLogic: [], company: [], rule: [] };
for (let round = 0; round < ROUNDS + 2; round += 1) {
  const [a, b, c] = [await timed(() => register.evaluate()), await timed(sql), (await timed(logic)) / JSON_SHARE];
  if (round < 2) continue;
  times.ours.push(a);
  times.duckdb.push(b);
  times.jsonLogic.push(c);
}
for (let turn = 0; turn < 4_000; turn += 1) {
  const row = (turn * 7_919) % rows;
  const view = samples[turn % samples.length];
  if (view === undefined) continue;
  register.setCompany(row, view);
  times.company.push(await timed(() => register.evaluate(row)));
}
const star = PACKS.find(({ pack }) => pack.id === 'cn.sse.star');
const place = inForce.findIndex(({ id }) => id === 'cn.sse.star');
for (let round = 0; round < 15; round += 1) {
  // One threshold moves, to a value that no earlier round has computed.
  const text = JSON.stringify(star?.data).replace('"threshold":"4000000000"', `"threshold":"${4_100_000_000 + round}"`);
  const pack = packOf(JSON.parse(text));
  times.rule.push(await timed(() => register.replacePack(place, pack)));
}
const [ours, duck, json] = [median(times.ours), median(times.duckdb), median(times.jsonLogic)];
const criteria = inForce.reduce((sum, { criteria: each }) => sum + each.size, 0);
const ratio = (peer: readonly number[]): number => median(peer.map((each, round) => each / (times.ours[round] ?? 1)));
const verdict = (reached: boolean) => (reached ? 'reached' : 'MISSED');
console.log(
  `${rows} companies, ${inForce.length} packs, ${criteria} criteria; medians of ${ROUNDS} alternating rounds`,
);
console.log(`ours               ${ours.toFixed(1)} ms, ${((rows / ours) * 1e-3).toFixed(2)} M companies/s, one thread`);
console.log(
  `DuckDB             ${duck.toFixed(1)} ms, all threads: ours is ${ratio(times.duckdb).toFixed(2)} × (goal 4): ${verdict(ratio(times.duckdb) >= 4)}`,
);
console.log(
  `json-logic-engine  ${json.toFixed(1)} ms, a tenth of the companies × 10: ours is ${ratio(times.jsonLogic).toFixed(2)} × (goal 3): ${verdict(ratio(times.jsonLogic) >= 3)}`,
);
const company = median(times.company) * 1_000;
console.log(`one company, all packs  ${company.toFixed(1)} µs (goal 50): ${verdict(company <= 50)}`);
const rule = median(times.rule);
console.log(`one rule, all companies ${rule.toFixed(2)} ms (goal 15): ${verdict(rule <= 15)}`);
