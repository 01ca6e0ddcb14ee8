import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { errorMessage } from '@banfei/contracts';
import {
  AS_AGREED,
  DEAL_SENTENCES,
  type Deal,
  type DealRefusal,
  type DealRun,
  readDeal,
  readScenario,
  runDeal,
  type Scenario,
} from '@banfei/waterfall';
import { dealWorkbook } from '../modules/securitization/index.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { runReport } from './deal-report.ts';
import type { CommandIo } from './io.ts';

/** Where a file named on the command line stands: beside whoever runs it. */
const placeOf = (file: string, env: NodeJS.ProcessEnv): string =>
  isAbsolute(file) ? file : join(env.INIT_CWD ?? process.cwd(), file);

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
      data: JSON.parse(await readFile(placeOf(file, env), 'utf8')),
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

/** Writes the workbook of a run, or says why there is none; answers with the exit code. */
async function writeWorkbook(run: DealRun, file: string, env: NodeJS.ProcessEnv, io: CommandIo): Promise<number> {
  const workbook = await dealWorkbook(run, []);
  if (!workbook.ok) {
    const { zh, en } = errorMessage(workbook.code, workbook.facts);
    io.err(`${file}：${zh} / ${en}`);
    return 2;
  }
  try {
    await writeFile(placeOf(file, env), workbook.bytes);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    io.err(`写不了 ${file}：${cause} / ${file} cannot be written: ${cause}`);
    return 2;
  }
  return 0;
}

/** `banfei deal run`: the cash flows of a deal under a scenario, to the fen, with their proof; as a workbook too. */
export async function dealRunCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const read = parseArguments(args, ['deal', 'scenario', 'workbook'], ['json']);
  if (!read.ok) {
    io.err(read.sentence);
    return 2;
  }
  const loaded = await loadDeal(read.parsed, env, io);
  if (typeof loaded === 'number') return loaded;
  const run = runDeal(loaded.deal, loaded.scenario);
  const file = read.parsed.values.get('workbook');
  const code = file === undefined ? 0 : await writeWorkbook(run, file, env, io);
  if (code === 0) io.out(JSON.stringify(runReport(run)));
  return code;
}
