/** Bounds of what may be asked, so that all sums stay exact integers and all dates have four-digit years. */
import { type ClockRefusal, quote, refuse } from './refusals.ts';

/** 1900-01-01T00:00Z. */
const EARLIEST = -2_208_988_800_000;
/** 2200-01-01T00:00Z. */
const LATEST = 7_258_118_400_000;

/** About a hundred years. */
export const MOST_DAYS = 36_500;
export const MOST_MINUTES = 52_560_000;

/** Null when `at` is an integer number of epoch milliseconds from 1900 to 2200. */
export function instantFault(name: string, at: number): ClockRefusal<'CLOCK_INSTANT'> | null {
  if (Number.isInteger(at) && at >= EARLIEST && at <= LATEST) return null;
  return refuse('CLOCK_INSTANT', { name, found: quote(at), min: EARLIEST, max: LATEST });
}

/** Null when `amount` is an integer within its bounds. */
export function amountFault(
  name: string,
  amount: number,
  bounds: { readonly min: number; readonly max: number },
): ClockRefusal<'CLOCK_AMOUNT'> | null {
  if (Number.isInteger(amount) && amount >= bounds.min && amount <= bounds.max) return null;
  return refuse('CLOCK_AMOUNT', { name, found: quote(amount), ...bounds });
}
