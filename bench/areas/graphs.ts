import { createRequire } from 'node:module';
import { type Graph, graphOf } from '@banfei/partition';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';

/** A graph to divide, and into how many parts. */
export interface Case {
  readonly name: string;
  readonly parts: number;
  readonly graph: () => Graph;
}

/** Numbers of chance that are the same on every machine. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const [LAT, LNG] = [30.28, 119.99];

/** H3 cells around a place with companies in twelve clusters of different width, a quarter of them anywhere. */
export function clusteredCells(resolution: number, rings: number, companies = 70_000): Graph {
  const cells = gridDisk(latLngToCell(LAT, LNG, resolution), rings).sort();
  const place = new Map(cells.map((cell, at) => [cell, at]));
  const lists = cells.map((cell) =>
    gridDisk(cell, 1).flatMap((next) => {
      const at = place.get(next);
      return next === cell || at === undefined ? [] : [at];
    }),
  );
  const random = chance(7);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const heights = cells.map((cell) => cellToLatLng(cell)[0]);
  const span = Math.max(...heights) - Math.min(...heights);
  const centers = Array.from({ length: 12 }, () => ({
    lat: LAT + (random() - 0.5) * span * 0.7,
    lng: LNG + (random() - 0.5) * span * 0.7,
    width: span * (0.02 + 0.1 * random()),
  }));
  const weights = cells.map(() => 0);
  // A company outside the district is drawn again.
  for (let placed = 0; placed < companies; ) {
    const center = random() < 0.25 ? undefined : centers[Math.floor(random() * centers.length)];
    const at =
      center === undefined
        ? Math.floor(random() * cells.length)
        : place.get(
            latLngToCell(center.lat + normal() * center.width, center.lng + normal() * center.width * 1.15, resolution),
          );
    if (at === undefined) continue;
    weights[at] = (weights[at] ?? 0) + 1;
    placed += 1;
  }
  return graphOf(lists, weights);
}

/** A rectangle of squares, in rows and columns; weights are 1 unless they are given. */
export function grid(width: number, height: number, weight: () => number = () => 1): Graph {
  const size = width * height;
  const offsets = new Int32Array(size + 1);
  const neighbors = new Int32Array(2 * (width * (height - 1) + height * (width - 1)));
  let end = 0;
  for (let v = 0; v < size; v += 1) {
    const x = v % width;
    const around = [v >= width, x > 0, x < width - 1, v < size - width];
    [v - width, v - 1, v + 1, v + width].forEach((u, at) => {
      if (around[at] !== true) return;
      neighbors[end] = u;
      end += 1;
    });
    offsets[v + 1] = end;
  }
  return {
    size,
    constraints: 1,
    offsets,
    neighbors,
    edgeWeights: new Float64Array(end).fill(1),
    weights: Float64Array.from({ length: size }, weight),
  };
}

type Triangulate = { from(points: readonly (readonly number[])[]): { readonly triangles: Uint32Array } };

/** The Delaunay triangulation of points of chance: rows of uneven length, as parcels of land have them. */
export function delaunay(size: number, seed = 11): Graph {
  const random = chance(seed);
  const points = Array.from({ length: size }, () => [random(), random()]);
  const triangulate: Triangulate = createRequire(import.meta.url)('delaunator');
  const { triangles } = triangulate.from(points);
  const lists = points.map(() => new Set<number>());
  triangles.forEach((v, at) => {
    // The next corner of the same triangle.
    const u = triangles[at % 3 === 2 ? at - 2 : at + 1] ?? 0;
    lists[v]?.add(u);
    lists[u]?.add(v);
  });
  return graphOf(
    lists.map((each) => [...each].sort((a, b) => a - b)),
    points.map(() => 1 + Math.floor(random() * 4)),
  );
}

/** A few rectangles that touch nothing. */
function islands(): Graph {
  const rectangles = [grid(60, 50), grid(40, 40), grid(30, 20)];
  const lists: number[][] = [];
  for (const { size, offsets, neighbors } of rectangles) {
    const before = lists.length;
    for (let v = 0; v < size; v += 1)
      lists.push(Array.from(neighbors.slice(offsets[v], offsets[v + 1]), (u) => u + before));
  }
  return graphOf(lists);
}

const path = (size: number): Graph => grid(size, 1);

/** One vertex in the middle that every other one hangs on: parts are single leaves and the rest. */
const star = (size: number): Graph =>
  graphOf([Array.from({ length: size - 1 }, (_, at) => at + 1), ...Array.from({ length: size - 1 }, () => [0])]);

/** Two fields joined by a single vertex, one of them with a vertex heavier than a part may be. */
function heavyNeck(): Graph {
  const field = grid(41, 20);
  const lists = Array.from({ length: field.size }, (_, v) =>
    Array.from(field.neighbors.slice(field.offsets[v], field.offsets[v + 1])).filter(
      (u) => (v % 41 !== 20 && u % 41 !== 20) || Math.min(v, u) > field.size - 42,
    ),
  );
  // What the wall has cut off hangs on its left neighbor.
  for (let v = 20; v < field.size - 41; v += 41) {
    lists[v] = [v - 1];
    lists[v - 1]?.push(v);
  }
  return graphOf(
    lists.map((list) => [...new Set(list)].sort((a, b) => a - b)),
    lists.map((_, v) => (v === 5 ? 400 : 1)),
  );
}

/** What the geometric mean is taken over. */
export const CASES: readonly Case[] = [
  { name: 'H3-9', parts: 62, graph: () => clusteredCells(9, 16) },
  { name: 'H3-10', parts: 62, graph: () => clusteredCells(10, 42) },
  { name: 'H3-11', parts: 62, graph: () => clusteredCells(11, 115) },
  { name: 'Delaunay 8k', parts: 62, graph: () => delaunay(8000) },
  { name: 'Delaunay 40k', parts: 62, graph: () => delaunay(40_000) },
  {
    name: 'grid 200², 1–9',
    parts: 62,
    graph: () => {
      const random = chance(3);
      return grid(200, 200, () => 1 + Math.floor(random() * 9));
    },
  },
];

export const MILLION: Case = { name: 'grid 1000²', parts: 1000, graph: () => grid(1000, 1000) };

/** Where the question is whether an answer is whole, even and true, and not how short its borders are. */
export const DEGENERATE: readonly Case[] = [
  { name: 'three islands', parts: 13, graph: islands },
  { name: 'path 2,000', parts: 62, graph: () => path(2000) },
  { name: 'star 1,500', parts: 20, graph: () => star(1500) },
  { name: 'narrow neck, heavy vertex', parts: 8, graph: heavyNeck },
  { name: 'as many parts as vertices', parts: 30, graph: () => grid(6, 5) },
];
