import { cellToLatLng, getResolution, polygonToCells } from 'h3-js';
import { CELL_RESOLUTION, isContiguous, neighborCells } from '../../modules/areas/index.ts';

/** Degrees in WGS 84. */
export interface Point {
  readonly lon: number;
  readonly lat: number;
}

/** Middle of the demo outline: about where the real place is. The outline itself is invented (示意). */
export const CENTER: Point = { lon: 120, lat: 30.28 };

const METERS_PER_DEGREE = 111_320;

/** Meters east and north of the center; flat, which is exact enough over fifteen kilometers. */
export function metersFromCenter({ lon, lat }: Point): { readonly east: number; readonly north: number } {
  const east = (lon - CENTER.lon) * METERS_PER_DEGREE * Math.cos((CENTER.lat * Math.PI) / 180);
  return { east, north: (lat - CENTER.lat) * METERS_PER_DEGREE };
}

export function distanceMeters(a: Point, b: Point): number {
  const [from, to] = [metersFromCenter(a), metersFromCenter(b)];
  return Math.hypot(from.east - to.east, from.north - to.north);
}

export function centerOf(cell: string): Point {
  const [lat, lon] = cellToLatLng(cell);
  return { lon, lat };
}

const HALF_WIDTH_METERS = 7150;
const HALF_HEIGHT_METERS = 3900;

/** A wide blob with soft bays, like a planning area. */
function blob(): number[][] {
  const corners = Array.from({ length: 180 }, (_, index) => {
    const angle = (index / 180) * 2 * Math.PI;
    const reach =
      0.96 + 0.05 * Math.sin(3 * angle + 0.6) + 0.04 * Math.sin(5 * angle + 2.1) + 0.04 * Math.cos(2 * angle + 0.4);
    // A superellipse fills the corners of a screen better than an ellipse does.
    const power = 1 / (Math.abs(Math.cos(angle)) ** 2.5 + Math.abs(Math.sin(angle)) ** 2.5) ** (1 / 2.5);
    const east = HALF_WIDTH_METERS * reach * power * Math.cos(angle);
    const north = HALF_HEIGHT_METERS * reach * power * Math.sin(angle);
    const lon = CENTER.lon + east / (METERS_PER_DEGREE * Math.cos((CENTER.lat * Math.PI) / 180));
    return [CENTER.lat + north / METERS_PER_DEGREE, lon];
  });
  return corners;
}

/** Cells of the demo district: one connected blob without holes and without spikes of single cells, in a fixed order. */
export function outlineCells(): readonly string[] {
  let cells = polygonToCells(blob(), CELL_RESOLUTION);
  for (let pass = 0; pass < 3; pass += 1) {
    const present = new Set(cells);
    cells = cells.filter((cell) => neighborCells(cell).filter((next) => present.has(next)).length >= 3);
  }
  const first = cells[0];
  if (first === undefined || getResolution(first) !== CELL_RESOLUTION || !isContiguous(cells)) {
    throw new Error('the demo outline is not one piece');
  }
  return cells.sort();
}
