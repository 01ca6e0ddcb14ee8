/** A point of the drawing, in its own units: x to the right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A degree of latitude is nowhere shorter; two corners nearer than this are one and the same corner, rounded twice. */
const SAME_DEGREES = 1e-5;

/** Corners of all cells, each once: cells that touch share the index of the corner. */
export interface Lattice {
  readonly corners: readonly (readonly [lon: number, lat: number])[];
  /** For each cell the indexes of its corners, in one turning direction for all. */
  readonly rings: Readonly<Record<string, readonly number[]>>;
}

const turns = (ring: readonly (readonly [number, number])[]): number =>
  ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);

/** Gives corners their indexes. A corner that two cells rounded to neighboring values is recognized as the same. */
export function latticeOf(rings: Readonly<Record<string, readonly (readonly [number, number])[]>>): Lattice {
  const corners: (readonly [number, number])[] = [];
  const known = new Map<string, number>();
  const indexOf = (lon: number, lat: number): number => {
    const [column, row] = [Math.round(lon / SAME_DEGREES), Math.round(lat / SAME_DEGREES)];
    for (const dx of [0, -1, 1]) {
      for (const dy of [0, -1, 1]) {
        const found = known.get(`${column + dx} ${row + dy}`);
        if (found !== undefined) return found;
      }
    }
    corners.push([lon, lat]);
    known.set(`${column} ${row}`, corners.length - 1);
    return corners.length - 1;
  };
  const indexed = Object.entries(rings).map(([cell, ring]) => {
    const turned = turns(ring) < 0 ? [...ring].reverse() : ring;
    return [cell, turned.map(([lon, lat]) => indexOf(lon, lat))] as const;
  });
  return { corners, rings: Object.fromEntries(indexed) };
}

/** Sides of a cell as pairs of corners, in its turning direction. */
export const sidesOf = (ring: readonly number[]): readonly (readonly [number, number])[] =>
  ring.map((corner, at) => [corner, ring[(at + 1) % ring.length] ?? corner] as const);

/**
 * Outline of a set of cells: a side that two of them share is walked once in each direction and cancels. What remains
 * closes to loops, outer ones and holes alike, because every corner is entered as often as it is left.
 */
export function outlineOf(lattice: Lattice, cells: readonly string[]): readonly (readonly number[])[] {
  const open = new Map<number, number[]>();
  const sides = cells.flatMap((cell) => sidesOf(lattice.rings[cell] ?? []));
  const walked = new Set(sides.map(([from, to]) => `${from} ${to}`));
  for (const [from, to] of sides) {
    if (!walked.has(`${to} ${from}`)) open.set(from, [...(open.get(from) ?? []), to]);
  }
  const loops: number[][] = [];
  for (const start of [...open.keys()]) {
    let at = open.get(start)?.pop();
    if (at === undefined) continue;
    const loop = [start];
    while (at !== undefined && at !== start) {
      loop.push(at);
      at = open.get(at)?.pop();
    }
    loops.push(loop);
  }
  return loops;
}

/** Sides inside the set, each once: the faint lines between cells of one area. */
export function innerSides(lattice: Lattice, cells: readonly string[]): readonly (readonly [number, number])[] {
  const sides = cells.flatMap((cell) => sidesOf(lattice.rings[cell] ?? []));
  const walked = new Set(sides.map(([from, to]) => `${from} ${to}`));
  return sides.filter(([from, to]) => from < to && walked.has(`${to} ${from}`));
}
