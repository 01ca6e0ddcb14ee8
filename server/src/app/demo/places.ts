import type { Facility, Street } from '../../modules/facilities/index.ts';
import { chance, demoId } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';
import { facilityEntries, streetEntries } from './vocabulary.ts';

export const facilitiesOf = (seed: number): readonly Facility[] =>
  facilityEntries().map(({ code, kind, zh, en, aliases, lon, lat, note }) => ({
    id: demoId(REGISTER_BEGAN, chance(seed, 'facility', code)),
    code,
    kind,
    name: { zh, en },
    aliases,
    lon,
    lat,
    note,
  }));

export const streetsOf = (): readonly Street[] =>
  streetEntries().map(({ code, name, lon, lat }) => ({ code, name, lon, lat }));
