/**
 * Places as the planner sees them: points on a sphere, and a flat grid over it that finds what is near. The grid only ever
 * proposes; what counts is the distance on the sphere.
 */
import type { Place } from './unit.ts';

/** Mean radius of the Earth (IUGG), metres. */
const RADIUS = 6_371_008.8;
const DEGREE_METRES = (RADIUS * Math.PI) / 180;

/** Points on the unit sphere: a distance is then one root and one arc sine, without angles. */
export class Ground {
  readonly count: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #z: Float64Array;

  constructor(places: readonly Place[]) {
    this.count = places.length;
    this.#x = new Float64Array(places.length);
    this.#y = new Float64Array(places.length);
    this.#z = new Float64Array(places.length);
    for (const [index, { lon, lat }] of places.entries()) {
      const [east, north] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
      this.#x[index] = Math.cos(north) * Math.cos(east);
      this.#y[index] = Math.cos(north) * Math.sin(east);
      this.#z[index] = Math.sin(north);
    }
  }

  /** Metres along the great circle between two points, of this ground or of another one. */
  metres(a: number, b: number, other: Ground = this): number {
    const dx = (this.#x[a] ?? 0) - (other.#x[b] ?? 0);
    const dy = (this.#y[a] ?? 0) - (other.#y[b] ?? 0);
    const dz = (this.#z[a] ?? 0) - (other.#z[b] ?? 0);
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(dx * dx + dy * dy + dz * dz) / 2));
  }
}

/** The distance from the equator of the place nearest a pole. */
export const nearestPole = (places: readonly Place[]): number =>
  places.reduce((most, { lat }) => Math.max(most, Math.abs(lat)), 0);

/**
 * A grid of square cells. Columns are laid out at the widest parallel of the lot (the one nearest a pole), where a degree is
 * shortest; so a distance on the grid is never longer than on the sphere, and a search misses nothing.
 */
export class Grid {
  readonly #cells = new Map<number, number[]>();
  readonly #cell: number;
  readonly #lonMetres: number;

  /** Of some places, or of those alone that `indexes` names. */
  constructor(places: readonly Place[], cellMetres: number, pole: number, indexes: Iterable<number> = places.keys()) {
    this.#cell = cellMetres;
    // A hair less than exact, so that rounding cannot lengthen a grid distance.
    this.#lonMetres = DEGREE_METRES * Math.max(1e-9, Math.cos((pole * Math.PI) / 180)) * 0.999;
    for (const index of indexes) {
      const place = places[index];
      if (place === undefined) continue;
      const key = Grid.#key(this.#column(place), this.#row(place));
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [index]);
      else cell.push(index);
    }
  }

  /** Cells are numbered in one integer; rows and columns of a planet fit far below 2^26 each. */
  static #key(column: number, row: number): number {
    return (column + 33_554_432) * 67_108_864 + row + 33_554_432;
  }

  #column({ lon }: Place): number {
    return Math.floor((lon * this.#lonMetres) / this.#cell);
  }

  #row({ lat }: Place): number {
    return Math.floor((lat * DEGREE_METRES * 0.999) / this.#cell);
  }

  /** All cells, to be put in an order of their own. */
  cells(): Iterable<number[]> {
    return this.#cells.values();
  }

  /** Takes a point out of the cell of its place. */
  remove(index: number, place: Place): void {
    const cell = this.#cells.get(Grid.#key(this.#column(place), this.#row(place)));
    const at = cell?.indexOf(index) ?? -1;
    if (at >= 0) cell?.splice(at, 1);
  }

  /**
   * Visits the cells around a place ring by ring. Everything nearer than `ring × cell` metres has been visited after ring
   * `ring`; the visitor is told so and may stop.
   */
  rings(
    place: Place,
    reachMetres: number,
    visit: (cell: readonly number[]) => void,
    enough: (seenMetres: number) => boolean,
  ): void {
    const [column, row] = [this.#column(place), this.#row(place)];
    const last = Math.ceil(reachMetres / this.#cell);
    for (let ring = 0; ring <= last; ring += 1) {
      for (let dy = -ring; dy <= ring; dy += 1) {
        const step = Math.abs(dy) === ring ? 1 : 2 * ring;
        for (let dx = -ring; dx <= ring; dx += Math.max(1, step)) {
          const cell = this.#cells.get(Grid.#key(column + dx, row + dy));
          if (cell !== undefined) visit(cell);
        }
      }
      if (enough(ring * this.#cell)) return;
    }
  }
}
