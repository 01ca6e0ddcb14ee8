/** What is known of one simulated path: what its pool brings, and what remains unpaid. */

/**
 * Four numbers for each period, side by side: cash of the pool, its balance after the period, fees due, and what defaulted;
 * the last is known only of paths that lose enough for a trigger. One array, because compiled code checks an array once for
 * all that is read of it in a row. There is room for a few periods more than the deal has, which nobody reads.
 */
export type PathFlows = Float64Array;

/** What is unpaid after the last date, for each tranche. */
export interface PathResult {
  readonly balances: Float64Array;
  seniorInterestUnpaid: number;
}
