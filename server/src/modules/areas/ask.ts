import type { Platform } from '../../platform/services.ts';
import { perDistrict } from '../districts/index.ts';
import type { ServiceArea } from './area.ts';
import { type AreaGeometry, readGeometry } from './views.ts';

export interface Areas {
  /** Areas, cells and outlines, at most ten seconds old. */
  geometry(districtId: number): Promise<AreaGeometry>;
  reload(districtId: number): Promise<AreaGeometry>;
  /** Number of the area that a cell of resolution 9 lies in; null outside the district. */
  areaOfCell(districtId: number, cell: string): Promise<number | null>;
  area(districtId: number, number: number): Promise<ServiceArea | undefined>;
}

/** Areas of all districts, read at most every ten seconds. */
export function createAreas(platform: Pick<Platform, 'db' | 'now'>): Areas {
  const { get, reload } = perDistrict((districtId) => platform.db.readDistrict(districtId, readGeometry), platform.now);
  return {
    geometry: get,
    reload,
    areaOfCell: async (districtId, cell) => (await get(districtId)).areaOfCell.get(cell) ?? null,
    area: async (districtId, number) => (await get(districtId)).areas.find((area) => area.number === number),
  };
}
