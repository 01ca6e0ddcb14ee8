import type { Point } from './outline.ts';

export const ARROWS = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
} as const;
export type Arrow = keyof typeof ARROWS;

export const isArrow = (key: string): key is Arrow => key in ARROWS;

export interface Stop {
  readonly number: number;
  readonly center: Point;
  readonly neighbors: readonly number[];
}

/** Cost of going from one point to another when heading one way: straight and near is cheap, sideways dear. */
function cost(from: Point, to: Point, way: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const ahead = dx * way.x + dy * way.y;
  const aside = Math.abs(dx * way.y - dy * way.x);
  return ahead <= 0 ? Infinity : ahead + 2 * aside;
}

const cheapest = (from: Stop, stops: readonly Stop[], way: Point): Stop | undefined => {
  const priced = stops.map((stop) => ({ stop, price: cost(from.center, stop.center, way) }));
  return priced.filter(({ price }) => price < Infinity).sort((a, b) => a.price - b.price)[0]?.stop;
};

/** Steeper than this beside the arrow's way, a neighbor does not count as lying there. */
const WIDEST = 2;

/** The area that an arrow key leads to: the neighbor that lies most that way, else the nearest area beyond, else none. */
export function step(stops: readonly Stop[], current: number, arrow: Arrow): number | undefined {
  const way = ARROWS[arrow];
  const from = stops.find(({ number }) => number === current);
  if (from === undefined) return stops[0]?.number;
  const lies = (stop: Stop): boolean => {
    const [dx, dy] = [stop.center.x - from.center.x, stop.center.y - from.center.y];
    return Math.abs(dx * way.y - dy * way.x) <= WIDEST * (dx * way.x + dy * way.y);
  };
  const others = stops.filter((stop) => stop.number !== current && lies(stop));
  const near = others.filter(({ number }) => from.neighbors.includes(number));
  return (cheapest(from, near, way) ?? cheapest(from, others, way))?.number;
}
