/** Triggers with the values that they compare, so that everybody sees how far off each one is. */
import type { Collected } from './collections.ts';
import type { Deal, Effect, Trigger } from './deal.ts';
import { cashOf } from './dues.ts';
import { isLess, type Ratio, ratio } from './exact.ts';
import { balanceOf, poolPrincipal, type State } from './state.ts';

/** Ratios of a date, worked out before it pays. */
export interface Ratios {
  /** Cash of the period over what is due to taxes, fees and senior holders; null when nothing is due. */
  readonly coverage: Ratio | null;
  /** Pool and its principal in the account over senior principal 超额抵押率; null when there is none. */
  readonly overcollateralization: Ratio | null;
  readonly cumulativeDefault: Ratio;
  /** Senior principal over all principal. */
  readonly seniorShare: Ratio | null;
}

/** A trigger on a date. */
export interface TriggerRow {
  readonly id: string;
  readonly measure: Trigger['measure'];
  readonly effect: Effect;
  /** Null where the measure has no value on this date, or where it is the date itself. */
  readonly value: Ratio | null;
  readonly level: Ratio;
  readonly hit: boolean;
  /** Hit now, or hit before and not to be undone. */
  readonly active: boolean;
}

/** A ratio over nothing has no value; it is never taken for a good one. */
const over = (num: bigint, den: bigint): Ratio | null => (den > 0n ? ratio(num, den) : null);

/** Ratios as they stand at the calculation date (核算日), when collections are known and nothing has been paid. */
export function ratiosOf(deal: Deal, state: State, collected: Collected, protectedDue: bigint): Ratios {
  const senior = balanceOf(state, 'senior');
  const backing = collected.closing + collected.principal + collected.prepaid + collected.recovered;
  return {
    coverage: over(cashOf(collected), protectedDue),
    overcollateralization: over(backing, senior),
    cumulativeDefault: ratio(state.defaulted + collected.defaulted, poolPrincipal(deal)),
    seniorShare: over(senior, balanceOf(state, 'senior', 'mezzanine', 'subordinated')),
  };
}

/** Ratios of protection are hit below their level, losses at or above it, dates from their day on. */
function isHit({ measure, level, day }: Trigger, value: Ratio | null, today: number): boolean {
  if (measure === 'date') return day !== null && today >= day;
  if (value === null) return false;
  return measure === 'cumulativeDefault' ? !isLess(value, level) : isLess(value, level);
}

/** Every trigger of the deal with its value, hit or not: a screen shows the distance before it is zero. */
export function judge(deal: Deal, state: State, ratios: Ratios, today: number): readonly TriggerRow[] {
  return deal.triggers.map((trigger) => {
    const { id, measure, effect, level, curable } = trigger;
    const value = measure === 'date' ? null : ratios[measure];
    const hit = isHit(trigger, value, today);
    return { id, measure, effect, value, level, hit, active: hit || (!curable && state.struck.has(id)) };
  });
}

export const hasEffect = (rows: readonly TriggerRow[], effect: Effect): boolean =>
  rows.some((row) => row.active && row.effect === effect);
