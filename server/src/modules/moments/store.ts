import type { KeyDateKind } from '@banfei/contracts';
import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

/** A key date as it is entered or loaded. */
export interface NewKeyDate {
  readonly id: string;
  readonly firmId: string;
  readonly kind: KeyDateKind;
  readonly title: string;
  readonly reference: string;
  readonly dueOn: string;
  readonly everyMonths: number | null;
}

/** Stores dates at version 1; the caller records the events. */
export async function insertKeyDates(tx: Tx, dates: readonly NewKeyDate[], at: number): Promise<void> {
  await tx.run(sql`
    insert into key_dates (district_id, id, firm_id, kind, title, reference, due_on, every_months, version, created_at)
    select ${tx.districtId}, d.*, 1, ${new Date(at)} from ${unnest(
      column('uuid', dates, (d) => d.id),
      column('uuid', dates, (d) => d.firmId),
      column('text', dates, (d) => d.kind),
      column('text', dates, (d) => d.title),
      column('text', dates, (d) => d.reference),
      column('date', dates, (d) => d.dueOn),
      column('integer', dates, (d) => d.everyMonths),
    )} as d`);
}
