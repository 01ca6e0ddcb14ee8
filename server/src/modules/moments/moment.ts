import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual, MomentKind } from '@banfei/contracts';

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

const DAY_MILLIS = 86_400_000;
const ZONE_MILLIS = 8 * 3_600_000;

/** Calendar days as whole numbers since 1970-01-01: differences are days. */
export const dayNumber = (text: string): number => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MILLIS);
export const dayText = (day: number): string => new Date(day * DAY_MILLIS).toISOString().slice(0, 10);
/** The district's day at an instant; China has one zone. */
export const dayAt = (now: number): number => Math.floor((now + ZONE_MILLIS) / DAY_MILLIS);

/** First day of the calendar quarter in which a day lies, and of the one after it. */
export function quarterOf(day: number): { readonly from: number; readonly next: number } {
  const date = new Date(day * DAY_MILLIS);
  const month = Math.floor(date.getUTCMonth() / 3) * 3;
  const first = (at: number): number => Math.floor(Date.UTC(date.getUTCFullYear(), at, 1) / DAY_MILLIS);
  return { from: first(month), next: first(month + 3) };
}

/** The first time from `today` on that a date comes back; the date itself while it lies ahead or does not come back. */
export function nextTime(dueOn: number, everyMonths: number | null, today: number): number {
  if (everyMonths === null || dueOn >= today) return dueOn;
  const start = new Date(dueOn * DAY_MILLIS);
  const at = (months: number): number => {
    const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
    // The 31st comes back on the last day of shorter months.
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return Math.floor(Date.UTC(year, month, Math.min(start.getUTCDate(), last)) / DAY_MILLIS);
  };
  let times = Math.max(1, Math.floor((today - dueOn) / (31 * everyMonths)));
  while (at(times * everyMonths) < today) times += 1;
  return at(times * everyMonths);
}
