/** The part of a deal file that describes the pool. */
import { addMonths, DAY_COUNTS, formatDay } from './days.ts';
import { type Asset, STRUCTURES, type Structure } from './deal.ts';
import { ONE, type Ratio, total, ZERO } from './exact.ts';
import { type Field, MOST_FEN } from './reader.ts';
import { refuse } from './refusals.ts';

const FIELDS = [
  'id',
  'firm',
  'kind',
  'principalFen',
  'priceFen',
  'rate',
  'dayCount',
  'firstDue',
  'everyMonths',
  'terms',
  'instalmentsFen',
  'appraisedFen',
];

/** Instalments of a `schedule`: they add up to the principal, and there are as many as the terms say. */
function readInstalments(field: Field, principal: Field, amount: bigint): readonly bigint[] {
  const instalments = field.list(1, 600).map((item) => item.fen(0n));
  const sum = total(instalments);
  if (instalments.length > 0 && sum !== amount)
    field.fault(
      refuse('DEAL_AMOUNTS', {
        field: field.path,
        found: Number(sum),
        limit: Number(amount),
        rule: `sum = ${principal.path}`,
      }),
    );
  return instalments;
}

/** A rate from zero to one, where the structure bears interest. */
function readRate(field: Field, structure: Structure): Ratio {
  const rate = field.decimal(ONE, ZERO);
  // A receivable is bought at a discount; interest on it would be another structure.
  if (rate.num > 0n && !STRUCTURES[structure].interest) field.wrong(`0 (${structure})`);
  return rate;
}

/** One claim. Dates, terms and kinds are checked against structure and cut-off. */
function readAsset(item: Field, structure: Structure, cutOff: Field): Asset {
  const at = item.object(FIELDS);
  const kind = at('kind').oneOf(STRUCTURES[structure].kinds) ?? 'bullet';
  const principal = at('principalFen').fen(1n);
  const instalments = kind === 'schedule' ? readInstalments(at('instalmentsFen'), at('principalFen'), principal) : [];
  if (kind !== 'schedule' && !at('instalmentsFen').isAbsent)
    at('instalmentsFen').fault(
      refuse('DEAL_FIELD_UNKNOWN', { field: at('instalmentsFen').path, known: `kind: schedule` }),
    );
  const terms = kind === 'schedule' ? at('terms').whole(1, 600, instalments.length) : at('terms').whole(1, 600);
  if (kind === 'schedule' && terms !== instalments.length) at('terms').wrong(`${instalments.length}`);
  const [firstDue, everyMonths] = [at('firstDue').day(), at('everyMonths').whole(1, 60, 1)];
  const start = cutOff.day();
  if (firstDue <= start)
    item.fault(
      refuse('DEAL_DATE_ORDER', {
        field: at('firstDue').path,
        date: formatDay(firstDue),
        after: cutOff.path,
        limit: formatDay(start),
      }),
    );
  // Fifty years bound every sum; see MOST_FEN.
  if (terms * everyMonths > 600 || firstDue > addMonths(start, 600)) at('terms').wrong('at most 50 years');
  return {
    id: at('id').id(),
    firm: at('firm').id(),
    kind,
    principal,
    price: at('priceFen').fen(0n, principal),
    rate: readRate(at('rate'), structure),
    dayCount: at('dayCount').oneOf(DAY_COUNTS, 'ACT/365') ?? 'ACT/365',
    firstDue,
    everyMonths,
    terms,
    instalments,
    appraised: at('appraisedFen').isAbsent ? null : at('appraisedFen').fen(1n),
  };
}

/** Refuses an id that was used before. */
export function uniqueIds(items: readonly { readonly id: string }[], list: Field, taken: Set<string>): void {
  for (const [index, { id }] of items.entries()) {
    if (taken.has(id) && id !== '') list.fault(refuse('DEAL_ID_TWICE', { field: `${list.path}[${index}].id`, id }));
    taken.add(id);
  }
}

/** Keeps the sum of a list within the bound of sums. */
export function boundSum(items: readonly { readonly principal: bigint }[], list: Field): void {
  const sum = total(items.map(({ principal }) => principal));
  if (sum > MOST_FEN)
    list.fault(
      refuse('DEAL_AMOUNTS', {
        field: list.path,
        found: Number(sum),
        limit: Number(MOST_FEN),
        rule: 'Σ principalFen ≤',
      }),
    );
}

/** The claims of the pool, with their sum within bounds. */
export function readPool(list: Field, structure: Structure, cutOff: Field): readonly Asset[] {
  const assets = list.list(1, 2000).map((item) => readAsset(item, structure, cutOff));
  uniqueIds(assets, list, new Set());
  boundSum(assets, list);
  return assets;
}
