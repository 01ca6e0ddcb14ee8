/**
 * The four modes of one unit as a state machine: 苗圃 nursery → 孵化 incubation → 联建 joint → 单建 standalone. Forward whenever
 * the condition of the next mode is met, steps may be skipped ("when conditions are met, set up alone at once", PO-12);
 * back only when the mode that the unit has no longer holds (PO-8). Time is an argument.
 */
import { addMonths, daysBetween } from './days.ts';
import { type CoverageRefusal, refuse } from './refusals.ts';
import type { SetupRules } from './rules.ts';
import type { Mode, OrganizationForm } from './unit.ts';

/** What is known of a unit on its way; dates are `YYYY-MM-DD`. */
export interface Standing {
  readonly mode: Mode;
  /** Since when it has the mode. */
  readonly since: string;
  readonly fullMembers: number;
  /** Since when it has members enough to stand alone; null while it has not. */
  readonly enoughSince: string | null;
  /** Its joint branch: how many units, and full members in sum; null outside one. */
  readonly joint: { readonly units: number; readonly members: number } | null;
  /** Code of its mentor or host. */
  readonly guide: string | null;
  /** When its plan to stand alone or to join is due. */
  readonly dueOn: string | null;
  /** When the application for an organization of its own was handed in, and approved. */
  readonly appliedOn: string | null;
  readonly approvedOn: string | null;
  readonly termEndsOn: string | null;
  readonly reviewedOn: string | null;
}

const ORDER: readonly Mode[] = ['none', 'nursery', 'incubation', 'joint', 'standalone'];

type Unmet = CoverageRefusal<'COVERAGE_MODE_CONDITION'>;

/** Everything that a mode asks for, in the order in which it is told. */
function unmetOf(mode: Mode, standing: Standing, { limits }: SetupRules): Unmet | null {
  const { fullMembers, joint, guide, dueOn, approvedOn } = standing;
  const conditions: Readonly<Record<Mode, readonly (readonly [boolean, string, string | number, string])[]>> = {
    none: [],
    nursery: [
      [fullMembers === 0, 'fullMembers', fullMembers, '0'],
      [guide !== null, 'guide', String(guide), 'an organization that sends the instructor'],
    ],
    incubation: [
      [fullMembers < limits.standaloneMembers, 'fullMembers', fullMembers, `< ${limits.standaloneMembers}`],
      [guide !== null, 'guide', String(guide), 'an organization that hosts it'],
      [dueOn !== null, 'dueOn', String(dueOn), 'a date'],
    ],
    joint: [
      [fullMembers >= 1, 'fullMembers', fullMembers, '>= 1'],
      [joint !== null, 'joint', String(joint), 'a joint branch'],
      [(joint?.units ?? 0) <= limits.jointUnitsMost, 'units', joint?.units ?? 0, `<= ${limits.jointUnitsMost}`],
      [
        (joint?.members ?? 0) >= limits.jointMembersLeast,
        'members',
        joint?.members ?? 0,
        `>= ${limits.jointMembersLeast}`,
      ],
    ],
    standalone: [
      [fullMembers >= limits.standaloneMembers, 'fullMembers', fullMembers, `>= ${limits.standaloneMembers}`],
      [approvedOn !== null, 'approvedOn', String(approvedOn), 'a date'],
    ],
  };
  const first = conditions[mode].find(([isMet]) => !isMet);
  if (first === undefined) return null;
  const [, condition, found, expected] = first;
  return refuse('COVERAGE_MODE_CONDITION', { to: mode, condition, found: String(found), expected });
}

/**
 * Moves a unit to another mode.
 *
 * @param standing what is known of the unit, with what the new mode needs (mentor, host and date, joint branch, approval)
 * @param to the new mode
 * @param at the day of the move, and the rules in force
 * @returns the standing in the new mode, or COVERAGE_MODE_CONDITION (the first condition that is not met) or
 * COVERAGE_MODE_MOVE (the unit would go back although its mode still holds, or would stay where it is)
 */
export function enterMode(
  standing: Standing,
  to: Mode,
  at: { readonly on: string; readonly rules: SetupRules },
):
  | { readonly ok: true; readonly standing: Standing }
  | CoverageRefusal<'COVERAGE_MODE_CONDITION' | 'COVERAGE_MODE_MOVE'> {
  const { mode: from } = standing;
  const isForward = ORDER.indexOf(to) > ORDER.indexOf(from);
  if (!isForward && (from === to || unmetOf(from, standing, at.rules) === null))
    return refuse('COVERAGE_MODE_MOVE', { from, to });
  const unmet = unmetOf(to, standing, at.rules);
  if (unmet !== null) return unmet;
  const guided = to === 'nursery' || to === 'incubation';
  return {
    ok: true,
    standing: {
      ...standing,
      mode: to,
      since: at.on,
      guide: guided ? standing.guide : null,
      dueOn: guided ? standing.dueOn : null,
      joint: to === 'joint' ? standing.joint : null,
      reviewedOn: null,
    },
  };
}

/** When a unit is to be reviewed next; a unit that stands alone is not, its term ends instead. */
export function reviewDue({ mode, since, reviewedOn }: Standing, { limits }: SetupRules): string | null {
  return mode === 'standalone' || mode === 'none' ? null : addMonths(reviewedOn ?? since, limits.reviewMonths);
}

/** When an incubation that begins on a day should have led to an organization. */
export const incubationDue = (begunOn: string, { limits }: SetupRules): string =>
  addMonths(begunOn, limits.incubationMonths);

/** When a term that begins on a day ends: three years for a branch or a general branch, five for a committee (PO-10, PO-11). */
export const termEnd = (begunOn: string, form: OrganizationForm, { limits }: SetupRules): string =>
  addMonths(begunOn, form === 'committee' ? limits.committeeTermMonths : limits.termMonths);

/** What may be due for a unit. */
export type AlarmCode =
  /** Members enough, not standing alone, longer than the days of grace (PO-1). */
  | 'SHOULD_STAND_ALONE'
  /** Stands alone with too few members: to be adjusted (PO-8). */
  | 'STANDS_BELOW_THREE'
  /** The joint branch has too few members in sum, or too many units (PO-3). */
  | 'JOINT_BELOW_THREE'
  | 'JOINT_TOO_MANY'
  /** The date of the plan has passed. */
  | 'PLAN_OVERDUE'
  /** The superior committee has not answered in time (PO-7). */
  | 'APPROVAL_OVERDUE'
  /** The term ends soon or has ended: an election is due (PO-10). */
  | 'TERM_ENDS'
  /** The review of a nursery, an incubation or a joint branch is due. */
  | 'REVIEW_DUE'
  /** Full members, and no mode at all. */
  | 'UNCOVERED';

/** Something somebody must now answer for. */
export interface Alarm {
  readonly code: AlarmCode;
  /** The day on which it became due. */
  readonly dueOn: string;
  /** The rule behind it. */
  readonly rule: string;
}

/**
 * What is due for a unit on a day. The same standing gives the same alarms, so asking twice raises nothing twice.
 *
 * @param standing what is known of the unit
 * @param rules the rules in force
 * @param on the day
 */
export function alarmsOf(standing: Standing, pack: SetupRules, on: string): readonly Alarm[] {
  const { limits, rules } = pack;
  const { mode, since, fullMembers, enoughSince, joint, dueOn, appliedOn, approvedOn, termEndsOn } = standing;
  const alarms: Alarm[] = [];
  const when = (isDue: boolean, code: AlarmCode, day: string | null, rule: string): void => {
    if (isDue && day !== null) alarms.push({ code, dueOn: day, rule });
  };
  const stands = mode === 'standalone';
  const isLate = enoughSince !== null && daysBetween(enoughSince, on) > limits.standaloneAlarmDays;
  when(!stands && isLate, 'SHOULD_STAND_ALONE', enoughSince, rules.standaloneMembers.id);
  when(stands && fullMembers < limits.standaloneMembers, 'STANDS_BELOW_THREE', on, rules.standaloneMembers.id);
  const isJoint = mode === 'joint' && joint !== null;
  when(isJoint && joint.members < limits.jointMembersLeast, 'JOINT_BELOW_THREE', on, rules.jointMembersLeast.id);
  when(isJoint && joint.units > limits.jointUnitsMost, 'JOINT_TOO_MANY', on, rules.jointUnitsMost.id);
  when(!stands && dueOn !== null && dueOn < on, 'PLAN_OVERDUE', dueOn, rules.incubationMonths.id);
  const answerDue = appliedOn === null ? null : addMonths(appliedOn, limits.approvalMonths);
  when(
    approvedOn === null && answerDue !== null && answerDue < on,
    'APPROVAL_OVERDUE',
    answerDue,
    rules.approvalMonths.id,
  );
  const isTermNear = termEndsOn !== null && daysBetween(on, termEndsOn) <= limits.termNoticeDays;
  when(isTermNear, 'TERM_ENDS', termEndsOn, rules.termMonths.id);
  const review = reviewDue(standing, pack);
  when(review !== null && review <= on, 'REVIEW_DUE', review, rules.reviewMonths.id);
  when(mode === 'none' && fullMembers > 0, 'UNCOVERED', since, rules.jointUnitsMost.id);
  return alarms;
}
