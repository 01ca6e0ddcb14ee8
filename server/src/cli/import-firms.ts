import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { errorMessage, ImportMapping } from '@banfei/contracts';
import { Value } from '@sinclair/typebox/value';
import { type FileReport, type GivenFile, importFirmFile, tryFirmFile } from '../modules/firms/index.ts';
import { systemNow } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { Refusal } from '../platform/errors.ts';
import { parseArguments } from './arguments.ts';
import { withInstallation } from './database.ts';
import type { CommandIo } from './io.ts';

const DISTRICT = 1;

/** Bad input of the person who called: one sentence, exit code 2, nothing written. */
class BadInput extends Error {}

async function readMapping(path: string): Promise<ImportMapping> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'JSON';
    throw new BadInput(`读不懂 ${basename(path)}（${problem}）。/ ${basename(path)} could not be read.`);
  }
  if (Value.Check(ImportMapping, value)) return value;
  throw new BadInput(
    `${basename(path)} 应是列名到字段的 JSON 对象。/ It should be a JSON object from column name to field.`,
  );
}

async function readGiven(directory: string, file: string, map: string | undefined): Promise<GivenFile> {
  const path = resolve(directory, file);
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile()) throw new BadInput(`没有 ${file} 这个文件。/ There is no file ${file}.`);
  const mapping = map === undefined ? null : await readMapping(resolve(directory, map));
  return { content: await readFile(path), fileName: basename(path), mapping };
}

/** True when a database can be asked without starting one. */
function hasDatabase(env: NodeJS.ProcessEnv): boolean {
  const read = readConfig(env, env.INIT_CWD ?? process.cwd());
  return read.ok && (read.config.databaseUrl !== null || existsSync(join(read.config.dataDir, 'pg', 'postmaster.pid')));
}

interface Answer {
  readonly report: FileReport;
  readonly comparedWithRegister: boolean;
}

/** Without a database, or with one that does not answer, the rows of the file are compared with one another. */
async function tryFile(file: GivenFile, env: NodeJS.ProcessEnv, io: CommandIo): Promise<Answer> {
  const at = systemNow();
  if (hasDatabase(env)) {
    let report: FileReport | undefined;
    await withInstallation(env, io, async ({ db }) => {
      report = await tryFirmFile(file, { db, districtId: DISTRICT }, at);
      return 0;
    }).catch((error: unknown) => {
      if (error instanceof Refusal) throw error;
      io.err('数据库没有应答，只在文件内比较。/ The database did not answer; rows are compared within the file only.');
    });
    if (report !== undefined) return { report, comparedWithRegister: true };
  }
  return { report: await tryFirmFile(file, null, at), comparedWithRegister: false };
}

async function importFile(file: GivenFile, env: NodeJS.ProcessEnv, io: CommandIo): Promise<Answer | number> {
  let report: FileReport | undefined;
  const code = await withInstallation(env, io, async ({ db }) => {
    report = await importFirmFile(file, { db, districtId: DISTRICT }, systemNow());
    return 0;
  });
  return report === undefined ? code : { report, comparedWithRegister: true };
}

function print({ report, comparedWithRegister }: Answer, dryRun: boolean, io: CommandIo): void {
  const { totals, notes } = report;
  for (const { message } of notes) io.err(`${message.zh} / ${message.en}`);
  io.err(
    `读 ${totals.read} 行：新增 ${totals.new}，更新 ${totals.update}，不变 ${totals.unchanged}，重复 ${totals.duplicate}，未收 ${totals.rejected}。/ ` +
      `Read ${totals.read}: ${totals.new} new, ${totals.update} updates, ${totals.unchanged} unchanged, ${totals.duplicate} duplicates, ${totals.rejected} rejected.`,
  );
  io.out(JSON.stringify({ dryRun, comparedWithRegister, ...report }));
}

/**
 * `banfei import firms FILE [--map FILE.json] [--dry-run] [--json]`: says for every row what would become of it, or lets
 * the file take effect. One JSON document on standard output, messages on standard error; exit 0, 2 or 1.
 */
export async function importFirmsCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  // The answer is one JSON document with or without the switch; it is accepted as on every verb.
  const read = parseArguments(args, ['map'], ['dry-run', 'json']);
  const [file, ...more] = read.ok ? read.parsed.rest : [];
  if (!read.ok || file === undefined || more.length > 0) {
    io.err(
      read.ok ? '写一个文件：banfei import firms FILE。/ Name one file: banfei import firms FILE.' : read.sentence,
    );
    return 2;
  }
  const dry = read.parsed.switches.has('dry-run');
  try {
    const given = await readGiven(env.INIT_CWD ?? process.cwd(), file, read.parsed.values.get('map'));
    const answer = dry ? await tryFile(given, env, io) : await importFile(given, env, io);
    if (typeof answer === 'number') return answer;
    print(answer, dry, io);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) {
      const { zh, en } = errorMessage(error.code, error.facts);
      io.err(`${zh} / ${en}`);
      return 2;
    }
    if (!(error instanceof BadInput)) throw error;
    io.err(error.message);
    return 2;
  }
}
