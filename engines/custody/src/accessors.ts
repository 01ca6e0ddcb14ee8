/** Questions to a matter: who was accountable when, whether its clock stands, and what may be done now by whom. */
import type { DecideContext } from './commands.ts';
import { nextInstant, type Owner } from './events.ts';
import { blockedStep } from './guards.ts';
import type { AssistTenure, Matter, Tenure } from './matter.ts';
import { type CommandType, type Role, TRANSITIONS, type Variant } from './states.ts';

/** A half-open span of time in epoch milliseconds; null `until` means that it still lasts. */
export interface Span {
  readonly from: number;
  readonly until: number | null;
}

/** Half-open: the instant of a change belongs to what begins in it. */
function covers(span: Span, instant: number): boolean {
  return span.from <= instant && (span.until === null || instant < span.until);
}

/**
 * Who was accountable at an instant (epoch milliseconds). Null before the matter was raised and while it was closed,
 * and at no other time. In the instant of an acceptance it is the taker; a millisecond before, the giver.
 */
export function ownerAt(matter: Matter, instant: number): Owner | null {
  return matter.tenures.find((tenure) => covers(tenure, instant))?.owner ?? null;
}

/** Those who assisted at an instant (epoch milliseconds). */
export function assistantsAt(matter: Matter, instant: number): readonly AssistTenure[] {
  return matter.assistTenures.filter((tenure) => covers(tenure, instant));
}

/** A tenure cut off at an instant, with its length: one segment of the custody track 责任航迹. */
export interface AccountableSpan {
  readonly owner: Owner;
  readonly by: Tenure['by'];
  readonly from: number;
  readonly until: number;
  readonly durationMs: number;
}

/**
 * Every time of accountability up to an instant. The durations add up to the time the matter has been open.
 *
 * @param matter the matter
 * @param asOf epoch milliseconds; a tenure that lasts is cut off here
 */
export function accountableSpans(matter: Matter, asOf: number): readonly AccountableSpan[] {
  return matter.tenures.flatMap(({ owner, by, from, until }) => {
    const end = until === null ? asOf : Math.min(until, asOf);
    return end <= from ? [] : [{ owner, by, from, until: end, durationMs: end - from }];
  });
}

/** When the matter was open: from raising or reopening to the closing that followed. */
export function openSpans(matter: Matter): readonly Span[] {
  const begins = [matter.raisedAt, ...matter.tenures.filter((t) => t.by === 'reopened').map((t) => t.from)];
  return begins.map((from, round) => ({ from, until: matter.closings[round]?.at ?? null }));
}

/** Whether the promise's clock stood at an instant: it waited for the company, or the matter was closed. */
export function isPausedAt(matter: Matter, instant: number): boolean {
  return matter.pauses.some((pause) => covers(pause, instant));
}

/** A command that is legal now; `variants` lists its legal variants, empty for a command that has none. */
export interface NextStep {
  readonly command: CommandType;
  readonly variants: readonly Variant[];
}

/**
 * What somebody in this role may do now: exactly the commands that `decide` accepts once they are filled in. Screens
 * draw their buttons from it.
 *
 * @param matter the matter, or null before it is raised
 * @param role the part played; somebody with several parts may do what any of them may
 * @param context the present, the limits, and the due time if extending is to be offered
 */
export function nextSteps(
  matter: Matter | null,
  role: Role,
  context: Pick<DecideContext, 'now' | 'limits' | 'dueAt'>,
): readonly NextStep[] {
  const { limits, dueAt = null } = context;
  const at = nextInstant(matter?.lastAt ?? null, context.now);
  const guard = { at, limits, dueAt, bySystem: role === 'system' };
  const steps = new Map<CommandType, Variant[]>();
  for (const { command, variant, from, by } of TRANSITIONS) {
    if (!by.includes(role) || !from.includes(matter?.state ?? 'none')) continue;
    if (matter !== null && !fitsParts(matter, command, variant)) continue;
    if (matter !== null && blockedStep(matter, { command, variant }, guard) !== null) continue;
    const variants = steps.get(command) ?? [];
    steps.set(command, variant === null ? variants : [...variants, variant]);
  }
  return [...steps].map(([command, variants]) => ({ command, variants }));
}

/** An answer needs a pending offer of the fitting kind, a release somebody who assists. */
function fitsParts(matter: Matter, command: CommandType, variant: Variant | null): boolean {
  switch (command) {
    case 'accept':
      return (matter.pendingOffer?.kind === 'assist') === (variant === 'assist') && matter.pendingOffer !== null;
    case 'decline':
    case 'lapse':
    case 'withdraw':
      return matter.pendingOffer !== null;
    case 'release':
      return matter.assistTenures.some((tenure) => tenure.until === null);
    default:
      return true;
  }
}
