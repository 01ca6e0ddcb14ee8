import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../../platform/ids.ts';
import { proposeMapping } from './columns.ts';
import { ENCODINGS, encoded, textRow, workbookParts, zipOf } from './fixture.ts';
import { judgeTable } from './judge-table.ts';
import { readFirmFile } from './read-file.ts';

// A public sample of real companies may lie beside the checkout. Its rows never enter the repository.
const SAMPLE = join(import.meta.dirname, '../../../../../../shared/data/firms-shenzhen-2019-sample.csv');

async function judge(bytes: Buffer) {
  const read = await readFirmFile(bytes, 'sample');
  if (!read.ok) throw new Error(read.remark.code);
  const mapping = proposeMapping(read.table.header, read.table.rows);
  const judged = await judgeTable(read.table, mapping, []);
  if (!judged.ok) throw new Error(judged.remark.code);
  const rows = judged.judged.map(({ outcome, reasons, record }) => ({ outcome, reasons, record }));
  const { encoding } = read.table;
  return { encoding, totals: judged.totals, rows, all: sha256(JSON.stringify({ mapping, rows })).toString('hex') };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

it.skipIf(!existsSync(SAMPLE))(
  'a real list reads the same in every encoding and as a workbook, character by character',
  async () => {
    const original = readFileSync(SAMPLE);
    const text = original.toString('utf8');
    const first = await judge(original);
    expect(first.totals).toEqual({ read: 3000, new: 3000, update: 0, unchanged: 0, duplicate: 0, rejected: 0 });
    const columns = text.split('\n')[0]?.split(',') ?? [];
    // An oracle that knows nothing of the reader: a comma divides unless an odd number of quotes follows it.
    const cellsOf = (line: string): string[] =>
      line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'));
    const lines = text.trimEnd().split(/\r?\n/).slice(1).map(cellsOf);
    expect(lines.every((cells) => cells.length === columns.length)).toBe(true);
    for (const [index, [code, name, , , capital, address]] of lines.entries()) {
      const record = first.rows[index]?.record;
      expect([record?.code, record?.name, record?.capital?.text ?? '', record?.address ?? '']).toEqual([
        code,
        name,
        capital,
        address,
      ]);
      expect((record?.capital?.minor ?? null) === null).toBe(capital === '');
    }
    for (const encoding of ENCODINGS) {
      const again = await judge(encoded(text, encoding));
      expect(again.encoding).toBe(encoding.replace(/(UTF-16..) BOM/, '$1'));
      expect(again.all, encoding).toBe(first.all);
    }
    const sheet = [columns, ...lines].map((cells, k) => textRow(k + 1, cells.map(escaped))).join('');
    const workbook = await judge(zipOf(workbookParts(sheet)));
    expect([workbook.encoding, workbook.all]).toEqual(['xlsx', first.all]);
  },
);
