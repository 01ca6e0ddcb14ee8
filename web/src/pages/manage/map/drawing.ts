import type { AreaMap, AreaView } from '@banfei/contracts';
import { innerSides, type Lattice, latticeOf, outlineOf, type Point, sidesOf } from './outline.ts';

export const WIDTH = 1000;
const MARGIN = 14;

/** An area ready to draw. `at` is where its number stands: the middle of one of its cells. */
export interface DrawnArea {
  readonly number: number;
  readonly path: string;
  readonly at: Point;
  /** Center of gravity, for walking from area to area. */
  readonly center: Point;
  readonly box: Box;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
  /** Faint lines between cells of the same area. */
  readonly inner: string;
  readonly place: (lon: number, lat: number) => Point;
}

const mean = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / Math.max(1, points.length),
  y: points.reduce((sum, { y }) => sum + y, 0) / Math.max(1, points.length),
});

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const boxOf = (points: readonly Point[]): Box => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
};

/** Flat map of a place this small: longitudes shrink by the cosine of the middle latitude, errors stay below a pixel. */
function projection(lattice: Lattice): Pick<Drawing, 'height' | 'place'> {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [lon, lat] of lattice.corners) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN) / Math.max(1e-9, (east - west) * shrink);
  return {
    height: Math.ceil((north - south) * scale + 2 * MARGIN),
    place: (lon, lat) => ({ x: MARGIN + (lon - west) * shrink * scale, y: MARGIN + (north - lat) * scale }),
  };
}

const text = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/**
 * How much of its own area lies around each cell, so that numbers stand where there is room and not on a border:
 * the share of its sides that are inner ones, and half as much those of its neighbors.
 */
function roomAround(lattice: Lattice, cells: readonly string[]): readonly number[] {
  const owner = new Map<string, number>();
  const rings = cells.map((cell) => lattice.rings[cell] ?? []);
  rings.forEach((ring, at) => {
    for (const [from, to] of sidesOf(ring)) owner.set(`${from} ${to}`, at);
  });
  const near = rings.map((ring) => sidesOf(ring).flatMap(([from, to]) => owner.get(`${to} ${from}`) ?? []));
  const inner = near.map(({ length }) => length / 6);
  return near.map((others, at) => (inner[at] ?? 0) + others.reduce((sum, other) => sum + (inner[other] ?? 0), 0) / 12);
}

/** What a drawing is made of: which cells each area has, and how cells lie. */
export interface Drawable {
  readonly areas: readonly Pick<AreaView, 'number' | 'cells'>[];
  readonly rings: AreaMap['rings'];
}

/** Computes everything that does not change with the counts. A thousand cells take a few milliseconds. */
export function drawingOf({ areas, rings }: Drawable): Drawing {
  const lattice = latticeOf(rings);
  const { height, place } = projection(lattice);
  const points = lattice.corners.map(([lon, lat]) => place(lon, lat));
  const point = (index: number): Point => points[index] ?? { x: 0, y: 0 };
  const corners = (cell: string): readonly Point[] => (lattice.rings[cell] ?? []).map(point);
  const someCorners = corners(Object.keys(lattice.rings)[0] ?? '');
  const size = someCorners.length === 0 ? 10 : distance(mean(someCorners), someCorners[0] ?? { x: 0, y: 0 });
  const drawn = areas.map(({ number, cells }): DrawnArea => {
    const loops = outlineOf(lattice, cells);
    const centers = cells.map((cell) => mean(corners(cell)));
    const center = mean(centers);
    const room = roomAround(lattice, cells);
    const score = (at: number): number => (room[at] ?? 0) - distance(centers[at] ?? center, center) / (14 * size);
    const best = cells.reduce((top, _, at) => (score(at) > score(top) ? at : top), 0);
    return {
      number,
      path: loops.map((loop) => `M${loop.map((index) => text(point(index))).join('L')}Z`).join(''),
      at: centers[best] ?? center,
      center,
      box: boxOf(loops.flat().map(point)),
    };
  });
  const inner = areas.flatMap(({ cells }) => innerSides(lattice, cells));
  return {
    width: WIDTH,
    height,
    areas: drawn,
    inner: inner.map(([from, to]) => `M${text(point(from))}L${text(point(to))}`).join(''),
    place,
  };
}
