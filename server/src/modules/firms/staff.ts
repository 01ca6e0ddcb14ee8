import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

export interface FirmStaff {
  readonly firmId: string;
  /** People employed; one number for the company, never names. */
  readonly staff: number;
}

export interface FirmsOfCell {
  readonly cell: string;
  readonly firms: number;
  readonly staff: number;
  /** Companies whose staff nobody has written down. */
  readonly staffUnknown: number;
}

/** Stores how many people companies employ, with where the numbers come from. */
export async function insertStaff(tx: Tx, rows: readonly FirmStaff[], source: string, at: number): Promise<void> {
  await tx.run(sql`
    insert into firm_staff (district_id, firm_id, staff, source, recorded_at)
    select ${tx.districtId}, s.firm_id, s.staff, ${source}, ${new Date(at)}
    from unnest(${rows.map(({ firmId }) => firmId)}::uuid[], ${rows.map(({ staff }) => staff)}::integer[]) as s (firm_id, staff)`);
}

/** Companies and their staff by the cell of the head site, in the order of cells. */
export const firmsByCell = (tx: Tx): Promise<FirmsOfCell[]> =>
  tx.rows<FirmsOfCell>(sql`
    select s.cell, count(*)::integer as firms, coalesce(sum(n.staff), 0)::integer as staff,
      (count(*) filter (where n.staff is null))::integer as "staffUnknown"
    from sites s left join firm_staff n on n.district_id = s.district_id and n.firm_id = s.firm_id
    where s.district_id = ${tx.districtId} and s.kind = 'head' and s.cell is not null group by s.cell order by s.cell`);

export interface FirmInCell {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly cell: string;
}

/** Companies whose head site lies in one of the cells, by name and id, after a given place in that order. */
export const firmsInCells = (
  tx: Tx,
  cells: readonly string[],
  after: { readonly name: string; readonly id: string } | null,
  limit: number,
): Promise<FirmInCell[]> =>
  tx.rows<FirmInCell>(sql`
    select f.id, f.name, s.address, s.cell from sites s join firms f on f.district_id = s.district_id and f.id = s.firm_id
    where s.district_id = ${tx.districtId} and s.kind = 'head' and s.cell = any(${cells}::text[])
      and (${after?.id ?? null}::uuid is null or (f.name, f.id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
    order by f.name, f.id limit ${limit}`);
