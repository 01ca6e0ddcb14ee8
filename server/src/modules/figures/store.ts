import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { leafOf } from '../../platform/record.ts';
import { sql } from '../../platform/sql.ts';

export interface ExportRecord {
  readonly accountId: string;
  readonly at: number;
  readonly figure: string;
  readonly area: number | null;
  readonly format: 'xlsx' | 'csv' | 'geojson';
  readonly rows: number;
  readonly sha256: Buffer;
}

/** One row and one leaf for each file that leaves the house; the caller sends the file only after this has committed. */
export async function recordExport(tx: Tx, record: ExportRecord): Promise<string> {
  const { accountId, at, figure, area, format, rows, sha256 } = record;
  const id = newId(at);
  const leaf = leafOf(tx.districtId, {
    subject: 'export',
    subjectId: id,
    seq: 1,
    at,
    type: 'exported',
    actor: { kind: 'officer', accountId },
    payload: { figure, area, format, rows, sha256: sha256.toString('hex') },
  });
  await tx.run(sql`
    insert into figure_exports (district_id, id, account_id, at, figure, area_number, format, rows, sha256, salt)
    values (${tx.districtId}, ${id}, ${accountId}, ${new Date(at)}, ${figure}, ${area}, ${format}, ${rows}, ${sha256}, ${leaf.salt})`);
  await tx.run(sql`
    insert into leaves (district_id, subject, subject_id, seq, at, hash)
    values (${tx.districtId}, ${leaf.subject}, ${id}, ${leaf.seq}, ${new Date(at)}, ${leaf.hash})`);
  return id;
}
