import type { PoolStage } from '@banfei/contracts';
import { daysBetween } from '../../platform/days.ts';

/** An entry into a stage on a day. */
export interface Entry {
  readonly to: PoolStage;
  readonly on: string;
}

export interface Dwell {
  readonly stage: PoolStage;
  readonly days: number;
  readonly visits: number;
}

/** Days and visits by stage, in the order of first entry; together the days from the first entry to today. */
export function dwellOf(entries: readonly Entry[], today: string): readonly Dwell[] {
  const found = new Map<PoolStage, Dwell>();
  for (const [index, { to, on }] of entries.entries()) {
    const days = daysBetween(on, entries[index + 1]?.on ?? today);
    const known = found.get(to) ?? { stage: to, days: 0, visits: 0 };
    found.set(to, { stage: to, days: known.days + days, visits: known.visits + 1 });
  }
  return [...found.values()];
}
