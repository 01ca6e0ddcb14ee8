/** The part of a deal file that describes the tranches. */
import { DAY_COUNTS, monthsBetween } from './days.ts';
import { CLASSES, type PrincipalRule, type Tranche } from './deal.ts';
import { multiply, ONE, ratio, total, ZERO } from './exact.ts';
import { ranksOf } from './ranks.ts';
import { boundSum, uniqueIds } from './read-pool.ts';
import type { Field } from './reader.ts';
import { refuse } from './refusals.ts';
import { levelPayment, levelPlan, sharesBetween } from './schedule.ts';

const FIELDS = ['id', 'class', 'principalFen', 'rate', 'dayCount', 'rule', 'planFen', 'after'];
const RULES: readonly PrincipalRule[] = ['passThrough', 'schedule', 'bullet', 'levelPay'];

/** Interest days of the tranches: the closing and every payment day as interest counts it. */
type Days = readonly number[];

/** Principal by date: written down for a `schedule`, computed for level instalments. */
function planOf(tranche: Omit<Tranche, 'plan' | 'rank'>, field: Field, days: Days): readonly bigint[] {
  const { rule, principal, rate, dayCount } = tranche;
  if (rule === 'schedule') {
    const plan = field.list(1, days.length - 1).map((item) => item.fen(0n));
    const sum = total(plan);
    if (plan.length > 0 && sum !== principal)
      field.fault(
        refuse('DEAL_AMOUNTS', {
          field: field.path,
          found: Number(sum),
          limit: Number(principal),
          rule: 'sum = principalFen',
        }),
      );
    return plan;
  }
  if (!field.isAbsent) field.fault(refuse('DEAL_FIELD_UNKNOWN', { field: field.path, known: 'rule: schedule' }));
  if (rule !== 'levelPay') return [];
  // Payment days of one distance: the second period is a whole one, the first may be short.
  const months = Math.max(1, monthsBetween(days[1] ?? 0, days[2] ?? 0));
  const payment = levelPayment(principal, multiply(rate, ratio(BigInt(months), 12n)), days.length - 1);
  return levelPlan(principal, payment, sharesBetween(days, rate, dayCount));
}

/** One tranche with its plan; its rank follows when all are known. */
function readTranche(item: Field, days: Days) {
  const at = item.object(FIELDS);
  const tranche = {
    id: at('id').id(),
    class: at('class').oneOf(CLASSES) ?? 'senior',
    principal: at('principalFen').fen(1n),
    rate: at('rate').decimal(ONE, ZERO),
    dayCount: at('dayCount').oneOf(DAY_COUNTS, 'ACT/365') ?? 'ACT/365',
    rule: at('rule').oneOf(RULES, 'passThrough') ?? 'passThrough',
  };
  const after = at('after')
    .list(0, 50)
    .map((other) => other.id());
  return { ...tranche, plan: planOf(tranche, at('planFen'), days), after, field: at('after') };
}

/** All tranches, with their order of repayment. */
export function readTranches(list: Field, days: Days): readonly Tranche[] {
  const read = list.list(1, 50).map((item) => readTranche(item, days));
  uniqueIds(read, list, new Set(['account', 'liquidity', 'reserve', 'promisor', 'guarantor', 'seller']));
  boundSum(read, list);
  const ranks = ranksOf(read);
  return read.map(({ after: _after, field: _field, ...tranche }, index) => ({ ...tranche, rank: ranks[index] ?? 0 }));
}
