import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import {
  AS_AGREED,
  DEAL_SENTENCES,
  type Deal,
  type DealRefusal,
  readDeal,
  readScenario,
  runDeal,
  type Scenario,
} from '@banfei/waterfall';
import { type Arguments, parseArguments } from './arguments.ts';
import { runReport } from './deal-report.ts';
import type { CommandIo } from './io.ts';

/** Says a refusal in both languages. */
export function sayRefusal({ code, facts }: DealRefusal, file: string, io: CommandIo): number {
  const known: Readonly<Record<string, unknown>> = { ...facts };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in known ? String(known[name]) : whole));
  io.err(`${file}：${fill(DEAL_SENTENCES[code].zh)} / ${fill(DEAL_SENTENCES[code].en)}`);
  return 2;
}

/** The JSON of a file named by the person who runs the command, or the exit code after saying why not. */
export async function readJson(
  file: string,
  env: NodeJS.ProcessEnv,
  io: CommandIo,
): Promise<{ data: unknown } | number> {
  try {
    return {
      data: JSON.parse(await readFile(isAbsolute(file) ? file : join(env.INIT_CWD ?? process.cwd(), file), 'utf8')),
    };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    io.err(`读不了 ${file}：${cause} / ${file} cannot be read as JSON: ${cause}`);
    return 2;
  }
}

/** The deal and the scenario that the arguments name. */
export async function loadDeal(
  { values }: Arguments,
  env: NodeJS.ProcessEnv,
  io: CommandIo,
): Promise<{ deal: Deal; scenario: Scenario } | number> {
  const file = values.get('deal');
  if (file === undefined) {
    io.err('要写 --deal 和产品文件。/ Give --deal and the file of the deal.');
    return 2;
  }
  const read = await readJson(file, env, io);
  if (typeof read === 'number') return read;
  const parsed = readDeal(read.data);
  if (!parsed.ok) return sayRefusal(parsed, file, io);
  const { deal } = parsed;
  const scenarioFile = values.get('scenario');
  if (scenarioFile === undefined) return { deal, scenario: AS_AGREED };
  const given = await readJson(scenarioFile, env, io);
  if (typeof given === 'number') return given;
  const scenario = readScenario(given.data, deal);
  return scenario.ok ? { deal, scenario: scenario.scenario } : sayRefusal(scenario, scenarioFile, io);
}

/** `banfei deal run`: the cash flows of a deal under a scenario, to the fen, with their proof. */
export async function dealRunCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const read = parseArguments(args, ['deal', 'scenario'], ['json']);
  if (!read.ok) {
    io.err(read.sentence);
    return 2;
  }
  const loaded = await loadDeal(read.parsed, env, io);
  if (typeof loaded === 'number') return loaded;
  io.out(JSON.stringify(runReport(runDeal(loaded.deal, loaded.scenario))));
  return 0;
}
