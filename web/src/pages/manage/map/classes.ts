import type { AreaView } from '@banfei/contracts';

export const MODES = ['areas', 'open', 'onTime'] as const;
export type Mode = (typeof MODES)[number];

/** Steps of the one-hue ramp. */
export const STEPS = 5;

/** A class of the ramp: values from `from` to `to`, both included. */
export interface Class {
  readonly from: number;
  readonly to: number;
}

/**
 * Classes of whole numbers with about as many areas in each (quantiles), never empty ones and never one value in two.
 * Few distinct values give few classes.
 */
export function countClasses(values: readonly number[]): readonly Class[] {
  const sorted = [...values].sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= STEPS) return distinct.map((value) => ({ from: value, to: value }));
  const starts = new Set([sorted[0] ?? 0]);
  for (let step = 1; step < STEPS; step += 1) {
    const value = sorted[Math.floor((sorted.length * step) / STEPS)] ?? 0;
    starts.add(starts.has(value) ? (distinct.find((each) => each > value) ?? value) : value);
  }
  const edges = [...starts].sort((a, b) => a - b);
  return edges.map((from, at) => ({ from, to: (edges[at + 1] ?? (sorted.at(-1) ?? from) + 1) - 1 }));
}

/** Per mille of settled matters that were on time; null where nothing was settled, which is not the same as 100 %. */
export const rateOf = ({ met, settled }: AreaView['onTime']): number | null =>
  settled === 0 ? null : Math.floor((met * 1000) / settled);

/** Fixed classes of the rate, so that two days can be compared by eye. In per mille. */
export const RATE_CLASSES: readonly Class[] = [
  { from: 0, to: 799 },
  { from: 800, to: 899 },
  { from: 900, to: 949 },
  { from: 950, to: 999 },
  { from: 1000, to: 1000 },
];

export const classesFor = (mode: Mode, areas: readonly AreaView[]): readonly Class[] =>
  mode === 'onTime' ? RATE_CLASSES : mode === 'open' ? countClasses(areas.map(({ open }) => open)) : [];

/** Step of the ramp, 0 to 4, or null where there is no data. Few classes use the outer steps, so that they stay apart. */
export function stepOf(mode: Mode, area: AreaView, classes: readonly Class[]): number | null {
  const value = mode === 'onTime' ? rateOf(area.onTime) : area.open;
  if (value === null) return null;
  const at = classes.findIndex(({ from, to }) => value >= from && value <= to);
  return at < 0 ? null : rampStep(at, classes.length);
}

export const rampStep = (at: number, count: number): number =>
  count <= 1 ? 0 : Math.round((at * (STEPS - 1)) / (count - 1));
