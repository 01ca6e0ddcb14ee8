import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Table } from '@banfei/coverage';
import { CsvError, parse } from 'csv-parse/sync';

/** Bad input of the person who called: one sentence, exit code 2. */
export class BadFile extends Error {}

const MOST_BYTES = 200_000_000;

/** Text of a file as people save it: UTF-8 with or without a mark, or GB18030 as older sheets do. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The text of a file that was named on the command line. */
export async function readText(file: string, env: NodeJS.ProcessEnv): Promise<string> {
  const path = isAbsolute(file) ? file : join(env.INIT_CWD ?? process.cwd(), file);
  const bytes = await readFile(path).catch((error: unknown) => {
    const cause = error instanceof Error ? error.message : String(error);
    throw new BadFile(`读不了 ${file}：${cause} / ${file} cannot be read: ${cause}`);
  });
  if (bytes.length > MOST_BYTES) throw new BadFile(`${file} 超过 200 MB。/ ${file} is larger than 200 MB.`);
  return decode(bytes);
}

/** Lines of a table, each with the line of the file on which it begins. */
function recordsOf(text: string, file: string): readonly { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // Called once for each record; the parser counts the line on which it ends.
      on_record: (cells: string[], { lines }) => {
        const height = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        records.push({ line: lines - height, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BadFile(
      `${file} 第 ${records.length + 1} 行起读不成表格（${error.code}）。/ From row ${records.length + 1} on, ${file} is no table (${error.code}).`,
    );
  }
  return records;
}

/** Reads a table with a heading; every row must be as long as the heading. */
export async function readTable(file: string, env: NodeJS.ProcessEnv): Promise<Table> {
  const [first, ...rows] = recordsOf(await readText(file, env), file);
  if (first === undefined) throw new BadFile(`${file} 是空的，应有表头。/ ${file} is empty; it needs a heading.`);
  const heading = first.cells.map((cell) => cell.trim());
  const uneven = rows.find(({ cells }) => cells.length !== heading.length);
  if (uneven !== undefined)
    throw new BadFile(
      `${file} 第 ${uneven.line} 行有 ${uneven.cells.length} 格，表头有 ${heading.length} 格。/ Row ${uneven.line} of ${file} has ${uneven.cells.length} cells; the heading has ${heading.length}.`,
    );
  return { heading, rows };
}
