import { readFile } from 'node:fs/promises';
import {
  type Bound,
  certificateOf,
  checkPlan,
  type Graph,
  type GraphFault,
  gapsOf,
  type PlanOptions,
  type PlanRefusal,
  planAreas,
  wrongTarget,
} from '@banfei/partition';
import { parseArguments } from './arguments.ts';
import { FileFault, readGraph } from './graph-file.ts';
import type { CommandIo } from './io.ts';

type Values = ReadonlyMap<string, string>;

function numberOf(values: Values, name: string, fallback: number | undefined): number | undefined {
  const text = values.get(name);
  if (text === undefined) return fallback;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number))
    throw new FileFault(`--${name} 要是数，现在是“${text}”。/ --${name} must be a number; it is “${text}”.`);
  return number;
}

/** A number that may not lie below `least`. */
function numberFrom(values: Values, name: string, least: number): number | undefined {
  const number = numberOf(values, name, undefined);
  if (number !== undefined && number < least)
    throw new FileFault(
      `--${name} 要大于等于 ${least}，现在是 ${number}。/ --${name} must be ${least} or more; it is ${number}.`,
    );
  return number;
}

function balanceOf(values: Values): 'max' | 'both' {
  const balance = values.get('balance') ?? 'max';
  if (balance !== 'max' && balance !== 'both')
    throw new FileFault(
      `--balance 只能是 max 或 both，现在是“${balance}”。/ --balance is max or both; it is “${balance}”.`,
    );
  return balance;
}

const faultSentence = (fault: GraphFault): FileFault => {
  switch (fault.code) {
    case 'GRAPH_EMPTY':
      return new FileFault(`图里没有顶点。/ The graph has no vertex.`);
    case 'GRAPH_LOOP':
      return new FileFault(
        `第 ${fault.vertex + 1} 个顶点把自己写成了邻居。/ Vertex ${fault.vertex + 1} names itself as a neighbor.`,
      );
    case 'GRAPH_ROW':
      return new FileFault(
        `第 ${fault.vertex + 1} 个顶点的邻居不存在。/ Vertex ${fault.vertex + 1} names a neighbor that does not exist.`,
      );
    case 'GRAPH_ASYMMETRIC':
      return new FileFault(
        `第 ${fault.vertex + 1} 个和第 ${fault.neighbor + 1} 个顶点的边两头写得不一样。每条边要在两端写成同样的权重。/ The edge of vertices ${fault.vertex + 1} and ${fault.neighbor + 1} is not the same at both ends. Write each edge at both, with one weight.`,
      );
    case 'GRAPH_WEIGHT':
      return new FileFault(
        `第 ${fault.vertex + 1} 个顶点的权重是 ${fault.found}，权重要大于等于 0。/ Vertex ${fault.vertex + 1} has the weight ${fault.found}; weights are 0 or more.`,
      );
  }
};

const refusalSentence = (refusal: PlanRefusal): FileFault => {
  switch (refusal.code) {
    case 'PLAN_GRAPH':
      return faultSentence(refusal.fault);
    case 'PLAN_PARTS':
      return new FileFault(
        `要分成 ${refusal.parts} 份，可图里只有 ${refusal.vertices} 个单元。份数要在 1 到 ${refusal.vertices} 之间。/ ${refusal.parts} parts were asked for a graph of ${refusal.vertices} units. Ask for 1 to ${refusal.vertices}.`,
      );
    case 'PLAN_TOLERANCE':
      return new FileFault(
        `容差 ${refusal.tolerance} 不在 0 到 100 之间。百分之三写作 0.03。/ The tolerance ${refusal.tolerance} is not within 0 to 100. Write three percent as 0.03.`,
      );
    case 'PLAN_TARGETS':
      return new FileFault(
        `第 ${refusal.part + 1} 份没有大于 0 的目标。/ Part ${refusal.part + 1} has no target above 0.`,
      );
    case 'PLAN_PIECES':
      return new FileFault(
        `图有 ${refusal.pieces} 块互不相连，只分 ${refusal.parts} 份做不到每份连片。增加份数，或加 --detached 允许飞地。/ The graph lies in ${refusal.pieces} separate pieces; ${refusal.parts} parts cannot all be connected. Ask for more parts, or allow islands with --detached.`,
      );
    case 'PLAN_CURRENT':
      return new FileFault(
        `现行方案有 ${refusal.found} 个单元，图有 ${refusal.vertices} 个，对不上。/ The current plan has ${refusal.found} units, the graph ${refusal.vertices}.`,
      );
    case 'PLAN_GROUP':
      return new FileFault(`第 ${refusal.group} 组不相连，放不进同一份。/ Group ${refusal.group} is not connected.`);
    case 'PLAN_LOCKED':
      return new FileFault(
        `第 ${refusal.vertex + 1} 个单元锁定在原处，可它和所在的那份不相连。解除锁定，或先改现行方案。/ Unit ${refusal.vertex + 1} is locked but hangs apart from its part. Unlock it, or mend the current plan first.`,
      );
  }
};

const BOUNDS: Readonly<Record<Bound['kind'] | 'none', string>> = {
  heaviestVertex: '最重的一个单元就有这么重。/ The heaviest unit alone weighs that much.',
  components: '互不相连的几块分不匀。/ The separate pieces cannot be divided more evenly.',
  neck: '大块全挂在一个单元上，分不开。/ Too much hangs on a single unit and cannot be divided.',
  granularity: '权重是整数，界限之间没有整数。/ Weights are whole numbers and none lies between the bounds.',
  none: '这次搜索没有找到，不等于没有。/ This search has found none, which does not mean that there is none.',
};

/** Parts of a plan file: a list of numbers, or an object with `parts`, as `areas plan` writes it. */
async function readParts(path: string): Promise<readonly number[]> {
  let data: unknown;
  try {
    data = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new FileFault(`读不了方案文件“${path}”。/ The plan “${path}” cannot be read as JSON.`);
  }
  const parts = typeof data === 'object' && data !== null && 'parts' in data ? data.parts : data;
  if (!Array.isArray(parts) || !parts.every((each) => Number.isInteger(each)))
    throw new FileFault(
      `方案“${path}”要是一列整数，或带 parts 的对象。/ The plan “${path}” must be a list of whole numbers, or an object with such a list as parts.`,
    );
  return parts;
}

/** Shares of the parts, for example the strength of teams: `3,2,2`. Whether each is above 0 the planner says. */
function targetsOf(values: Values): readonly number[] | undefined {
  const targets = values
    .get('targets')
    ?.split(',')
    .map((each) => (each.trim() === '' ? Number.NaN : Number(each)));
  if (targets?.some(Number.isNaN))
    throw new FileFault(
      `--targets 要是用逗号分开的数，每份一个，例如 3,2,2。/ --targets must be numbers with commas between them, one for each part, as in 3,2,2.`,
    );
  return targets;
}

const PLAN_NAMES = [
  'graph',
  'parts',
  'tolerance',
  'balance',
  'targets',
  'seed',
  'current',
  'churn-weight',
  'time-limit',
];

async function optionsOf(values: Values, detached: boolean): Promise<PlanOptions> {
  const parts = numberOf(values, 'parts', undefined);
  if (parts === undefined) throw new FileFault(`写明要分成几份：--parts 62。/ Say into how many parts: --parts 62.`);
  const limit = numberFrom(values, 'time-limit', 0);
  const until = limit === undefined ? 0 : Date.now() + limit * 1000;
  const seed = numberOf(values, 'seed', 1) ?? 1;
  if (!Number.isInteger(seed))
    throw new FileFault(`--seed 要是整数，现在是 ${seed}。/ --seed must be a whole number; it is ${seed}.`);
  const current = values.get('current');
  const price = numberFrom(values, 'churn-weight', 0);
  const targets = targetsOf(values);
  return {
    parts,
    tolerance: numberOf(values, 'tolerance', 0.03) ?? 0.03,
    balance: balanceOf(values),
    seed,
    detached,
    ...(targets === undefined ? {} : { targets }),
    ...(current === undefined
      ? {}
      : { current: { parts: await readParts(current), ...(price === undefined ? {} : { price }) } }),
    ...(limit === undefined ? {} : { expired: () => Date.now() >= until }),
  };
}

async function graphNamed(values: Values): Promise<Graph> {
  const path = values.get('graph');
  if (path === undefined) throw new FileFault(`写明图文件：--graph FILE。/ Name the graph: --graph FILE.`);
  return readGraph(path);
}

/** `banfei areas plan`: divides a graph into whole, even parts. */
export async function areasPlanCommand(args: readonly string[], io: CommandIo): Promise<number> {
  return answered(io, async () => {
    const read = parseArguments(args, PLAN_NAMES, ['json', 'detached']);
    if (!read.ok) throw new FileFault(read.sentence);
    const { values, switches } = read.parsed;
    const options = await optionsOf(values, switches.has('detached'));
    const graph = await graphNamed(values);
    const plan = planAreas(graph, options);
    if (!plan.ok) throw refusalSentence(plan);
    const { ok: _ok, parts, loads, bound, withinTolerance, ...rest } = plan;
    if (!withinTolerance) {
      const percent = ((bound?.atLeast ?? plan.maxImbalance) * 100).toFixed(2);
      io.err(
        `没有守住容差 ${options.tolerance}（${percent}%）。/ The tolerance ${options.tolerance} is not kept (${percent} %). ${BOUNDS[bound?.kind ?? 'none']}`,
      );
    }
    const check = checkPlan(graph, parts, options);
    io.out(
      JSON.stringify({
        parts: Array.from(parts),
        ...rest,
        loads: graph.constraints === 1 ? loads.map(([load]) => load) : loads,
        contiguous: check.verdicts.every(({ property, holds }) => property !== 'contiguous' || holds),
        withinTolerance,
        bound,
        certificate: certificateOf(graph, parts, options.parts),
      }),
    );
  });
}

/** `banfei areas check`: every property of a plan, by code that knows nothing of the planner. Exit 1 when one does not hold. */
export async function areasCheckCommand(args: readonly string[], io: CommandIo): Promise<number> {
  let holds = true;
  const code = await answered(io, async () => {
    const read = parseArguments(
      args,
      ['graph', 'plan', 'parts', 'tolerance', 'balance', 'targets'],
      ['json', 'detached'],
    );
    if (!read.ok) throw new FileFault(read.sentence);
    const { values, switches } = read.parsed;
    const path = values.get('plan');
    if (path === undefined) throw new FileFault(`写明方案文件：--plan FILE。/ Name the plan: --plan FILE.`);
    const graph = await graphNamed(values);
    const plan = await readParts(path);
    if (plan.length !== graph.size)
      throw new FileFault(
        `方案有 ${plan.length} 个单元，图有 ${graph.size} 个，对不上。/ The plan has ${plan.length} units, the graph ${graph.size}.`,
      );
    const parts = numberOf(values, 'parts', 1 + plan.reduce((most, each) => Math.max(most, each), 0)) ?? 1;
    const tolerance = numberOf(values, 'tolerance', 0.03) ?? 0.03;
    const targets = targetsOf(values);
    const part = targets === undefined ? -1 : wrongTarget(targets, parts);
    if (part !== -1) throw refusalSentence({ ok: false, code: 'PLAN_TARGETS', part });
    const checked = checkPlan(graph, plan, {
      parts,
      ...(targets === undefined ? {} : { targets }),
      tolerance,
      balance: balanceOf(values),
      detached: switches.has('detached'),
    });
    holds = checked.holds;
    const certificate = certificateOf(graph, plan, parts);
    io.out(JSON.stringify({ ...checked, uncarried: gapsOf(graph, plan, certificate).length }));
  });
  return code === 0 && !holds ? 1 : code;
}

async function answered(io: CommandIo, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    io.err(error.message);
    return 2;
  }
}
