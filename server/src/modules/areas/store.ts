import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { ServiceArea } from './area.ts';

/** Stores areas with their cells. A cell that is named twice breaks the primary key, and nothing is stored. */
export async function insertAreas(tx: Tx, areas: readonly ServiceArea[]): Promise<void> {
  const rows = areas.map(({ number, name, tint, teamNumber }) => ({
    number,
    name_zh: name.zh,
    name_en: name.en,
    tint,
    team: teamNumber,
  }));
  await tx.run(sql`
    insert into service_areas (district_id, number, name_zh, name_en, tint, team_number)
    select ${tx.districtId}, a.number, a.name_zh, a.name_en, a.tint, a.team
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (number integer, name_zh text, name_en text, tint integer, team integer)`);
  const blocks = areas.flatMap(({ number, cells }) => cells.map((cell) => ({ cell, number })));
  await tx.run(sql`
    insert into blocks (district_id, cell, area_number)
    select ${tx.districtId}, cell, number
    from unnest(${blocks.map((block) => block.cell)}::text[], ${blocks.map((block) => block.number)}::integer[]) as b (cell, number)`);
  // Nobody has drawn them otherwise before: the tenure of each cell has no beginning.
  await tx.run(sql`
    insert into block_tenures (district_id, cell, area_number, during)
    select ${tx.districtId}, cell, number, tstzrange(null, null)
    from unnest(${blocks.map((block) => block.cell)}::text[], ${blocks.map((block) => block.number)}::integer[]) as b (cell, number)`);
}
