import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { errorMessage } from '@banfei/contracts';
import { type FactFileReport, importFacts } from '../modules/schemes/index.ts';
import { systemNow } from '../platform/clock.ts';
import { Refusal } from '../platform/errors.ts';
import { parseArguments } from './arguments.ts';
import { withInstallation } from './database.ts';
import type { CommandIo } from './io.ts';

const DISTRICT = 1;

function print({ read, stored, companies, faults }: FactFileReport, io: CommandIo): number {
  for (const { line, sentence } of faults) io.err(`第 ${line} 行：${sentence.zh}。/ Line ${line}: ${sentence.en}.`);
  io.err(
    faults.length === 0
      ? `读 ${read} 行，存 ${stored} 条，涉及 ${companies} 家企业。/ Read ${read}, stored ${stored} of ${companies} companies.`
      : `读 ${read} 行，有 ${faults.length} 处不对，一条也没有存。/ Read ${read}; ${faults.length} faults, nothing was stored.`,
  );
  io.out(JSON.stringify({ read, stored, companies, faults }));
  return faults.length === 0 ? 0 : 2;
}

/** `banfei import facts FILE [--json]`: facts of companies with their papers, all of the file or nothing. */
export async function importFactsCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const read = parseArguments(args, [], ['json']);
  const [file, ...more] = read.ok ? read.parsed.rest : [];
  if (!read.ok || file === undefined || more.length > 0) {
    io.err(
      read.ok ? '写一个文件：banfei import facts FILE。/ Name one file: banfei import facts FILE.' : read.sentence,
    );
    return 2;
  }
  const content = await readFile(resolve(env.INIT_CWD ?? process.cwd(), file)).catch(() => null);
  if (content === null) {
    io.err(`没有 ${file} 这个文件。/ There is no file ${file}.`);
    return 2;
  }
  const given = { content, fileName: basename(file) };
  try {
    return await withInstallation(env, io, async ({ db }) =>
      print(await importFacts({ db, now: systemNow(), districtId: DISTRICT }, given), io),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { zh, en } = errorMessage(error.code, error.facts);
    io.err(`${zh} / ${en}`);
    return 2;
  }
}
