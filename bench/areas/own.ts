import { checkPlan, planAreas } from '@banfei/partition';
import { CASES, DEGENERATE, MILLION } from './graphs.ts';

/**
 * One plan in a process of its own, as the command would make it: a cold start, and no memory but its own. Prints the
 * plan's properties, judged by the independent check, and the seconds of processor time of all threads.
 */
const [name, seed] = process.argv.slice(2);
const asked = [...CASES, MILLION, ...DEGENERATE].find((each) => each.name === name);
if (asked === undefined) throw new Error(`no graph is called ${name}`);
const graph = asked.graph();
const options = { parts: asked.parts, tolerance: 0.03, balance: 'max' } as const;
const began = process.cpuUsage();
const plan = planAreas(graph, { ...options, seed: Number(seed) });
const { user, system } = process.cpuUsage(began);
if (!plan.ok) throw new Error(JSON.stringify(plan));
const megabytes = process.resourceUsage().maxRSS / 1024;
const { cut, maxImbalance, verdicts } = checkPlan(graph, plan.parts, options);
const broken = verdicts.filter(({ holds }) => !holds).map(({ property }) => property);
console.log(
  JSON.stringify({ cut, maxImbalance, broken, bound: plan.bound, seconds: (user + system) / 1e6, megabytes }),
);
