import { gridDisk } from 'h3-js';
import { neighborCells } from '../src/modules/areas/index.ts';
import { insertFirms, NO_CAPITAL } from '../src/modules/firms/index.ts';
import type { Tx } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { sql } from '../src/platform/sql.ts';
import type { TestApp } from './app.ts';
import { CELLS } from './district.ts';

/** Areas of the small district grown outwards cell by cell until they fill a disk: each whole, most of them touching. */
export function grownAreas(radius: number): ReadonlyMap<string, number> {
  const disk = new Set([...gridDisk(CELLS[0], radius), ...gridDisk(CELLS[2], 1)]);
  const area = new Map<string, number>(CELLS.map((cell, index) => [cell, index + 1]));
  for (let rim: string[] = [...CELLS]; rim.length > 0; ) {
    const next: string[] = [];
    for (const cell of rim)
      for (const other of neighborCells(cell)) {
        if (area.has(other) || !disk.has(other)) continue;
        area.set(other, area.get(cell) ?? 0);
        next.push(other);
      }
    rim = next;
  }
  return area;
}

async function place(tx: Tx, cells: readonly string[], at: number): Promise<void> {
  const firms = cells.map((cell, index) => ({
    id: newId(at),
    code: null,
    name: `第 ${index + 1} 家（演示）有限公司`,
    formerNames: [],
    status: '存续',
    establishedOn: '2020-01-02',
    capital: NO_CAPITAL,
    industryCode: null,
    regionCode: null,
    provisional: false,
    demo: true,
    contactPhone: '',
    source: 'test',
    importId: null,
    sites: [
      {
        id: newId(at),
        kind: 'head' as const,
        name: '总部',
        address: '互联网村 8 幢',
        lon: null,
        lat: null,
        cell,
        placedBy: 'coordinates' as const,
        facilityId: null,
      },
    ],
  }));
  await insertFirms(tx, firms, at);
}

/** Gives the small district ground to redraw: areas of many cells, three companies in each cell of the first, one elsewhere. */
export async function growDistrict({ database, time }: TestApp, radius = 3): Promise<ReadonlyMap<string, number>> {
  const area = grownAreas(radius);
  const fresh = [...area].filter(([cell]) => !CELLS.some((known) => known === cell));
  await database.db.inDistrict(1, async (tx) => {
    for (const [cell, number] of fresh) {
      await tx.run(sql`insert into blocks (district_id, cell, area_number) values (1, ${cell}, ${number})`);
      await tx.run(
        sql`insert into block_tenures (district_id, cell, area_number, during) values (1, ${cell}, ${number}, tstzrange(null, null))`,
      );
    }
    await place(
      tx,
      [...area].flatMap(([cell, number]) => (number === 1 ? [cell, cell, cell] : [cell])),
      time.now,
    );
  });
  return area;
}

/** A second account of the management, which approves what the first one proposes. */
export const addDeputy = ({ database }: TestApp): Promise<number> =>
  database.db.inDistrict(1, (tx) =>
    tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
      select 1, ${newId()}, 'deputy', password_hash, 'manager', '管委会办公室（演示）', 'Committee office (demo)', created_at
      from accounts where district_id = 1 and login = 'manager'`),
  );
