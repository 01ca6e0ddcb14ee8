/**
 * A deal laid out for simulation: whole fen in typed arrays of doubles, which hold integers up to 2^53 exactly, so the
 * fast way and the exact way give the same fen. What does not fit the model, or could leave that bound, is refused.
 */
import { limitOf } from './chances.ts';
import { type Collected, collect, periodEnds } from './collections.ts';
import { addMonths, type DayCount, monthsBetween, yearFraction } from './days.ts';
import { AS_AGREED, type Asset, CLASSES, type Deal, type Scenario, type Tranche, type TrancheClass } from './deal.ts';
import { least, multiply, times, total, ZERO } from './exact.ts';
import { type DealRefusal, refuse } from './refusals.ts';
import { paymentDates } from './run.ts';
import { type Instalment, instalmentsOf, leaving } from './schedule.ts';
import { type Shares, sharesOf } from './shares.ts';

/**
 * A deal in flat arrays, one row for each loan or tranche.
 * Made by `layOut` only, so that its bounds hold wherever it is read.
 */
export interface FastDeal {
  readonly loans: number;
  readonly periods: number;
  /** For each loan and period: below the first a loan defaults, below the second it repays early. */
  readonly defaultLimits: Int32Array;
  readonly exitLimits: Int32Array;
  /** For each loan and period, if it pays as agreed: its cash, and its balance after the period. */
  readonly cash: Float64Array;
  readonly balances: Float64Array;
  /** For each loan and period: what defaults, and what comes back in which period (`periods`: too late). */
  readonly exposures: Float64Array;
  readonly recoveries: Float64Array;
  readonly recoveryPeriods: Int32Array;
  /** First and last due day of a loan in a period: when it defaults, and when it repays early. */
  readonly firstDays: Int32Array;
  readonly lastDays: Int32Array;
  readonly ids: readonly string[];
  readonly scenario: Scenario;
  /** For each loan the number of periods until its last instalment. */
  readonly lengths: Int32Array;
  /** Sums over loans of `cash` and `balances`. */
  readonly poolCash: Float64Array;
  readonly poolBalances: Float64Array;
  readonly pool: number;
  /** In the order of principal: 0 senior, 1 mezzanine, 2 subordinated. */
  readonly tranches: readonly Tranche[];
  readonly classes: Int32Array;
  readonly principals: Float64Array;
  /** Tranches before this number are senior, the following ones before the next mezzanine, at most one more is junior. */
  readonly seniors: number;
  readonly mezzanines: number;
  readonly seniorSum: number;
  readonly mezzanineSum: number;
  readonly juniorSum: number;
  /** For each period and tranche: its share of a balance is interest. */
  readonly interest: Shares;
  readonly fixedFees: number;
  /** Fees of the pool, then fees of the collections, each for all periods. */
  readonly poolFees: number;
  readonly collectionFees: number;
  readonly fees: Shares;
  readonly openingCash: number;
  readonly openingReserve: number;
  readonly reserveFixed: number;
  /** Of the senior principal that is left; one share. */
  readonly reserve: Shares;
  readonly retains: boolean;
  /** Defaulted fen from which the deal accelerates, or is in default; infinite for never. */
  readonly accelerateAt: number;
  readonly defaultAt: number;
}

/** What the fast way leaves to the exact one; null when the deal fits. */
function misfit(deal: Deal, scenario: Scenario): DealRefusal | null {
  const no = (field: string, found: string): DealRefusal => refuse('DEAL_NOT_FAST', { field, found });
  if (deal.liquidity.limit > 0n) return no('liquidity', 'limitFen > 0');
  if (deal.shortfallPromise > 0n) return no('shortfallPromiseFen', '> 0');
  if (deal.guarantee > 0n) return no('guaranteeFen', '> 0');
  if (deal.cleanUp.num > 0n) return no('cleanUpShare', '> 0');
  if (deal.principalMode === 'proRata') return no('principalMode', 'proRata');
  for (const [index, { rule, class: of, rank }] of deal.tranches.entries()) {
    if (rule !== 'passThrough') return no(`tranches[${index}].rule`, rule);
    const equals = deal.tranches.filter((other) => other.class === of && other.rank === rank);
    if (equals.length > 1) return no(`tranches[${index}].after`, 'equal ranks');
  }
  if (deal.tranches.filter((tranche) => tranche.class === 'subordinated').length > 1)
    return no('tranches', 'subordinated × 2');
  for (const [index, { basis }] of deal.fees.entries())
    if (basis === 'income') return no(`fees[${index}].basis`, basis);
  for (const [index, { measure, effect }] of deal.triggers.entries()) {
    const isIdle = effect === 'watch' || effect === 'sequential';
    if (!isIdle && (measure !== 'cumulativeDefault' || effect === 'retain'))
      return no(`triggers[${index}]`, `${measure} ${effect}`);
  }
  if (scenario.recoveries.length > 1) return no('recoveries', '> 1');
  if (scenario.delay.share.num > 0n) return no('delay', '> 0');
  return scenario.exits.length > 0 ? no('exits', '> 0') : null;
}

/** First and last due day of a loan in each period, with the first instalment; null where nothing is due. */
interface Due {
  readonly first: Instalment;
  readonly last: number;
}

function duesByPeriod(asset: Asset, deal: Deal, ends: readonly number[]): readonly (Due | null)[] {
  const instalments = instalmentsOf(asset, deal.cutOff);
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? deal.cutOff;
    const within = instalments.filter(({ day }) => day > start && day <= end);
    const [first] = within;
    return first === undefined ? null : { first, last: within.at(-1)?.day ?? first.day };
  });
}

/** The arrays that loans fill. */
interface Loans
  extends Pick<
    FastDeal,
    | 'defaultLimits'
    | 'exitLimits'
    | 'cash'
    | 'balances'
    | 'exposures'
    | 'recoveries'
    | 'recoveryPeriods'
    | 'firstDays'
    | 'lengths'
    | 'lastDays'
    | 'poolCash'
    | 'poolBalances'
  > {}

/** What one collection of a claim alone says of a period. */
const cashOf = ({ income, principal, prepaid }: Collected): number => Number(income + principal + prepaid);

/** Lays out one loan: its cash as agreed, and for each period what leaving the pool would mean. */
function fillLoan(loans: Loans, row: number, asset: Asset, { deal, scenario }: Setting): void {
  const ends = periodEnds(deal);
  const dues = duesByPeriod(asset, deal, ends);
  const alone: Deal = { ...deal, assets: [asset] };
  const agreed = collect(alone, AS_AGREED).periods;
  let month = 0;
  for (const [period, due] of dues.entries()) {
    const at = row * ends.length + period;
    const collected = agreed[period];
    if (collected !== undefined) {
      loans.cash[at] = cashOf(collected);
      loans.balances[at] = Number(collected.closing);
    }
    loans.poolCash[period] = (loans.poolCash[period] ?? 0) + (loans.cash[at] ?? 0);
    loans.poolBalances[period] = (loans.poolBalances[period] ?? 0) + (loans.balances[at] ?? 0);
    [loans.defaultLimits[at], loans.exitLimits[at]] = [limitOf(0), limitOf(0)];
    if (due === null || due.first.opening === 0n) continue;
    loans.lengths[row] = period + 1;
    const until = monthsBetween(deal.cutOff, due.last);
    const lost = leaving(scenario.defaults, month, until);
    const early = leaving(scenario.prepayments, month, until);
    month = until;
    const [p, q] = [Number(lost.num) / Number(lost.den), Number(early.num) / Number(early.den)];
    loans.defaultLimits[at] = limitOf(p);
    loans.exitLimits[at] = limitOf(p + (1 - p) * q);
    const { day, opening } = due.first;
    const [recovery] = scenario.recoveries;
    const back = recovery === undefined ? 0n : least(opening, times(opening, recovery.share));
    const backIn = ends.findIndex((end) => addMonths(day, recovery?.lagMonths ?? 0) <= end);
    [loans.firstDays[at], loans.lastDays[at]] = [day, due.last];
    loans.exposures[at] = Number(opening);
    loans.recoveries[at] = Number(back);
    loans.recoveryPeriods[at] = backIn < 0 ? ends.length : backIn;
  }
}

/** What loans are laid out from. */
interface Setting {
  readonly deal: Deal;
  readonly scenario: Scenario;
}

function layLoans(setting: Setting): Loans {
  const { assets, paymentDays } = setting.deal;
  const cells = assets.length * paymentDays.length;
  const loans: Loans = {
    defaultLimits: new Int32Array(cells),
    exitLimits: new Int32Array(cells),
    cash: new Float64Array(cells),
    balances: new Float64Array(cells),
    exposures: new Float64Array(cells),
    recoveries: new Float64Array(cells),
    recoveryPeriods: new Int32Array(cells),
    firstDays: new Int32Array(cells),
    lengths: new Int32Array(assets.length),
    lastDays: new Int32Array(cells),
    poolCash: new Float64Array(paymentDays.length),
    poolBalances: new Float64Array(paymentDays.length),
  };
  for (const [row, asset] of assets.entries()) fillLoan(loans, row, asset, setting);
  return loans;
}

/** Defaulted fen at which a trigger of that effect is hit: the least whole number at or over its level. */
function hitAt(deal: Deal, effect: 'accelerate' | 'default', pool: bigint): number {
  const levels = deal.triggers
    .filter((trigger) => trigger.measure === 'cumulativeDefault' && trigger.effect === effect)
    .map(({ level }) => Number((pool * level.num + level.den - 1n) / level.den));
  return Math.min(Number.POSITIVE_INFINITY, ...levels);
}

type Amounts = Pick<FastDeal, 'interest' | 'fixedFees' | 'poolFees' | 'collectionFees' | 'fees' | 'reserve'>;

/** Shares of the order of payment, or null when a product could leave the exact integers. */
function layShares(deal: Deal, tranches: readonly Tranche[], pool: bigint): Amounts | null {
  const dates = paymentDates(deal);
  const year = (dayCount: DayCount) =>
    dates.map(({ accrualFrom, accrualUntil }) => yearFraction(dayCount, accrualFrom, accrualUntil));
  const most = total(tranches.map(({ principal }) => principal));
  const byTranche = tranches.map(({ rate, dayCount }) => year(dayCount).map((part) => multiply(rate, part)));
  const interest = sharesOf(
    dates.flatMap(({ index }) => byTranche.map((shares) => shares[index] ?? ZERO)),
    most,
  );
  const ofPool = deal.fees.filter(({ basis }) => basis === 'pool');
  const ofCash = deal.fees.filter(({ basis }) => basis === 'collections');
  // Cash of one date never exceeds the pool and a year's interest on it, hence twice the pool.
  const fees = sharesOf(
    [
      ...ofPool.flatMap(({ rate }) => year('ACT/365').map((part) => multiply(rate, part))),
      ...ofCash.flatMap(({ rate }) => dates.map(() => rate)),
    ],
    2n * pool,
  );
  const reserve = sharesOf([deal.reserve.shareOfSenior], most);
  if (interest === null || fees === null || reserve === null) return null;
  return {
    interest,
    fixedFees: Number(total(deal.fees.filter(({ basis }) => basis === 'fixed').map(({ amount }) => amount))),
    poolFees: ofPool.length,
    collectionFees: ofCash.length,
    fees,
    reserve,
  };
}

/**
 * Lays a deal out for simulation.
 *
 * @param scenario monthly shares of default and prepayment, at most one recovery
 * @returns the layout, or the first field that the fast way does not support
 */
export function layOut(deal: Deal, scenario: Scenario): { readonly ok: true; readonly fast: FastDeal } | DealRefusal {
  const fault = misfit(deal, scenario);
  if (fault !== null) return fault;
  const place = ({ class: of, rank }: Tranche): number => CLASSES.indexOf(of) * 1000 + rank;
  const tranches = [...deal.tranches].sort((a, b) => place(a) - place(b));
  const pool = total(deal.assets.map(({ principal }) => principal));
  const shares = layShares(deal, tranches, pool);
  if (shares === null)
    return refuse('DEAL_NOT_FAST', { field: 'rate', found: 'principal × rate beyond exact doubles' });
  const countOf = (of: number): number => tranches.filter((tranche) => CLASSES.indexOf(tranche.class) === of).length;
  const sumOf = (of: TrancheClass): number =>
    Number(total(tranches.filter((tranche) => tranche.class === of).map(({ principal }) => principal)));
  const { opening, fixed } = deal.reserve;
  const spent = total(deal.assets.map(({ price }) => price)) + opening + deal.closingCosts;
  const fast: FastDeal = {
    loans: deal.assets.length,
    periods: deal.paymentDays.length,
    ids: deal.assets.map(({ id }) => id),
    scenario,
    ...layLoans({ deal, scenario }),
    ...shares,
    pool: Number(pool),
    tranches,
    classes: Int32Array.from(tranches, (tranche) => CLASSES.indexOf(tranche.class)),
    principals: Float64Array.from(tranches, ({ principal }) => Number(principal)),
    seniors: countOf(0),
    mezzanines: countOf(0) + countOf(1),
    seniorSum: sumOf('senior'),
    mezzanineSum: sumOf('mezzanine'),
    juniorSum: sumOf('subordinated'),
    openingCash: Number(total(tranches.map(({ principal }) => principal)) - spent),
    openingReserve: Number(opening),
    reserveFixed: Number(fixed),
    retains: deal.residual === 'retain',
    accelerateAt: hitAt(deal, 'accelerate', pool),
    defaultAt: hitAt(deal, 'default', pool),
  };
  return { ok: true, fast };
}
