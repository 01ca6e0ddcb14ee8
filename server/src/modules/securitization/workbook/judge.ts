/** Triggers with their values, and the mode that follows from them. */
import type { Deal } from '@banfei/waterfall';
import {
  always,
  atLeast,
  both,
  choose,
  either,
  type Flag,
  less,
  mark,
  marked,
  NONE,
  type Num,
  not,
  plus,
  same,
  whole,
} from './arithmetic.ts';
import { at, type Day, type Fixed, principalDue } from './dues.ts';
import { MODES } from './held.ts';
import { timesUp } from './shares.ts';

type Effect = Deal['triggers'][number]['effect'];

/** What triggers say on a date. */
export interface Judged {
  readonly hits: readonly Num[];
  readonly effect: (effect: Effect) => Flag;
}

/** Of classes: the sum of numbers that stand in the order of the deal. */
export const sumOf = (
  deal: Deal,
  numbers: readonly Num[],
  ...classes: readonly Deal['tranches'][number]['class'][]
): Num => plus(...deal.tranches.flatMap((tranche, k) => (classes.includes(tranche.class) ? [at(numbers, k)] : [])));

/** Numerator and denominator of every measure, in cells. */
function measures(day: Day, fixed: Fixed) {
  const { deal, sheets, index, before, got } = day;
  const usual = principalDue(day, fixed, before.mode, always(false));
  const put = (label: string, num: Num): Num => sheets.triggers.put(label, index, num);
  const balances = before.tranches.map(({ balance }) => balance);
  const needed = plus(...fixed.fees, sumOf(deal, fixed.interest, 'senior'), sumOf(deal, usual, 'senior'));
  const cash = put('本期现金 / Cash of the period', got.cash);
  const due = put('税费与优先级应付 / Due to taxes, fees and senior', needed);
  const backing = put(
    '资产与已收本金 / Pool and its principal',
    plus(got.closing, got.principal, got.prepaid, got.recovered),
  );
  const senior = put('优先级余额 / Senior balance', sumOf(deal, balances, 'senior'));
  const defaulted = put('累计违约 / Defaulted in all', plus(before.defaulted, got.defaulted));
  const pool = put('初始资产 / Pool at the cut-off', sheets.accounts.at('资产余额 / Pool', 0));
  const all = {
    coverage: { n: cash, d: due, label: '覆盖倍数 / Coverage' },
    overcollateralization: { n: backing, d: senior, label: '超额抵押率 / Overcollateralization' },
    cumulativeDefault: { n: defaulted, d: pool, label: '累计违约率 / Cumulative default' },
  };
  for (const { n, d, label } of Object.values(all))
    sheets.triggers.show(`${label}（仅供阅读 / for reading）`, index, n, d);
  return all;
}

/** Every trigger: hit under its level, at or above it for losses, from its day on for dates. */
export function judge(day: Day, fixed: Fixed): Judged {
  const { deal, terms, sheets, index, before } = day;
  const values = measures(day, fixed);
  const hits = deal.triggers.map(({ id, measure }, k) => {
    const { level, day: from } = at(terms.triggers, k);
    const hit = (): Flag => {
      if (measure === 'date') return atLeast(day.day, from);
      const { n, d } = values[measure];
      const limit = sheets.triggers.put(`${id} · 界限 / Limit in fen`, index, timesUp(d, level));
      return measure === 'cumulativeDefault' ? atLeast(n, limit) : both(less(NONE, d), less(n, limit));
    };
    return sheets.triggers.put(`${id} · 触发 / Hit`, index, mark(hit()), 'count');
  });
  const active = deal.triggers.map(({ id, curable }, k) => {
    const now = marked(at(hits, k));
    const flag = curable ? now : either(now, at(before.struck, k));
    return marked(sheets.triggers.put(`${id} · 有效 / Active`, index, mark(flag), 'count'));
  });
  const effect = (wanted: Effect): Flag =>
    either(...deal.triggers.flatMap((trigger, k) => (trigger.effect === wanted ? [at(active, k)] : [])));
  return { hits, effect };
}

/** Modes only get worse; default is the last. */
export function modeAfter({ before, sheets, index }: Day, { effect }: Judged): Num {
  const worse = choose(effect('accelerate'), whole(MODES.accelerated), before.mode);
  const mode = choose(either(same(before.mode, whole(MODES.default)), effect('default')), whole(MODES.default), worse);
  return sheets.steps.put('触发后的状态 / Mode after triggers', index, mode, 'count');
}

export const isMode = (mode: Num, name: keyof typeof MODES): Flag => same(mode, whole(MODES[name]));
export const isNotMode = (mode: Num, name: keyof typeof MODES): Flag => not(isMode(mode, name));
