/** Reads a scenario file against the deal that it is for. */
import { AS_AGREED, type Deal, type Scenario } from './deal.ts';
import { add, isLess, ONE, type Ratio, spoken, ZERO } from './exact.ts';
import { type Faults, Field } from './reader.ts';
import { type DealRefusal, refuse } from './refusals.ts';

const FIELDS = ['id', 'name', 'defaults', 'prepayments', 'recoveries', 'delay', 'exits'];

/** A monthly share for ever, or a list of them by month of which the last goes on. */
function readCurve(field: Field): readonly Ratio[] {
  if (field.isAbsent) return [];
  if (Array.isArray(field.value)) return field.list(1, 600).map((item) => item.decimal(ONE));
  return [field.decimal(ONE)];
}

/** Recoveries in the order of time, together not more than the whole. */
function readRecoveries(field: Field): Scenario['recoveries'] {
  let sum = ZERO;
  let before = 0;
  const recoveries = field.list(0, 60).map((item) => {
    const at = item.object(['lagMonths', 'share']);
    const lagMonths = at('lagMonths').whole(before, 600);
    before = lagMonths;
    const share = at('share').decimal(ONE);
    sum = add(sum, share);
    return { lagMonths, share };
  });
  if (isLess(ONE, sum))
    field.fault(refuse('DEAL_VALUE', { field: field.path, found: spoken(sum), expected: 'Σ share ≤ 1' }));
  return recoveries;
}

/** Claims that leave; each at most once. */
function readExits(field: Field, deal: Deal): Scenario['exits'] {
  const taken = new Set<string>();
  return field.list(0, 2000).map((item) => {
    const at = item.object(['asset', 'kind', 'date']);
    const asset = at('asset').id();
    if (!deal.assets.some(({ id }) => id === asset))
      item.fault(refuse('DEAL_ID_UNHEARD', { field: at('asset').path, id: asset }));
    if (taken.has(asset)) item.fault(refuse('DEAL_ID_TWICE', { field: at('asset').path, id: asset }));
    taken.add(asset);
    return { asset, kind: at('kind').oneOf(['default', 'prepay']) ?? 'default', day: at('date').day() };
  });
}

/**
 * Reads a scenario.
 *
 * @param data the parsed JSON of a scenario file; `data/deals/scenario.schema.json` describes it
 */
export function readScenario(
  data: unknown,
  deal: Deal,
): { readonly ok: true; readonly scenario: Scenario } | DealRefusal {
  const faults: Faults = [];
  const at = new Field(data, '', faults).object(FIELDS);
  if (!at('name').isAbsent) at('name').object(['zh', 'en']);
  const delay = at('delay').isAbsent ? null : at('delay').object(['share', 'months']);
  const scenario: Scenario = {
    id: at('id').id(),
    defaults: readCurve(at('defaults')),
    prepayments: readCurve(at('prepayments')),
    recoveries: readRecoveries(at('recoveries')),
    delay:
      delay === null ? AS_AGREED.delay : { share: delay('share').decimal(ONE), months: delay('months').whole(1, 600) },
    exits: readExits(at('exits'), deal),
  };
  const [first] = faults;
  return first ?? { ok: true, scenario };
}
