import { cellToLatLng } from 'h3-js';
import { type NewFirm, NO_CAPITAL } from '../src/modules/firms/index.ts';
import type { Organization } from '../src/modules/organizations/index.ts';
import { newId } from '../src/platform/ids.ts';
import { CELLS } from './district.ts';

const [LAT, LON] = cellToLatLng(CELLS[0]);

/** A company so many metres east of the middle of the first area. */
export function firmAt(name: string, metres: number): NewFirm {
  const lon = LON + metres / (111_320 * Math.cos((LAT * Math.PI) / 180));
  const site = { id: newId(), kind: 'head' as const, name: '', address: '演示路 1 号', lon, lat: LAT, cell: CELLS[0] };
  return {
    id: newId(),
    code: null,
    name,
    formerNames: [],
    status: '存续',
    establishedOn: null,
    capital: NO_CAPITAL,
    industryCode: '6513',
    regionCode: null,
    provisional: false,
    demo: true,
    contactPhone: '',
    source: '演示',
    importId: null,
    sites: [{ ...site, placedBy: 'coordinates', facilityId: null }],
  };
}

/** A branch that a company hosts. */
export const branch = (name: string, firmId: string): Organization => ({
  id: newId(),
  code: name,
  name: { zh: `${name}支部（演示）`, en: `Branch ${name} (demo)` },
  kind: 'keyCompany',
  facilityId: null,
  firmId,
  form: 'branch',
  memberCount: 9,
  parentId: null,
  approvedOn: null,
  approvalDocument: '',
  termBeganOn: null,
  reelectionDueOn: null,
});
