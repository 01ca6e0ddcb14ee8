export type LonLat = readonly [number, number];

/** Two numbers in any usual writing: 120.01, 30.28 · 120.01 30.28 · 120.01，30.28. In the other order they are turned. */
export function readLonLat(text: string): LonLat | null {
  const parts = text.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  const [a, b] = parts;
  if (parts.length !== 2 || a === undefined || b === undefined) return null;
  const fits = (lon: number, lat: number) => lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
  if (fits(a, b)) return [a, b];
  return fits(b, a) ? [b, a] : null;
}
