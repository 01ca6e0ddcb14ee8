import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

export interface MattersOfCell {
  readonly cell: string;
  readonly matters: number;
}

// A matter lies where its site lies, else where the head site of its company does.
const located = sql`
  left join sites own on own.district_id = m.district_id and own.id = m.site_id
  left join sites head on head.district_id = m.district_id and head.firm_id = m.firm_id and head.kind = 'head'`;
const cell = sql`coalesce(own.cell, head.cell)`;

/** Matters raised since an instant, counted by cell: what the ground asks of a team. */
export const mattersByCell = (tx: Tx, since: number): Promise<MattersOfCell[]> =>
  tx.rows<MattersOfCell>(sql`
    select ${cell} as cell, count(*)::integer as matters from matters m ${located}
    where m.district_id = ${tx.districtId} and m.opened_at >= ${new Date(since)} and ${cell} is not null group by 1 order by 1`);

/** An open matter with its place and its owner. */
export interface OpenMatter {
  readonly number: string;
  readonly title: string;
  readonly firmId: string;
  readonly firm: string;
  readonly cell: string;
  readonly ownerPostId: string;
}

/** Open matters in the given cells, oldest first. */
export const openMattersInCells = (tx: Tx, cells: readonly string[], limit: number): Promise<OpenMatter[]> =>
  tx.rows<OpenMatter>(sql`
    select m.number, m.title, m.firm_id as "firmId", f.name as firm, ${cell} as cell, m.owner_post_id as "ownerPostId"
    from matters m join firms f on f.district_id = m.district_id and f.id = m.firm_id ${located}
    where m.district_id = ${tx.districtId} and m.state <> 'closed' and ${cell} = any(${cells}::text[])
    order by m.opened_at, m.number limit ${limit}`);
