import { latLngToCell } from 'h3-js';
import type { Placing } from './firm.ts';
import { searchKey } from './names.ts';

/** Blocks of the district are H3 cells of this resolution, about 0.1 km². */
export const BLOCK_RESOLUTION = 9;

export interface Point {
  readonly lon: number;
  readonly lat: number;
}

/** A facility or street by which an address can be recognized. */
export interface GazetteerEntry extends Point {
  /** Id of the facility; null for a street. */
  readonly facilityId: string | null;
  /** Every name under which addresses mention it. */
  readonly names: readonly string[];
}

/** What is known about places of the district. Entries are prepared once with `gazetteerOf`. */
export interface Gazetteer {
  readonly facilities: readonly PreparedEntry[];
  readonly streets: readonly PreparedEntry[];
}

interface PreparedEntry extends Point {
  readonly facilityId: string | null;
  readonly key: string;
}

export interface Place extends Point {
  readonly cell: string;
  readonly placedBy: Placing;
  readonly facilityId: string | null;
}

const NAME_LENGTH_MIN = 2;

// Longest name first: an address in 人工智能小镇二期 belongs there and not to 人工智能小镇.
const prepare = (entries: readonly GazetteerEntry[]): PreparedEntry[] =>
  entries
    .flatMap(({ facilityId, lon, lat, names }) => names.map((name) => ({ facilityId, lon, lat, key: searchKey(name) })))
    .filter(({ key }) => key.length >= NAME_LENGTH_MIN)
    .sort((a, b) => b.key.length - a.key.length || (a.key < b.key ? -1 : 1));

/** Names of places prepared for finding them in addresses, longest first. */
export const gazetteerOf = (facilities: readonly GazetteerEntry[], streets: readonly GazetteerEntry[]): Gazetteer => ({
  facilities: prepare(facilities),
  streets: prepare(streets),
});

export const cellOf = ({ lon, lat }: Point): string => latLngToCell(lat, lon, BLOCK_RESOLUTION);

/** A point on the ground that can be meant: finite, in range, and not the 0,0 of an unset field. */
export const isPoint = (lon: number | null | undefined, lat: number | null | undefined): boolean =>
  typeof lon === 'number' &&
  typeof lat === 'number' &&
  Number.isFinite(lon) &&
  Number.isFinite(lat) &&
  Math.abs(lon) <= 180 &&
  Math.abs(lat) <= 90 &&
  !(lon === 0 && lat === 0);

/**
 * Where a site lies: its own coordinates, else a facility named in its address, else a street named there. Null when
 * none of them says; such sites are listed for an officer, never guessed.
 */
export function place(
  address: string,
  point: { lon: number | null; lat: number | null },
  gazetteer: Gazetteer,
): Place | null {
  const { lon, lat } = point;
  if (lon !== null && lat !== null && isPoint(lon, lat))
    return {
      lon,
      lat,
      cell: cellOf({ lon, lat }),
      placedBy: 'coordinates',
      facilityId: facilityIn(address, gazetteer)?.facilityId ?? null,
    };
  const facility = facilityIn(address, gazetteer);
  if (facility !== undefined) return found(facility, 'facility');
  const key = searchKey(address);
  const street = gazetteer.streets.find((entry) => key.includes(entry.key));
  return street === undefined ? null : found(street, 'street');
}

function facilityIn(address: string, gazetteer: Gazetteer): PreparedEntry | undefined {
  const key = searchKey(address);
  return gazetteer.facilities.find((entry) => key.includes(entry.key));
}

const found = ({ lon, lat, facilityId }: PreparedEntry, placedBy: Placing): Place => ({
  lon,
  lat,
  cell: cellOf({ lon, lat }),
  placedBy,
  facilityId,
});
