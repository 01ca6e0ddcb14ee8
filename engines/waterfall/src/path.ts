/** What is known of one simulated path: what its pool brings, and what remains unpaid. */

/** Cash and balance of the pool, what defaulted, and fees, for each period. */
export interface PathFlows {
  /** One place more than periods, for what comes after the last date. */
  readonly cash: Float64Array;
  /** Room for whole spans of periods; nothing behind the last period. */
  readonly balances: Float64Array;
  readonly defaulted: Float64Array;
  /** Fees due, which follow from the others. */
  readonly fees: Float64Array;
}

/** What is unpaid after the last date, for each tranche. */
export interface PathResult {
  readonly balances: Float64Array;
  seniorInterestUnpaid: number;
}
