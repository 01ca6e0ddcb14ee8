/**
 * Why a command is refused. A refusal is an answer: it carries the values a sentence needs to say what happened and
 * what to do instead.
 */
import type { Channel, OfferKind } from './events.ts';
import type { CommandType, MatterState, Role, Variant } from './states.ts';

/** Offer status as told to somebody who came too late; null when there never was such an offer. */
export type OfferStatus =
  | 'pending'
  | 'accepted'
  | 'acceptedInPart'
  | 'declined'
  | 'lapsed'
  | 'withdrawn'
  | 'superseded';

/** The facts of each refusal code. Instants are epoch milliseconds. */
export interface CustodyRefusalFacts {
  /** The matter exists already. */
  MATTER_ALREADY_RAISED: { readonly state: MatterState };
  /** There is no matter yet to do this to. */
  MATTER_NOT_RAISED: { readonly command: CommandType };
  /** A closed matter can only be rated or reopened. */
  MATTER_CLOSED: { readonly command: CommandType; readonly state: MatterState; readonly closedAt: number };
  /** Not from this state. */
  NOT_IN_THIS_STATE: {
    readonly command: CommandType;
    readonly variant: Variant | null;
    readonly state: MatterState;
    readonly allowedIn: readonly MatterState[];
  };
  /** Only the owner may do this. */
  NOT_OWNER: { readonly ownerPostId: string; readonly actorPostId: string | null };
  /** Only the post to which the offer is put may answer it. */
  NOT_TARGET: { readonly toPostId: string; readonly actorPostId: string | null };
  /** Only the supervising post may rule. */
  NOT_ARBITER: { readonly supervisorPostId: string; readonly actorPostId: string | null };
  /** This part in the matter does not include the command. */
  ROLE_MAY_NOT: { readonly command: CommandType; readonly roles: readonly Role[]; readonly allowed: readonly Role[] };
  /** One offer at a time. */
  OFFER_ALREADY_PENDING: { readonly offerId: string; readonly toPostId: string; readonly lapsesAt: number };
  /** That offer is not waiting for an answer. */
  OFFER_NOT_PENDING: { readonly offerId: string; readonly status: OfferStatus | null };
  /** The time to answer is over; the giver stays owner. */
  OFFER_LAPSED: { readonly offerId: string; readonly lapsesAt: number; readonly at: number };
  /** The other post still has time to answer. */
  OFFER_NOT_YET_LAPSED: { readonly offerId: string; readonly lapsesAt: number; readonly at: number };
  /** Offer ids are used once. */
  OFFER_ID_TAKEN: { readonly offerId: string; readonly status: OfferStatus };
  /** A post cannot offer to itself. */
  OFFER_TO_ONESELF: { readonly postId: string };
  /** The time to answer must lie ahead and be a positive number of minutes. */
  OFFER_TIME_NOT_AHEAD: { readonly lapsesAt: number; readonly respondWithinMinutes: number; readonly at: number };
  /** The post assists already. */
  ALREADY_ASSISTING: { readonly postId: string };
  /** No assistant of that post. */
  NOT_ASSISTING: { readonly postId: string };
  /** I-BOUND: the same ground does not send a matter to and fro. */
  GROUND_ALREADY_USED: {
    readonly kind: OfferKind;
    readonly fromPostId: string;
    readonly toPostId: string;
    readonly ground: string;
  };
  /** After B refusals only the arbiter decides. */
  RETURNS_EXHAUSTED: { readonly returns: number; readonly bound: number; readonly supervisorPostId: string };
  /** The last move of ownership belongs to the arbiter. */
  OWNERSHIP_BOUND_REACHED: { readonly moves: number; readonly bound: number; readonly supervisorPostId: string };
  /** No further offers on this matter. */
  OFFERS_EXHAUSTED: { readonly offers: number; readonly bound: number; readonly supervisorPostId: string };
  /** HL-5: no return after a ruling. */
  ARBITRATION_FINAL: { readonly arbitratedAt: number; readonly supervisorPostId: string };
  /** Nobody has called the arbiter, or his last move is spent. */
  ARBITRATION_NOT_CALLED_FOR: { readonly returns: number; readonly moves: number; readonly bound: number };
  /** A refusal names the rule it rests on. */
  DECLINE_NEEDS_BASIS: { readonly offerId: string };
  /** A refusal names another post, or asks the supervising post. */
  DECLINE_NEEDS_OWNER: { readonly offerId: string };
  /** Somebody else is the owner. */
  SUCCESSION_NOT_FROM_OWNER: { readonly fromPostId: string; readonly ownerPostId: string };
  /** Successor and owner are the same. */
  SUCCESSION_TO_SAME: { readonly postId: string };
  /** A text without which the act cannot be understood later. */
  TEXT_MISSING: { readonly command: CommandType; readonly field: string };
  /** A waiting ends at a time that lies ahead. */
  RESUME_BY_NOT_AHEAD: { readonly resumeBy: number; readonly at: number };
  /** The company still has time to answer. */
  RESUME_TOO_EARLY: { readonly resumeBy: number; readonly at: number };
  /** No due time is known, so there is nothing to extend. */
  DUE_TIME_UNKNOWN: { readonly command: CommandType };
  /** An extension comes before the due time or not at all. */
  EXTENSION_AFTER_DUE: { readonly dueAt: number; readonly at: number };
  EXTENSIONS_EXHAUSTED: { readonly extensions: number; readonly bound: number };
  /** A whole number of working days, at least one and at most the bound. */
  EXTENSION_DAYS_OUT_OF_RANGE: { readonly extraWorkingDays: number; readonly bound: number };
  /** Nothing was proposed that could be found wanting. */
  NOTHING_PROPOSED: { readonly state: MatterState };
  REMINDER_TOO_EARLY: { readonly round: number; readonly dueFrom: number; readonly at: number };
  REMINDERS_EXHAUSTED: { readonly sent: number };
  /** All reminders and the whole time of silence come before closing. */
  SILENCE_TOO_SHORT: {
    readonly closesFrom: number;
    readonly at: number;
    readonly remindersSent: number;
    readonly remindersNeeded: number;
  };
  /** Withdrawn and rejected matters are not rated. */
  RATING_NOT_OFFERED: { readonly state: MatterState };
  /** One rating for each closing. */
  RATING_ALREADY_GIVEN: { readonly ratedAt: number };
  /** One of five grades. */
  GRADE_UNKNOWN: { readonly grade: number };
  /** After that time, raise a new matter and link it. */
  REOPEN_TOO_LATE: { readonly closedAt: number; readonly reopenUntil: number; readonly at: number };
  /** Only where the company stands at the counter, on the phone or before the team. */
  NOT_ON_THE_SPOT: { readonly channel: Channel };
  /** Somebody else has acted since the page was read. */
  VERSION_CONFLICT: { readonly expected: number; readonly actual: number };
}

export type CustodyRefusalCode = keyof CustodyRefusalFacts;

/** A refusal with the facts of its code. */
export type CustodyRefusal<C extends CustodyRefusalCode = CustodyRefusalCode> = {
  [K in C]: { readonly ok: false; readonly code: K; readonly facts: CustodyRefusalFacts[K] };
}[C];

/** Every refusal code of this engine; each has a sentence in both languages in docs/errors.md. */
export const CUSTODY_REFUSALS = [
  'MATTER_ALREADY_RAISED',
  'MATTER_NOT_RAISED',
  'MATTER_CLOSED',
  'NOT_IN_THIS_STATE',
  'NOT_OWNER',
  'NOT_TARGET',
  'NOT_ARBITER',
  'ROLE_MAY_NOT',
  'OFFER_ALREADY_PENDING',
  'OFFER_NOT_PENDING',
  'OFFER_LAPSED',
  'OFFER_NOT_YET_LAPSED',
  'OFFER_ID_TAKEN',
  'OFFER_TO_ONESELF',
  'OFFER_TIME_NOT_AHEAD',
  'ALREADY_ASSISTING',
  'NOT_ASSISTING',
  'GROUND_ALREADY_USED',
  'RETURNS_EXHAUSTED',
  'OWNERSHIP_BOUND_REACHED',
  'OFFERS_EXHAUSTED',
  'ARBITRATION_FINAL',
  'ARBITRATION_NOT_CALLED_FOR',
  'DECLINE_NEEDS_BASIS',
  'DECLINE_NEEDS_OWNER',
  'SUCCESSION_NOT_FROM_OWNER',
  'SUCCESSION_TO_SAME',
  'TEXT_MISSING',
  'RESUME_BY_NOT_AHEAD',
  'RESUME_TOO_EARLY',
  'DUE_TIME_UNKNOWN',
  'EXTENSION_AFTER_DUE',
  'EXTENSIONS_EXHAUSTED',
  'EXTENSION_DAYS_OUT_OF_RANGE',
  'NOTHING_PROPOSED',
  'REMINDER_TOO_EARLY',
  'REMINDERS_EXHAUSTED',
  'SILENCE_TOO_SHORT',
  'RATING_NOT_OFFERED',
  'RATING_ALREADY_GIVEN',
  'GRADE_UNKNOWN',
  'REOPEN_TOO_LATE',
  'NOT_ON_THE_SPOT',
  'VERSION_CONFLICT',
] as const satisfies readonly CustodyRefusalCode[];

/** A refusal of the given code, its facts checked by the type. */
export function refuse<C extends CustodyRefusalCode>(
  code: C,
  facts: CustodyRefusalFacts[C],
): { readonly ok: false; readonly code: C; readonly facts: CustodyRefusalFacts[C] } {
  return { ok: false, code, facts };
}
