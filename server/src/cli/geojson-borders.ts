export type Borders =
  | { readonly ok: true; readonly neighbors: readonly (readonly number[])[]; readonly weights: readonly number[] }
  | { readonly ok: false; readonly sentence: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rings of a polygon or of several; anything else has none. */
function ringsOf(geometry: unknown): readonly unknown[] {
  if (!isRecord(geometry) || !Array.isArray(geometry.coordinates)) return [];
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

// About a centimeter: corners that differ by less are one.
const corner = (point: unknown): string | null =>
  Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number'
    ? `${Math.round(point[0] * 1e7)},${Math.round(point[1] * 1e7)}`
    : null;

/** Sides of a feature as texts that are the same from both of their sides. */
function sidesOf(geometry: unknown): Set<string> {
  const sides = new Set<string>();
  for (const ring of ringsOf(geometry)) {
    if (!Array.isArray(ring)) continue;
    for (let at = 1; at < ring.length; at += 1) {
      const [one, two] = [corner(ring[at - 1]), corner(ring[at])];
      if (one !== null && two !== null && one !== two) sides.add(one < two ? `${one} ${two}` : `${two} ${one}`);
    }
  }
  return sides;
}

/** Which features of a collection touch along a side, and what each weighs (1 without a `weight`). */
export function bordersOf(text: string): Borders {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, sentence: `文件不是完整的 JSON。/ The file is not complete JSON.` };
  }
  if (
    !isRecord(data) ||
    data.type !== 'FeatureCollection' ||
    !Array.isArray(data.features) ||
    data.features.length === 0
  )
    return {
      ok: false,
      sentence: `GeoJSON 要是 FeatureCollection，而且至少有一个面。/ The GeoJSON must be a FeatureCollection with one polygon at least.`,
    };
  const weights: number[] = [];
  const owners = new Map<string, number[]>();
  for (const [index, feature] of data.features.entries()) {
    const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
    const weight = properties.weight ?? 1;
    const sides = sidesOf(isRecord(feature) ? feature.geometry : null);
    if (typeof weight !== 'number' || !(weight >= 0) || sides.size === 0)
      return {
        ok: false,
        sentence: `第 ${index + 1} 个要素要是面，weight 要是大于等于 0 的数，现在 weight 是 ${JSON.stringify(weight)}。/ Feature ${index + 1} must be a polygon with a weight of 0 or more; its weight is ${JSON.stringify(weight)}.`,
      };
    weights.push(weight);
    for (const side of sides) owners.set(side, [...(owners.get(side) ?? []), index]);
  }
  const neighbors = weights.map(() => new Set<number>());
  for (const [one, two] of owners.values()) {
    if (one === undefined || two === undefined) continue;
    neighbors[one]?.add(two);
    neighbors[two]?.add(one);
  }
  return { ok: true, neighbors: neighbors.map((each) => [...each].sort((a, b) => a - b)), weights };
}
