/** Where a deal stands between two payment days. */
import type { Deal, Tranche, TrancheClass } from './deal.ts';
import { total } from './exact.ts';

/** Normal; after acceleration 加速清偿; after an event of default 违约; called and repaid. */
export type Mode = 'normal' | 'accelerated' | 'default' | 'called';

/** A tranche with what it is still owed. */
export interface Standing {
  readonly tranche: Tranche;
  balance: bigint;
  interestUnpaid: bigint;
}

/** Changed only by the run, once a date, after everything due has been worked out. */
export interface State {
  mode: Mode;
  cash: bigint;
  reserve: bigint;
  readonly standings: readonly Standing[];
  /** Unpaid of each fee of the deal. */
  feesUnpaid: readonly bigint[];
  liquidityDrawn: bigint;
  shortfallPaid: bigint;
  shortfallOwed: bigint;
  guaranteePaid: bigint;
  guaranteeOwed: bigint;
  /** Principal that the pool has lost or paid and tranches have not had. */
  passThroughOwed: bigint;
  poolBalance: bigint;
  defaulted: bigint;
  struck: ReadonlySet<string>;
  ended: boolean;
}

/** The pool at the cut-off. */
export const poolPrincipal = (deal: Deal): bigint => total(deal.assets.map(({ principal }) => principal));

/** On the closing day (设立日): proceeds have bought the pool and filled the reserve; the rest is cash. */
export function opening(deal: Deal): State {
  const proceeds = total(deal.tranches.map(({ principal }) => principal));
  const spent = total(deal.assets.map(({ price }) => price)) + deal.reserve.opening + deal.closingCosts;
  return {
    mode: 'normal',
    cash: proceeds - spent,
    reserve: deal.reserve.opening,
    standings: deal.tranches.map((tranche) => ({ tranche, balance: tranche.principal, interestUnpaid: 0n })),
    feesUnpaid: deal.fees.map(() => 0n),
    liquidityDrawn: 0n,
    shortfallPaid: 0n,
    shortfallOwed: 0n,
    guaranteePaid: 0n,
    guaranteeOwed: 0n,
    passThroughOwed: 0n,
    poolBalance: poolPrincipal(deal),
    defaulted: 0n,
    struck: new Set(),
    ended: false,
  };
}

/** Principal outstanding of some classes. */
export const balanceOf = (state: State, ...classes: readonly TrancheClass[]): bigint =>
  total(state.standings.filter(({ tranche }) => classes.includes(tranche.class)).map(({ balance }) => balance));
