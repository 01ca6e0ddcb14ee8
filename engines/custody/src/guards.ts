/**
 * The rules that the table cannot say: counts, times and offers. They need no text, so the same guards decide a command
 * and draw the buttons.
 */
import type { OfferKind } from './events.ts';
import { type CustodyLimits, DAY_MS } from './limits.ts';
import type { Matter, Offer } from './matter.ts';
import { type CustodyRefusal, refuse } from './refusals.ts';
import type { CommandType, Variant } from './states.ts';

/** What a guard looks at besides the matter. `at` is the instant the event would get, in epoch milliseconds. */
export interface GuardContext {
  readonly at: number;
  readonly limits: CustodyLimits;
  readonly dueAt: number | null;
  readonly bySystem: boolean;
}

/**
 * Why this step is out of the question now, or null when it is not. State and role have been checked before.
 *
 * @param matter the matter as it stands
 * @param step the command and its variant
 * @param context instant, limits and due time
 */
export function blockedStep(
  matter: Matter,
  step: { readonly command: CommandType; readonly variant: Variant | null },
  context: GuardContext,
): CustodyRefusal | null {
  switch (step.command) {
    case 'offer':
      return blockedOffer(matter, step.variant === 'assist' ? 'assist' : 'handOver', context.limits);
    case 'accept':
    case 'decline':
      return blockedAnswer(matter, context.at);
    case 'lapse':
      return blockedLapse(matter, context.at);
    case 'arbitrate':
      return blockedRuling(matter, context.limits);
    case 'extend':
      return blockedExtension(matter, context);
    case 'resume':
      return context.bySystem ? blockedResume(matter, context.at) : null;
    case 'remind':
      return blockedReminder(matter, context);
    case 'fallSilent':
      return blockedSilence(matter, context);
    case 'settleOnSpot':
      return blockedOnSpot(matter);
    case 'rate':
      return matter.rating === null ? null : refuse('RATING_ALREADY_GIVEN', { ratedAt: matter.rating.at });
    case 'reopen':
      return blockedReopening(matter, context);
    default:
      return null;
  }
}

/**
 * I-BOUND. One offer at a time; after a ruling no hand-over (潍坊 12345 条例 art. 22: no return after the decision);
 * after B returns, after all offers, and before the arbiter's last move, only the arbiter decides.
 */
function blockedOffer(matter: Matter, kind: OfferKind, limits: CustodyLimits): CustodyRefusal | null {
  const { pendingOffer, returns, moves, arbitratedAt, supervisorPostId } = matter;
  if (pendingOffer !== null) {
    const { offerId, toPostId, lapsesAt } = pendingOffer;
    return refuse('OFFER_ALREADY_PENDING', { offerId, toPostId, lapsesAt });
  }
  if (kind === 'handOver' && arbitratedAt !== null) {
    return refuse('ARBITRATION_FINAL', { arbitratedAt, supervisorPostId });
  }
  if (returns >= limits.returnsBound) {
    return refuse('RETURNS_EXHAUSTED', { returns, bound: limits.returnsBound, supervisorPostId });
  }
  if (kind === 'handOver' && moves >= limits.ownershipBound - 1) {
    return refuse('OWNERSHIP_BOUND_REACHED', { moves, bound: limits.ownershipBound, supervisorPostId });
  }
  if (matter.offers.length >= limits.offersBound) {
    return refuse('OFFERS_EXHAUSTED', { offers: matter.offers.length, bound: limits.offersBound, supervisorPostId });
  }
  return null;
}

/** An offer can be answered before its lapse instant and not in it, or acceptance and lapse could both be right. */
function blockedAnswer(matter: Matter, at: number): CustodyRefusal | null {
  const offer = matter.pendingOffer;
  if (offer === null || at < offer.lapsesAt) return null;
  return refuse('OFFER_LAPSED', { offerId: offer.offerId, lapsesAt: offer.lapsesAt, at });
}

/** The mirror of the answer: in the lapse instant and after it, and not before. */
function blockedLapse(matter: Matter, at: number): CustodyRefusal | null {
  const offer = matter.pendingOffer;
  if (offer === null || at >= offer.lapsesAt) return null;
  return refuse('OFFER_NOT_YET_LAPSED', { offerId: offer.offerId, lapsesAt: offer.lapsesAt, at });
}

/** The arbiter rules when called, or revises his own ruling, and in all at most H moves are made. */
function blockedRuling(matter: Matter, limits: CustodyLimits): CustodyRefusal | null {
  const { returns, moves } = matter;
  if (moves < limits.ownershipBound && (matter.arbitratedAt !== null || isCalled(matter, limits))) return null;
  return refuse('ARBITRATION_NOT_CALLED_FOR', { returns, moves, bound: limits.ownershipBound });
}

/** Somebody needs the arbiter: an offer lapsed or was refused to him, or a bound leaves nobody else to decide. */
function isCalled(matter: Matter, limits: CustodyLimits): boolean {
  return (
    matter.needsArbiter ||
    matter.returns >= limits.returnsBound ||
    matter.moves >= limits.ownershipBound - 1 ||
    matter.offers.length >= limits.offersBound
  );
}

/**
 * Whether the matter waits for a ruling: the flag that escalates to the supervising post. A bound that was reached
 * calls the arbiter only until he has ruled once.
 *
 * @param matter any matter
 * @param limits the limits it is judged by
 */
export function awaitsArbiter(matter: Matter, limits: CustodyLimits): boolean {
  const active = matter.state === 'registered' || matter.state === 'inHand' || matter.state === 'waiting';
  if (!active || matter.moves >= limits.ownershipBound) return false;
  return matter.needsArbiter || (matter.arbitratedAt === null && matter.returns >= limits.returnsBound);
}

/**
 * I-BOUND: the offer that already used this ground between the two posts, or undefined. A hand-over taken from B may
 * not be given back to B on the same ground, and what B refused is not put to B again on the same ground.
 *
 * @param matter the matter whose owner would offer
 * @param offer kind, target and ground of the offer to be made
 */
export function groundUsed(
  matter: Matter,
  offer: { readonly kind: OfferKind; readonly toPostId: string; readonly ground: string },
): Offer | undefined {
  const giver = matter.owner.postId;
  return matter.offers.find((past) => {
    if (past.ground !== offer.ground) return false;
    const there = past.kind === 'handOver' && past.status === 'accepted';
    const cameFromTarget = there && past.fromPostId === offer.toPostId && past.toPostId === giver;
    const refusedBefore = past.status === 'declined' && past.fromPostId === giver && past.toPostId === offer.toPostId;
    return (cameFromTarget && offer.kind === 'handOver') || (refusedBefore && past.kind === offer.kind);
  });
}

/** Counted, and only while the promise has not been broken yet: an extension never heals a missed due time. */
function blockedExtension(matter: Matter, context: GuardContext): CustodyRefusal | null {
  const { at, dueAt, limits } = context;
  const extensions = matter.extensions.length;
  if (dueAt === null) return refuse('DUE_TIME_UNKNOWN', { command: 'extend' });
  if (at >= dueAt) return refuse('EXTENSION_AFTER_DUE', { dueAt, at });
  if (extensions < limits.extensionBound) return null;
  return refuse('EXTENSIONS_EXHAUSTED', { extensions, bound: limits.extensionBound });
}

/** The owner may stop waiting at any time, the system only when the company's time is over. */
function blockedResume(matter: Matter, at: number): CustodyRefusal | null {
  const resumeBy = matter.pauses.at(-1)?.resumeBy ?? null;
  return resumeBy === null || at >= resumeBy ? null : refuse('RESUME_TOO_EARLY', { resumeBy, at });
}

/** Each reminder at its day after the question, counted from the company's last word. */
function blockedReminder(matter: Matter, context: GuardContext): CustodyRefusal | null {
  const { quietSince, remindersSent } = quiet(matter);
  const afterDays = context.limits.reminderDays[remindersSent];
  if (afterDays === undefined) return refuse('REMINDERS_EXHAUSTED', { sent: remindersSent });
  const dueFrom = quietSince + afterDays * DAY_MS;
  if (context.at >= dueFrom) return null;
  return refuse('REMINDER_TOO_EARLY', { round: remindersSent + 1, dueFrom, at: context.at });
}

/** Silence closes a matter only after every reminder was really sent. */
function blockedSilence(matter: Matter, context: GuardContext): CustodyRefusal | null {
  const { quietSince, remindersSent } = quiet(matter);
  const remindersNeeded = context.limits.reminderDays.length;
  const closesFrom = quietSince + context.limits.silentAfterDays * DAY_MS;
  if (context.at >= closesFrom && remindersSent >= remindersNeeded) return null;
  return refuse('SILENCE_TOO_SHORT', { closesFrom, at: context.at, remindersSent, remindersNeeded });
}

/** Since when the company is silent. The table lets nobody come here without a proposal. */
function quiet(matter: Matter): { readonly quietSince: number; readonly remindersSent: number } {
  return matter.proposal ?? { quietSince: matter.lastAt, remindersSent: 0 };
}

/** 当场答复 needs the company present; what came by web is answered with a proposal that it can judge. */
function blockedOnSpot(matter: Matter): CustodyRefusal | null {
  const present = matter.channel === 'counter' || matter.channel === 'phone' || matter.channel === 'visit';
  return present ? null : refuse('NOT_ON_THE_SPOT', { channel: matter.channel });
}

/** The last instant of the last day still counts. */
function blockedReopening(matter: Matter, context: GuardContext): CustodyRefusal | null {
  if (matter.closing === null) return null;
  const closedAt = matter.closing.at;
  const reopenUntil = closedAt + context.limits.reopenDays * DAY_MS;
  return context.at <= reopenUntil ? null : refuse('REOPEN_TOO_LATE', { closedAt, reopenUntil, at: context.at });
}
