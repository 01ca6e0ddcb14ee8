/** What the pool pays in each collection period under a scenario, claim by claim, to the fen. */
import { addMonths, formatDay, monthsBetween } from './days.ts';
import type { Asset, Deal, Scenario } from './deal.ts';
import { least, times, total } from './exact.ts';
import { type Instalment, instalmentsOf, leaving } from './schedule.ts';

/**
 * Cash and losses of the pool in one collection period (归集期间), or over one claim.
 * Cash is what arrived: late money counts when it comes, a recovery is no principal.
 */
export interface Collected {
  /** Interest, rents above cost, fees. */
  readonly income: bigint;
  readonly principal: bigint;
  readonly prepaid: bigint;
  readonly recovered: bigint;
  readonly defaulted: bigint;
  readonly written: bigint;
  /** Balance that still pays, at the end of the period. */
  readonly closing: bigint;
}

/** The same while it is being added up. */
export type Amounts = { -readonly [Name in keyof Collected]: bigint };

/** Cash and losses of one claim, each on its day. */
interface Entry {
  readonly day: number;
  readonly kind: Exclude<keyof Collected, 'closing'>;
  readonly amount: bigint;
}

/** Nothing yet. */
const none = (): Amounts => ({
  income: 0n,
  principal: 0n,
  prepaid: 0n,
  recovered: 0n,
  defaulted: 0n,
  written: 0n,
  closing: 0n,
});

/** Recoveries of a default: each share rounded by what should have come by then, so that they add up. */
function recover(defaulted: bigint, day: number, scenario: Scenario, entries: Entry[]): void {
  if (defaulted === 0n) return;
  entries.push({ day, kind: 'defaulted', amount: defaulted });
  let back = 0n;
  let last = day;
  for (const { lagMonths, share } of scenario.recoveries) {
    last = addMonths(day, lagMonths);
    const amount = least(times(defaulted, share), defaulted - back);
    entries.push({ day: last, kind: 'recovered', amount });
    back += amount;
  }
  entries.push({ day: last, kind: 'written', amount: defaulted - back });
}

/** Puts what was due on its day, and the late part of it later. */
function pay(entry: Entry, scenario: Scenario, entries: Entry[]): void {
  const late = times(entry.amount, scenario.delay.share);
  entries.push({ ...entry, amount: entry.amount - late });
  if (late > 0n) entries.push({ ...entry, day: addMonths(entry.day, scenario.delay.months), amount: late });
}

/** The part of a planned instalment that falls on what is left of the claim; the last one clears it. */
const partOf = ({ principal, opening }: Instalment, balance: bigint): bigint =>
  principal === opening ? balance : least(balance, times(balance, { num: principal, den: opening }));

/** Everything that happens to one claim. At each due day: defaults, then what is due, then prepayments. */
function entriesOf(asset: Asset, deal: Deal, scenario: Scenario): readonly Entry[] {
  const entries: Entry[] = [];
  const exits = scenario.exits.filter((exit) => exit.asset === asset.id);
  let balance = asset.principal;
  let month = 0;
  for (const instalment of instalmentsOf(asset, deal.cutOff)) {
    const { day } = instalment;
    if (balance === 0n) break;
    const until = monthsBetween(deal.cutOff, day);
    const named = exits.find((exit) => day >= exit.day);
    const lost =
      named?.kind === 'default' ? balance : least(balance, times(balance, leaving(scenario.defaults, month, until)));
    recover(lost, day, scenario, entries);
    balance -= lost;
    pay({ day, kind: 'income', amount: times(balance, instalment.interestShare) }, scenario, entries);
    const principal = partOf(instalment, balance);
    pay({ day, kind: 'principal', amount: principal }, scenario, entries);
    balance -= principal;
    const early =
      named?.kind === 'prepay' ? balance : least(balance, times(balance, leaving(scenario.prepayments, month, until)));
    entries.push({ day, kind: 'prepaid', amount: early });
    balance -= early;
    month = until;
  }
  return entries;
}

/** Ends of the collection periods (计算日): one before each payment day. */
export const periodEnds = (deal: Deal): readonly number[] => deal.paymentDays.map((day) => day - deal.collectionLag);

/**
 * All collection periods of a deal, and what comes too late for it.
 * A servicer's reports make one as well as a projection does, so that both run through the same order.
 */
export interface PoolRun {
  readonly periods: readonly Collected[];
  /** Cash that would come after the last period; it is named, not lost in silence. */
  readonly afterwards: bigint;
}

/**
 * Collections of every period. What a period's closing balance is follows from the entries, and it is proved here that no
 * claim pays more or less principal than it had.
 */
export function collect(deal: Deal, scenario: Scenario): PoolRun {
  const ends = periodEnds(deal);
  const sums = ends.map(none);
  const after = none();
  for (const asset of deal.assets) {
    const entries = entriesOf(asset, deal, scenario);
    const out = total(
      entries.filter(({ kind }) => ['principal', 'prepaid', 'defaulted'].includes(kind)).map(({ amount }) => amount),
    );
    const back = total(
      entries.filter(({ kind }) => kind === 'recovered' || kind === 'written').map(({ amount }) => amount),
    );
    const defaulted = total(entries.filter(({ kind }) => kind === 'defaulted').map(({ amount }) => amount));
    if (out !== asset.principal || back !== defaulted)
      throw new Error(`${asset.id} of ${formatDay(deal.cutOff)} pays ${out} of ${asset.principal} fen`);
    for (const { day, kind, amount } of entries) {
      const sum = sums[ends.findIndex((end) => day <= end)] ?? after;
      sum[kind] += amount;
    }
  }
  let balance = total(deal.assets.map(({ principal }) => principal));
  for (const sum of sums) {
    balance -= sum.principal + sum.prepaid + sum.defaulted;
    sum.closing = balance;
  }
  return { periods: sums, afterwards: after.income + after.principal + after.prepaid + after.recovered };
}
