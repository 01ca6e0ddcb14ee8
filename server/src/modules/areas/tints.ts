/** How many tints the map has (§4 of the screens). Four are enough for any planar map in theory, five for DSATUR in practice. */
export const TINTS = [1, 2, 3, 4, 5] as const;

type Adjacency = ReadonlyMap<number, readonly number[]>;

/**
 * Gives each area a tint that none of its neighbors has: DSATUR (Brélaz 1979), least-used tint first so that no tint
 * dominates the map. Areas keep the tint they had where it still fits, so a redraw repaints only what would clash. Where
 * the kept tints leave an area none, its surroundings give theirs up, in rings, until there is room.
 *
 * @param adjacency neighbors of each area by number
 * @param earlier tints in force before a redraw
 * @throws RangeError when five tints do not suffice
 */
export function tintAreas(
  adjacency: Adjacency,
  earlier: ReadonlyMap<number, number> = new Map(),
): ReadonlyMap<number, number> {
  const given = new Set<number>();
  for (;;) {
    const kept = new Map([...earlier].filter(([area]) => !given.has(area)));
    const painted = paint(adjacency, kept);
    if (painted.stuck === null) return painted.tints;
    const before = given.size;
    given.add(painted.stuck);
    for (const area of [...given]) for (const next of adjacency.get(area) ?? []) given.add(next);
    if (given.size === before) throw new RangeError(`area ${painted.stuck} has neighbors in all ${TINTS.length} tints`);
  }
}

interface Painted {
  readonly tints: ReadonlyMap<number, number>;
  /** The first area that no tint was left for. */
  readonly stuck: number | null;
}

function paint(adjacency: Adjacency, earlier: ReadonlyMap<number, number>): Painted {
  const tints = keepFitting(adjacency, earlier);
  const used = new Map<number, number>(TINTS.map((tint) => [tint, 0]));
  for (const tint of tints.values()) used.set(tint, (used.get(tint) ?? 0) + 1);
  for (let area = mostConstrained(adjacency, tints); area !== undefined; area = mostConstrained(adjacency, tints)) {
    const taken = takenAround(adjacency, tints, area);
    const [tint] = TINTS.filter((one) => !taken.has(one)).sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0));
    if (tint === undefined) return { tints, stuck: area };
    tints.set(area, tint);
    used.set(tint, (used.get(tint) ?? 0) + 1);
  }
  return { tints, stuck: null };
}

const takenAround = (adjacency: Adjacency, tints: ReadonlyMap<number, number>, area: number): Set<number> =>
  new Set((adjacency.get(area) ?? []).flatMap((next) => tints.get(next) ?? []));

// Of two neighbors with the same earlier tint the lower number keeps it; the other is painted again.
function keepFitting(adjacency: Adjacency, earlier: ReadonlyMap<number, number>): Map<number, number> {
  const kept = new Map<number, number>();
  for (const area of [...adjacency.keys()].sort((a, b) => a - b)) {
    const tint = earlier.get(area);
    if (tint !== undefined && !takenAround(adjacency, kept, area).has(tint)) kept.set(area, tint);
  }
  return kept;
}

function mostConstrained(adjacency: Adjacency, tints: ReadonlyMap<number, number>): number | undefined {
  let best: { readonly area: number; readonly saturation: number; readonly degree: number } | undefined;
  for (const [area, neighbors] of adjacency) {
    if (tints.has(area)) continue;
    const saturation = takenAround(adjacency, tints, area).size;
    const degree = neighbors.length;
    const ahead =
      best === undefined || saturation > best.saturation || (saturation === best.saturation && degree > best.degree);
    if (ahead) best = { area, saturation, degree };
  }
  return best?.area;
}
