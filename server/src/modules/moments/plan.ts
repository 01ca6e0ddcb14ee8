import type { MomentKind } from '@banfei/contracts';
import { type ContactBudget, type KindRule, quarterOf } from './moment.ts';

/** Something that a company should hear of in time. `cause` names it once and for all: one date, one term, one need. */
export interface Moment {
  readonly cause: string;
  readonly firmId: string;
  readonly kind: MomentKind;
  readonly title: string;
  /** Day number, see moment.ts. */
  readonly dueOn: number;
}

/** One contact: a company and everything that it is told at once. */
export interface Contact {
  readonly firmId: string;
  readonly moments: readonly Moment[];
  readonly aboveBudget: boolean;
}

/** A moment that could be told but waits for the next quarter, because its company has heard enough in this one. */
export interface Waiting {
  readonly moment: Moment;
  readonly until: number;
}

export interface ContactPlan {
  readonly contacts: readonly Contact[];
  readonly waiting: readonly Waiting[];
}

export interface PlanRules {
  readonly budget: ContactBudget;
  readonly ruleOf: (kind: MomentKind) => KindRule;
}

/** The day from which a moment is told. */
export const tellFrom = (
  { kind, dueOn }: Pick<Moment, 'kind' | 'dueOn'>,
  { ruleOf }: Pick<PlanRules, 'ruleOf'>,
): number => dueOn - ruleOf(kind).leadDays;

/** A deadline that binds and would have less than the least notice if it waited for the next quarter. */
function cannotWait({ kind, dueOn }: Moment, next: number, { budget, ruleOf }: PlanRules): boolean {
  return ruleOf(kind).binding && dueOn < next + budget.noticeDays;
}

/**
 * Who is told of what today. Moments whose lead time has begun make a contact; what the same company would hear within the merging
 * window goes with it. Within the budget of the quarter anything makes a contact; above it only a deadline that cannot wait does.
 * @param untold moments that nobody has been told of; those that have passed tell nothing any more
 * @param made contacts of the present quarter by company
 */
export function planContacts(
  untold: readonly Moment[],
  made: ReadonlyMap<string, number>,
  today: number,
  rules: PlanRules,
): ContactPlan {
  const { budget } = rules;
  const { next } = quarterOf(today);
  const ofFirm = new Map<string, Moment[]>();
  for (const moment of untold) {
    // Needs lie in the past by nature: they are due since they have waited too long.
    if (moment.dueOn < today && moment.kind !== 'need') continue;
    if (tellFrom(moment, rules) > today + budget.mergeDays) continue;
    const own = ofFirm.get(moment.firmId);
    if (own === undefined) ofFirm.set(moment.firmId, [moment]);
    else own.push(moment);
  }
  const contacts: Contact[] = [];
  const waiting: Waiting[] = [];
  for (const [firmId, near] of ofFirm) {
    const ripe = near.filter((moment) => tellFrom(moment, rules) <= today);
    if (ripe.length === 0) continue;
    const within = (made.get(firmId) ?? 0) < budget.contactsPerQuarter;
    const pressing = ripe.some((moment) => cannotWait(moment, next, rules));
    const moments = [...near].sort((a, b) => a.dueOn - b.dueOn || (a.cause < b.cause ? -1 : 1));
    if (within || pressing) contacts.push({ firmId, moments, aboveBudget: !within });
    else waiting.push(...ripe.map((moment) => ({ moment, until: next })));
  }
  return { contacts, waiting };
}
