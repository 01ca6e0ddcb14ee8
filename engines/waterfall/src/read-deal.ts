/** Reads a deal file. Whatever could silently move money is refused, with the field named. */
import { type PaymentCalendar, paymentDay, WORKING_DAY_RULES } from './calendar.ts';
import { addMonths, formatDay } from './days.ts';
import type { Deal, Effect, Fee, Measure, Structure, Trigger } from './deal.ts';
import { ONE, ratio, total, ZERO } from './exact.ts';
import { readPool, uniqueIds } from './read-pool.ts';
import { readTranches } from './read-tranches.ts';
import { type Faults, Field } from './reader.ts';
import { type DealRefusal, refuse } from './refusals.ts';

const FIELDS = [
  'id',
  'name',
  'source',
  'structure',
  'cutOff',
  'closing',
  'calendar',
  'payments',
  'assets',
  'tranches',
  'principalMode',
  'residual',
  'fees',
  'reserve',
  'liquidity',
  'shortfallPromiseFen',
  'guaranteeFen',
  'triggers',
  'cleanUpShare',
  'closingCostsFen',
];
const STRUCTURE_NAMES: readonly Structure[] = ['second_license', 'pledge_loan', 'sale_leaseback', 'receivable'];
const MEASURES: readonly Measure[] = ['coverage', 'overcollateralization', 'cumulativeDefault', 'date'];
const EFFECTS: readonly Effect[] = ['watch', 'sequential', 'retain', 'accelerate', 'default'];
/** Of one date: unpaid fees of fifty years stay within the bound of sums. */
const MOST_FEE = 100_000_000_000n;
const HUNDRED = ratio(100n, 1n);

/** Weekends are off by themselves; the file names what departs from them. */
function readCalendar(field: Field): PaymentCalendar {
  if (field.isAbsent) return { rule: 'none', daysOff: new Set(), workingDays: new Set() };
  const at = field.object(['rule', 'daysOff', 'workingDays']);
  // Days off are single days; ten years of them in a row are not possible within the bound.
  const days = (name: string) =>
    new Set(
      at(name)
        .list(0, 3000)
        .map((item) => item.day()),
    );
  return {
    rule: at('rule').oneOf(WORKING_DAY_RULES) ?? 'none',
    daysOff: days('daysOff'),
    workingDays: days('workingDays'),
  };
}

/** When holders are paid. */
interface Payments {
  readonly days: readonly number[];
  readonly lag: number;
  readonly accrual: Deal['accrual'];
}

/** Payment days, listed or by a rhythm; each after the one before, the first after closing. */
function readPayments(field: Field, closing: Field): Payments {
  const at = field.object(['first', 'everyMonths', 'count', 'days', 'collectionLagDays', 'accrual']);
  const listed = !at('days').isAbsent;
  const start = listed ? 0 : at('first').day();
  const everyMonths = listed ? 1 : at('everyMonths').whole(1, 60);
  const count = listed ? 0 : at('count').whole(1, 600);
  if (everyMonths * count > 600) at('count').wrong('at most 50 years');
  const items = listed ? at('days').list(1, 600) : [];
  const days = listed
    ? items.map((item) => item.day())
    : Array.from({ length: count }, (_, k) => addMonths(start, k * everyMonths));
  let [before, name] = [closing.day(), closing.path];
  for (const [index, day] of days.entries()) {
    const path = listed ? (items[index]?.path ?? '') : at('first').path;
    if (day <= before) {
      field.fault(
        refuse('DEAL_DATE_ORDER', { field: path, date: formatDay(day), after: name, limit: formatDay(before) }),
      );
      break;
    }
    [before, name] = [day, path];
  }
  return {
    days,
    lag: at('collectionLagDays').whole(0, 60, 0),
    accrual: at('accrual').oneOf(['unadjusted', 'adjusted'], 'unadjusted') ?? 'unadjusted',
  };
}

/** A name in both languages, for screens; the engine only checks that it is one. */
function readName(field: Field): void {
  const at = field.object(['zh', 'en']);
  for (const name of ['zh', 'en']) if (typeof at(name).value !== 'string') at(name).wrong('text');
}

/** One fee: an amount, or a share with its basis. */
function readFee(item: Field): Fee {
  const at = item.object(['id', 'kind', 'basis', 'amountFen', 'rate']);
  const basis = at('basis').oneOf(['fixed', 'pool', 'income', 'collections']) ?? 'fixed';
  return {
    id: at('id').id(),
    kind: at('kind').oneOf(['tax', 'fee'], 'fee') ?? 'fee',
    basis,
    amount: basis === 'fixed' ? at('amountFen').fen(0n, undefined, MOST_FEE) : 0n,
    rate: basis === 'fixed' ? ZERO : at('rate').decimal(ONE),
  };
}

/** One trigger: a level, or a date. */
function readTrigger(item: Field): Trigger {
  const at = item.object(['id', 'measure', 'level', 'date', 'effect', 'curable']);
  const measure = at('measure').oneOf(MEASURES) ?? 'coverage';
  return {
    id: at('id').id(),
    measure,
    level: measure === 'date' ? ZERO : at('level').decimal(HUNDRED),
    day: measure === 'date' ? at('date').day() : null,
    effect: at('effect').oneOf(EFFECTS) ?? 'watch',
    curable: at('curable').flag(false),
  };
}

/** Reserve and liquidity; neither is needed. */
function readAccounts(at: (name: string) => Field): Pick<Deal, 'reserve' | 'liquidity'> {
  const reserve = at('reserve').isAbsent ? null : at('reserve').object(['openingFen', 'targetFen', 'shareOfSenior']);
  const liquidity = at('liquidity').isAbsent ? null : at('liquidity').object(['limitFen', 'rate']);
  return {
    reserve: {
      opening: reserve?.('openingFen').fen(0n, 0n) ?? 0n,
      fixed: reserve?.('targetFen').fen(0n, 0n) ?? 0n,
      shareOfSenior: reserve?.('shareOfSenior').decimal(ONE, ZERO) ?? ZERO,
    },
    liquidity: {
      limit: liquidity?.('limitFen').fen(0n) ?? 0n,
      rate: liquidity?.('rate').decimal(ONE, ZERO) ?? ZERO,
    },
  };
}

/** Closing comes not before the cut-off; the first collection period ends after it. */
function checkDates(at: (name: string) => Field, { days, lag }: Payments): void {
  const [cutOff, closing] = [at('cutOff').day(), at('closing').day()];
  const late = (field: string, day: number) =>
    at(field).fault(
      refuse('DEAL_DATE_ORDER', { field, date: formatDay(day), after: 'cutOff', limit: formatDay(cutOff) }),
    );
  if (closing < cutOff) late('closing', closing);
  const first = days[0];
  if (first !== undefined && first - lag <= cutOff) late('payments', first - lag);
}

/** Proceeds of all tranches pay for the pool, the reserve and the costs of closing; what is left is the plan's cash. */
function checkProceeds(deal: Deal, tranches: Field): void {
  const proceeds = total(deal.tranches.map(({ principal }) => principal));
  const uses = total(deal.assets.map(({ price }) => price)) + deal.reserve.opening + deal.closingCosts;
  if (proceeds < uses)
    tranches.fault(
      refuse('DEAL_AMOUNTS', {
        field: 'tranches',
        found: Number(proceeds),
        limit: Number(uses),
        rule: 'Σ principalFen ≥ Σ priceFen + reserve.openingFen + closingCostsFen',
      }),
    );
}

/**
 * Reads a deal.
 *
 * @param data the parsed JSON of a deal file; `data/deals/deal.schema.json` describes it
 * @returns the deal, or the first fault with its field
 */
export function readDeal(data: unknown): { readonly ok: true; readonly deal: Deal } | DealRefusal {
  const faults: Faults = [];
  const at = new Field(data, '', faults).object(FIELDS);
  if (!at('name').isAbsent) readName(at('name'));
  if (!at('source').isAbsent && typeof at('source').value !== 'string') at('source').wrong('text');
  const structure = at('structure').oneOf(STRUCTURE_NAMES) ?? 'pledge_loan';
  const calendar = readCalendar(at('calendar'));
  const payments = readPayments(at('payments'), at('closing'));
  checkDates(at, payments);
  const paid = payments.accrual === 'adjusted' ? payments.days.map((day) => paymentDay(day, calendar)) : payments.days;
  const deal: Deal = {
    id: at('id').id(),
    structure,
    cutOff: at('cutOff').day(),
    closing: at('closing').day(),
    calendar,
    accrual: payments.accrual,
    paymentDays: payments.days,
    collectionLag: payments.lag,
    assets: readPool(at('assets'), structure, at('cutOff')),
    tranches: readTranches(at('tranches'), [at('closing').day(), ...paid]),
    principalMode: at('principalMode').oneOf(['sequential', 'proRata'], 'sequential') ?? 'sequential',
    residual: at('residual').oneOf(['distribute', 'retain'], 'distribute') ?? 'distribute',
    fees: at('fees').list(0, 30).map(readFee),
    ...readAccounts(at),
    shortfallPromise: at('shortfallPromiseFen').fen(0n, 0n),
    guarantee: at('guaranteeFen').fen(0n, 0n),
    triggers: at('triggers').list(0, 30).map(readTrigger),
    cleanUp: at('cleanUpShare').decimal(ONE, ZERO),
    closingCosts: at('closingCostsFen').fen(0n, 0n),
  };
  uniqueIds(deal.fees, at('fees'), new Set(deal.tranches.map(({ id }) => id)));
  uniqueIds(deal.triggers, at('triggers'), new Set());
  checkProceeds(deal, at('tranches'));
  const [first] = faults;
  return first ?? { ok: true, deal };
}
