import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual, MomentKind } from '@banfei/contracts';
import { DAY } from '../../platform/days.ts';

/** How a kind of moment is told: so many days ahead, above the budget if it binds, under this category. */
export interface KindRule {
  readonly id: MomentKind;
  readonly name: Bilingual;
  readonly leadDays: number;
  /** A deadline of law or contract: missing it costs the company a right. */
  readonly binding: boolean;
  readonly category: string;
}

/** 无事不扰: how often a company is turned to unasked, and what is told together. */
export interface ContactBudget {
  readonly contactsPerQuarter: number;
  /** What would be told within so many days is told with it. */
  readonly mergeDays: number;
  /** A binding deadline is told at least so many days ahead, whatever the budget says. */
  readonly noticeDays: number;
}

interface KindsFile {
  readonly budget: ContactBudget;
  readonly needDays: number;
  readonly kinds: readonly (Omit<KindRule, 'name'> & Bilingual)[];
}

const FILE = join(import.meta.dirname, '../../../../data/moments/kinds.json');
const file: KindsFile = JSON.parse(readFileSync(FILE, 'utf8'));

export const BUDGET = file.budget;
/** A need that has stood open for so many days is a moment of the company that has it. */
export const NEED_DAYS = file.needDays;
export const KINDS: readonly KindRule[] = file.kinds.map(({ zh, en, ...rule }) => ({ ...rule, name: { zh, en } }));

export function ruleOf(kind: MomentKind): KindRule {
  const rule = KINDS.find(({ id }) => id === kind);
  if (rule === undefined) throw new Error(`data/moments/kinds.json has no kind ${kind}`);
  return rule;
}

/** First day of the calendar quarter in which a day lies, and of the one after it. */
export function quarterOf(day: number): { readonly from: number; readonly next: number } {
  const date = new Date(day * DAY);
  const month = Math.floor(date.getUTCMonth() / 3) * 3;
  const first = (at: number): number => Math.floor(Date.UTC(date.getUTCFullYear(), at, 1) / DAY);
  return { from: first(month), next: first(month + 3) };
}

/** The first time from `today` on that a date comes back; the date itself while it lies ahead or does not come back. */
export function nextTime(dueOn: number, everyMonths: number | null, today: number): number {
  if (everyMonths === null || dueOn >= today) return dueOn;
  const start = new Date(dueOn * DAY);
  const at = (months: number): number => {
    const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
    // The 31st comes back on the last day of shorter months.
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return Math.floor(Date.UTC(year, month, Math.min(start.getUTCDate(), last)) / DAY);
  };
  let times = Math.max(1, Math.floor((today - dueOn) / (31 * everyMonths)));
  while (at(times * everyMonths) < today) times += 1;
  return at(times * everyMonths);
}
