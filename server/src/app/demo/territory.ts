import type { Bilingual } from '@banfei/contracts';
import { latLngToCell } from 'h3-js';
import { CELL_RESOLUTION, neighborsOfAreas, type ServiceArea, tintAreas } from '../../modules/areas/index.ts';
import { densities } from './density.ts';
import { centerOf, distanceMeters, metersFromCenter, outlineCells, type Point } from './outline.ts';
import { contiguousAreas } from './partition.ts';
import { facilityEntries, streetEntries } from './vocabulary.ts';

/** Number of service teams and of areas in the article. */
export const TEAM_COUNT = 62;

/** The area whose name the demo's stories use, and a point that lies in it. */
const WEST_OF_DREAM_TOWN = {
  number: 27,
  name: { zh: '梦想小镇西片', en: 'Dream Town West' },
  lon: 119.9965,
  lat: 30.293,
};

export interface Territory {
  readonly cells: readonly string[];
  /** Companies that a cell draws, relative to the others. */
  readonly density: ReadonlyMap<string, number>;
  readonly areas: readonly ServiceArea[];
  readonly areaOf: ReadonlyMap<string, number>;
}

/** The ground of the demo: outline, density, 62 contiguous areas with number, name and tint. Depends on the seed alone. */
export function territoryOf(seed: number): Territory {
  const cells = outlineCells();
  const density = densities(seed, cells, facilityEntries());
  const total = [...density.values()].reduce((sum, value) => sum + value, 0);
  // Half for ground to walk, half for companies to serve: a team's work is both.
  const weights = new Map(cells.map((cell) => [cell, 0.5 / cells.length + (0.5 * (density.get(cell) ?? 0)) / total]));
  const groups = numbered(contiguousAreas({ seed, cells, weights, count: TEAM_COUNT }));
  const names = namesOf(groups.map(middle));
  const bare = groups.map((members, index) => ({ number: index + 1, cells: members }));
  const tints = tintAreas(neighborsOfAreas(bare));
  const areas = bare.map(({ number, cells: members }, index) => ({
    number,
    name: names[index] ?? { zh: `第 ${number} 片`, en: `Area ${number}` },
    tint: tints.get(number) ?? 1,
    teamNumber: number,
    cells: members,
  }));
  const areaOf = new Map(areas.flatMap(({ number, cells: members }) => members.map((cell) => [cell, number] as const)));
  return { cells, density, areas, areaOf };
}

function middle(cells: readonly string[]): Point {
  const points = cells.map(centerOf);
  const mean = (value: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  return { lon: mean(({ lon }) => lon), lat: mean(({ lat }) => lat) };
}

const BAND_METERS = 1150;

/** Numbers run in bands from north to south, to and fro, so that neighbors in number are neighbors on the ground. */
function numbered(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const placed = groups.map((cells) => ({ cells, ...metersFromCenter(middle(cells)) }));
  const band = (north: number): number => Math.floor((5000 - north) / BAND_METERS);
  placed.sort((a, b) => {
    const row = band(a.north) - band(b.north);
    if (row !== 0) return row;
    return band(a.north) % 2 === 0 ? b.east - a.east : a.east - b.east;
  });
  const order = placed.map(({ cells }) => cells);
  const story = latLngToCell(WEST_OF_DREAM_TOWN.lat, WEST_OF_DREAM_TOWN.lon, CELL_RESOLUTION);
  const found = order.findIndex((cells) => cells.includes(story));
  const wanted = WEST_OF_DREAM_TOWN.number - 1;
  const [there, here] = [order[wanted], order[found]];
  if (there !== undefined && here !== undefined) {
    order[wanted] = here;
    order[found] = there;
  }
  return order;
}

const DIRECTIONS: readonly Bilingual[] = [
  { zh: '东', en: 'East' },
  { zh: '东北', en: 'Northeast' },
  { zh: '北', en: 'North' },
  { zh: '西北', en: 'Northwest' },
  { zh: '西', en: 'West' },
  { zh: '西南', en: 'Southwest' },
  { zh: '南', en: 'South' },
  { zh: '东南', en: 'Southeast' },
];

function direction(from: Point, to: Point): Bilingual {
  const [a, b] = [metersFromCenter(from), metersFromCenter(to)];
  const east = b.east - a.east;
  const north = b.north - a.north;
  if (Math.hypot(east, north) < 260) return { zh: '中', en: 'Central' };
  const eighth = Math.round((Math.atan2(north, east) / (2 * Math.PI)) * 8);
  return DIRECTIONS[(eighth + 8) % 8] ?? { zh: '中', en: 'Central' };
}

/** 「梦想小镇西片」: the nearest known place and the direction from it; each name once. */
function namesOf(middles: readonly Point[]): readonly Bilingual[] {
  const places = [
    ...facilityEntries().map(({ short, shortEn, lon, lat }) => ({ zh: short, en: shortEn, lon, lat })),
    ...streetEntries().map(({ short, en, lon, lat }) => ({ zh: short, en, lon, lat })),
  ];
  const taken = new Set([WEST_OF_DREAM_TOWN.name.zh]);
  return middles.map((point, index) => {
    if (index + 1 === WEST_OF_DREAM_TOWN.number) return WEST_OF_DREAM_TOWN.name;
    const near = [...places].sort((a, b) => distanceMeters(a, point) - distanceMeters(b, point));
    for (const place of near) {
      const way = direction(place, point);
      const name = { zh: `${place.zh}${way.zh}片`, en: `${place.en} ${way.en}` };
      if (taken.has(name.zh)) continue;
      taken.add(name.zh);
      return name;
    }
    throw new Error(`no name is left for area ${index + 1}`);
  });
}
