import type { Tx } from '../../platform/db.ts';
import { firmsByCell } from '../firms/index.ts';
import type { CellWork } from './area-plan.ts';
import { type Ground, groundOf } from './ground.ts';
import type { MattersOfGround } from './plan-deps.ts';
import { type AreaGeometry, readGeometry } from './views.ts';

/** Matters of the last twelve months count as work. */
const YEAR = 365 * 86_400_000;

export interface GroundNow {
  readonly geometry: AreaGeometry;
  readonly ground: Ground;
  readonly staffUnknown: number;
}

/** Areas and the work in them on the snapshot of one transaction; nothing is remembered from before. */
export async function readGround(tx: Tx, matters: MattersOfGround, now: number): Promise<GroundNow> {
  const geometry = await readGeometry(tx);
  const work = new Map<string, CellWork>();
  let staffUnknown = 0;
  for (const { cell, firms, staff, staffUnknown: unknown } of await firmsByCell(tx)) {
    work.set(cell, { firms, staff, matters: 0 });
    if (geometry.areaOfCell.has(cell)) staffUnknown += unknown;
  }
  for (const { cell, matters: count } of await matters.byCell(tx, now - YEAR))
    work.set(cell, { ...(work.get(cell) ?? { firms: 0, staff: 0 }), matters: count });
  return { geometry, ground: groundOf(geometry.areaOfCell, work), staffUnknown };
}
