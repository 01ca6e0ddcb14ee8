import { centerOf, distanceMeters, type Point } from './outline.ts';
import { chance } from './random.ts';
import type { PlaceEntry } from './vocabulary.ts';

/** A place where companies gather. */
interface HotSpot {
  readonly point: Point;
  readonly weight: number;
  readonly radiusMeters: number;
}

const PULL: Readonly<Record<PlaceEntry['kind'], number>> = {
  park: 1,
  incubator: 0.8,
  center: 0.6,
  lab: 0.25,
  institute: 0.2,
};

/**
 * How many companies a cell draws, relative to the others: a thin background, gatherings around parks and incubators,
 * and a heavy tail from cell to cell, because one office tower can hold what ten blocks of workshops do.
 */
export function densities(
  seed: number,
  cells: readonly string[],
  places: readonly PlaceEntry[],
): ReadonlyMap<string, number> {
  const luck = chance(seed, 'density');
  const spots: HotSpot[] = places.map(({ kind, lon, lat }) => ({
    point: { lon, lat },
    weight: PULL[kind] * luck.between(0.5, 1.6),
    radiusMeters: luck.between(450, 950),
  }));
  const raw = cells.map((cell) => {
    const at = centerOf(cell);
    const gathered = spots.reduce(
      (sum, { point, weight, radiusMeters }) =>
        sum + weight * Math.exp(-((distanceMeters(at, point) / radiusMeters) ** 2)),
      0,
    );
    return (0.06 + gathered) * Math.exp(0.75 * luck.normal());
  });
  // No cell may outweigh half an area, or no balanced plan could exist.
  const total = raw.reduce((sum, value) => sum + value, 0);
  const cap = (0.5 * total) / 62;
  return new Map(cells.map((cell, index) => [cell, Math.min(raw[index] ?? 0, cap)]));
}
