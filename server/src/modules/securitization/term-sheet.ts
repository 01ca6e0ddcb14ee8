import type {
  DealScenario,
  DealTermSheet,
  DealTerms,
  SheetPeriod,
  SheetTranche,
  SheetTrigger,
  SheetWarning,
} from '@banfei/contracts';
import {
  AS_AGREED,
  type DealRun,
  type Deal as EngineDeal,
  flowsOf,
  formatDay,
  measuresOf,
  type PeriodRow,
  paymentDates,
  type Ratio,
  ratio,
  readDeal,
  runDeal,
  spoken,
  structuringOf,
} from '@banfei/waterfall';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { claimsOf } from './amounts.ts';
import { scenarioNamed } from './compute.ts';
import { type Deal, fenNumber } from './deal.ts';
import { loadDeal } from './load.ts';
import type { Reader } from './present.ts';
import { structureDeal } from './structure.ts';
import { dealLine } from './views.ts';

/** A product's cash flows under one of the desk's scenarios. */
export interface Flows {
  readonly number: number;
  /** False while the terms wait for a second person: then this is what that person decides on. */
  readonly approved: boolean;
  readonly run: DealRun;
}

/** The deal under the terms that wait for a second person, exactly as approval would store it. */
async function proposedDeal(tx: Tx, { id, number, structure }: Deal): Promise<EngineDeal> {
  const proposal = await tx.row<{ terms: DealTerms }>(sql`
    select content -> 'terms' as terms from deal_proposals
    where district_id = ${tx.districtId} and deal_id = ${id} and kind = 'issue' and state = 'proposed'`);
  if (proposal === undefined) throw new Refusal('DEAL_FLOWS_NONE', { number });
  const claims = await claimsOf(tx, id);
  return structureDeal({ id: `deal-${number}`, structure, terms: proposal.terms, claims }).deal;
}

function storedDeal({ id, file }: Deal): EngineDeal {
  const read = readDeal(file);
  if (!read.ok) throw new Error(`the stored deal ${id} is refused: ${read.code}`);
  return read.deal;
}

/** The run of a product under its approved terms, or under those that are proposed. */
export async function flowsOfDeal(tx: Tx, dealId: string, scenario: DealScenario): Promise<Flows> {
  const deal = await loadDeal(tx, dealId);
  if (deal === undefined) throw new Refusal('NOT_FOUND');
  const approved = deal.file !== null;
  const terms = approved ? storedDeal(deal) : await proposedDeal(tx, deal);
  return { number: deal.number, approved, run: runDeal(terms, scenarioNamed(scenario, terms)) };
}

const decimal = (value: Ratio | null): string | null => (value === null ? null : spoken(value));
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);

function tranchesOf(run: DealRun): SheetTranche[] {
  const { deal, periods } = run;
  const all = sum(deal.tranches.map(({ principal }) => principal));
  const measures = measuresOf(run);
  return deal.tranches.map(({ id, class: tier, principal, rate, dayCount, rule }, index) => {
    const last = periods.findLast(({ tranches }) => (tranches[index]?.principalPaid ?? 0n) > 0n);
    const found = measures[index];
    return {
      id,
      class: tier,
      principalFen: fenNumber(principal),
      share: spoken(ratio(principal, all), 4),
      coupon: spoken(rate, 4),
      dayCount,
      rule,
      paidFen: fenNumber(sum(flowsOf(run, id).map(({ fen }) => fen))),
      lossFen: tier === 'subordinated' ? null : fenNumber(found?.loss ?? 0n),
      averageLifeYears: decimal(found?.averageLife ?? null),
      yield: found?.yield ?? null,
      lastPrincipal: last === undefined ? null : formatDay(last.day),
    };
  });
}

type TriggerRow = PeriodRow['triggers'][number];

/** a < b, without division. */
const isLess = (a: Ratio, b: Ratio): boolean => a.num * b.den < b.num * a.den;

/** Protection is nearest where it is lowest, losses where they are highest. */
function nearest(rows: readonly { readonly day: number; readonly row: TriggerRow }[]) {
  let found: { readonly day: number; readonly value: Ratio } | null = null;
  for (const { day, row } of rows) {
    const { value, measure } = row;
    if (value === null) continue;
    const isNearer =
      found === null || (measure === 'cumulativeDefault' ? isLess(found.value, value) : isLess(value, found.value));
    if (isNearer) found = { day, value };
  }
  return found;
}

const triggersOf = ({ deal, periods }: DealRun): SheetTrigger[] =>
  deal.triggers.map(({ id, measure, effect, level, day }, index) => {
    const rows = periods.flatMap((period) => {
      const row = period.triggers[index];
      return row === undefined ? [] : [{ day: period.day, row }];
    });
    const found = nearest(rows);
    return {
      id,
      measure,
      effect,
      level: measure === 'date' ? null : spoken(level, 4),
      date: day === null ? null : formatDay(day),
      nearest: found === null ? null : spoken(found.value, 4),
      on: found === null ? null : formatDay(found.day),
      hit: rows.some(({ row }) => row.hit),
    };
  });

function periodOf(deal: EngineDeal, row: PeriodRow): SheetPeriod {
  const { number, day, collected, tranches, payments, draws, ratios } = row;
  const senior = tranches.filter((_, index) => deal.tranches[index]?.class === 'senior');
  const fees = payments.filter(({ step }) => step === 'tax' || step === 'fee');
  return {
    number,
    day: formatDay(day),
    collectedFen: fenNumber(collected.income + collected.principal + collected.prepaid + collected.recovered),
    feesFen: fenNumber(sum(fees.map(({ paid }) => paid))),
    interestFen: fenNumber(sum(tranches.map(({ interestPaid }) => interestPaid))),
    principalFen: fenNumber(sum(tranches.map(({ principalPaid }) => principalPaid))),
    surplusFen: fenNumber(sum(tranches.map(({ surplus }) => surplus))),
    supportFen: fenNumber(draws.liquidity + draws.shortfall + draws.guarantee),
    seniorFen: fenNumber(sum(senior.map(({ closing }) => closing))),
    poolFen: fenNumber(collected.closing),
    coverage: ratios.coverage === null ? null : spoken(ratios.coverage, 4),
  };
}

/**
 * Levels of published guides, for screening only. Ten unrelated debtors and at most half of the pool from one: guide for
 * receivables (2017-12) and for leasing claims (2018-02), the latter with at most 70 % from the first five. Retention of
 * 5 %: disclosure of retained risk, here as the share of the lowest tranche. For other structures they are a comparison.
 */
const GUIDE = { debtors: 10n, largest: ratio(1n, 2n), topFive: ratio(7n, 10n), retention: ratio(1n, 20n) };

function warningsOf({ assets, tranches }: EngineDeal): SheetWarning[] {
  const byFirm = new Map<string, bigint>();
  for (const { firm, principal } of assets) byFirm.set(firm, (byFirm.get(firm) ?? 0n) + principal);
  const pool = sum([...byFirm.values()]);
  const largest = [...byFirm.values()].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const part = (count: number): Ratio => ratio(sum(largest.slice(0, count)), pool);
  const lowest = sum(tranches.filter((each) => each.class === 'subordinated').map(({ principal }) => principal));
  const retained = ratio(lowest, sum(tranches.map(({ principal }) => principal)));
  const most = (id: 'largest' | 'topFive', value: Ratio): SheetWarning => ({
    id,
    value: spoken(value, 4),
    limit: spoken(GUIDE[id], 4),
    within: !isLess(GUIDE[id], value),
  });
  return [
    {
      id: 'debtors',
      value: String(byFirm.size),
      limit: String(GUIDE.debtors),
      within: BigInt(byFirm.size) >= GUIDE.debtors,
    },
    most('largest', part(1)),
    most('topFive', part(5)),
    {
      id: 'retention',
      value: spoken(retained, 4),
      limit: spoken(GUIDE.retention, 4),
      within: !isLess(retained, GUIDE.retention),
    },
  ];
}

/** Tranches, fees, support, triggers, dates and flows: what follows from the run alone. */
function sheetOfRun(run: DealRun) {
  const { deal } = run;
  const dates = paymentDates(deal).map(({ day }) => formatDay(day));
  const { overcollateralization, coverage, seniorShare } = structuringOf(deal, runDeal(deal, AS_AGREED));
  return {
    poolFen: fenNumber(sum(deal.assets.map(({ principal }) => principal))),
    cutOff: formatDay(deal.cutOff),
    closing: formatDay(deal.closing),
    firstPayment: dates[0] ?? formatDay(deal.closing),
    lastPayment: dates.at(-1) ?? formatDay(deal.closing),
    payments: dates.length,
    tranches: tranchesOf(run),
    fees: deal.fees.map(({ id, basis, rate, amount }) => ({
      id,
      basis,
      rate: basis === 'fixed' ? null : spoken(rate, 4),
      amountFen: basis === 'fixed' ? fenNumber(amount) : null,
    })),
    support: {
      overcollateralization: decimal(overcollateralization),
      coverage: decimal(coverage),
      seniorShare: spoken(seniorShare, 4),
      reserveFen: fenNumber(deal.reserve.opening),
      liquidityFen: fenNumber(deal.liquidity.limit),
      promiseFen: fenNumber(deal.shortfallPromise),
      guaranteeFen: fenNumber(deal.guarantee),
    },
    triggers: triggersOf(run),
    periods: run.periods.map((row) => periodOf(deal, row)),
    warnings: warningsOf(deal),
  };
}

/** The term sheet of a product under a scenario, approved or proposed. */
export async function termSheetOf(
  tx: Tx,
  { directory, now }: Reader,
  dealId: string,
  scenario: DealScenario,
): Promise<DealTermSheet> {
  const { run, approved } = await flowsOfDeal(tx, dealId, scenario);
  const line = await dealLine(tx, dealId);
  const district = await tx.row<{ zh: string; en: string }>(
    sql`select name_zh as zh, name_en as en from districts where id = ${tx.districtId}`,
  );
  if (line === undefined || district === undefined) throw new Refusal('NOT_FOUND');
  const { id, number, name, structure, demo, source, participations, firms, postId } = line;
  return {
    ...{ id, number, name, structure, demo, source, participations, firms, scenario, approved, district },
    post: directory.card(postId),
    ...sheetOfRun(run),
    asOf: isoInstant(now),
  };
}
