import type { Graph } from '@banfei/partition';

/** A way for load from a part that is too full to one with room, and what one unit costs on it. */
interface Way {
  readonly parts: readonly number[];
  readonly price: number;
}

const pairsThatTouch = ({ size, offsets, neighbors }: Graph, today: readonly number[]): readonly [number, number][] => {
  const pairs = new Map<string, [number, number]>();
  for (let v = 0; v < size; v += 1)
    for (const u of neighbors.slice(offsets[v], offsets[v + 1])) {
      const [p, q] = [today[v] ?? 0, today[u] ?? 0];
      if (p !== q) pairs.set(`${p} ${q}`, [p, q]);
    }
  return [...pairs.values()];
};

/** The cheapest way by Bellman and Ford: a crossing costs one, taking one back gives one. */
function cheapest(
  pairs: readonly [number, number][],
  flow: ReadonlyMap<string, number>,
  over: readonly number[],
  room: readonly number[],
): Way | null {
  const price = over.map((left) => (left > 0 ? 0 : Number.POSITIVE_INFINITY));
  const before = over.map(() => -1);
  for (let again = true; again; ) {
    again = false;
    for (const [p, q] of pairs) {
      const next = (price[p] ?? 0) + ((flow.get(`${q} ${p}`) ?? 0) > 0 ? -1 : 1);
      if (next >= (price[q] ?? 0)) continue;
      [price[q], before[q], again] = [next, p, true];
    }
  }
  const open = room.flatMap((left, p) => (left > 0 && Number.isFinite(price[p]) ? [p] : []));
  const end = open.sort((a, b) => (price[a] ?? 0) - (price[b] ?? 0))[0];
  if (end === undefined) return null;
  const parts = [end];
  for (let p = before[end] ?? -1; p !== -1; p = before[p] ?? -1) parts.unshift(p);
  return { parts, price: price[end] ?? 0 };
}

/**
 * What must move at least, if every company that moves goes to a part that touches its own today: a flow of least cost
 * between the parts, in which load that crosses two borders moves twice. It is no bound for plans that let parts touch
 * which do not touch today; these may move less, down to what lies above the limits.
 */
export function leastCrossings(graph: Graph, today: readonly number[], loads: readonly number[], most: number): number {
  const pairs = pairsThatTouch(graph, today);
  const over = loads.map((load) => Math.max(0, load - most));
  const room = loads.map((load) => Math.max(0, most - load));
  const flow = new Map<string, number>();
  let sum = 0;
  for (let way = cheapest(pairs, flow, over, room); way !== null; way = cheapest(pairs, flow, over, room)) {
    const steps = way.parts.slice(1).map((q, at) => [`${way?.parts[at]} ${q}`, `${q} ${way?.parts[at]}`] as const);
    const [first, last] = [way.parts[0] ?? 0, way.parts.at(-1) ?? 0];
    // What goes back over a border is at most what came over it.
    const back = steps.flatMap(([, against]) => ((flow.get(against) ?? 0) > 0 ? [flow.get(against) ?? 0] : []));
    const amount = Math.min(over[first] ?? 0, room[last] ?? 0, ...back);
    for (const [along, against] of steps) {
      const taken = flow.get(against) ?? 0;
      if (taken > 0) flow.set(against, taken - amount);
      else flow.set(along, (flow.get(along) ?? 0) + amount);
    }
    over[first] = (over[first] ?? 0) - amount;
    room[last] = (room[last] ?? 0) - amount;
    sum += amount * way.price;
  }
  return sum;
}
