import { createHash } from 'node:crypto';
import type { ImportReport, ImportRow } from '@banfei/contracts';
import { commitImport } from './commit.ts';
import { readFirmFile } from './read-file.ts';
import { reasonOf, refusalOf } from './remarks.ts';
import { type Brought, dryRun, type Register, reportOf, storeDryRun } from './stage.ts';
import { allRows, columnsFor, type NewImport } from './staged.ts';
import type { Table } from './table.ts';

/** A file from the command line: its bytes, its name, and the mapping that came with it. */
export type GivenFile = Pick<Brought, 'fileName' | 'mapping'> & { readonly content: Buffer };

export interface FileReport extends Omit<ImportReport, 'rows'> {
  /** Every row, not only those worth a look. */
  readonly rows: readonly ImportRow[];
}

async function bring({ content, fileName, mapping }: GivenFile): Promise<Brought & { readonly table: Table }> {
  const read = await readFirmFile(content, fileName);
  if (!read.ok) throw refusalOf(read.remark);
  const sha256 = createHash('sha256').update(content).digest();
  return { accountId: null, fileName, sha256, bytes: content.length, table: read.table, mapping };
}

function reportFor(staged: NewImport): FileReport {
  const { table, mapping, fileName, bytes } = staged;
  const { header, samples } = columnsFor(table);
  return {
    id: null,
    fileName,
    sha256: staged.sha256.toString('hex'),
    bytes,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    columns: header.map((name, index) => ({
      header: name,
      field: mapping[name] ?? null,
      samples: [...(samples[index] ?? [])],
    })),
    remembered: staged.remembered,
    notes: table.notes.map(reasonOf),
    totals: staged.totals,
    committedAt: null,
    rows: staged.judged.map(({ line, outcome, name, code, reasons }) => ({
      line,
      outcome,
      name,
      code,
      reasons: reasons.map(reasonOf),
    })),
  };
}

/** What would become of a file. Without a register its rows are compared with one another only; nothing is written. */
export async function tryFirmFile(file: GivenFile, register: Register | null, at: number): Promise<FileReport> {
  const brought = await bring(file);
  return reportFor(await dryRun(register, brought, at));
}

/** Lets a file take effect at once: dry run and commit in one transaction. */
export async function importFirmFile(file: GivenFile, { db, districtId }: Register, at: number): Promise<FileReport> {
  const brought = await bring(file);
  const staged = await dryRun({ db, districtId }, brought, at);
  return db.inDistrict(districtId, async (tx) => {
    await storeDryRun(tx, staged, at);
    await commitImport(tx, staged.id, { kind: 'command', accountId: null }, at);
    return { ...(await reportOf(tx, staged.id)), rows: await allRows(tx, staged.id) };
  });
}
