/** The projection of one history: what the matter is now, and who was accountable when. Spans are half-open. */
import type { Channel, ConfirmOutcome, Grade, OfferKind, Owner, RejectionReason } from './events.ts';
import type { OfferStatus } from './refusals.ts';
import type { MatterState } from './states.ts';

/** A time of accountability: from `from` up to, but not including, `until`; null while it lasts. */
export interface Tenure {
  readonly owner: Owner;
  readonly from: number;
  readonly until: number | null;
  /** The kind of event that began it. */
  readonly by: 'raised' | 'accepted' | 'arbitrated' | 'succeeded' | 'reopened';
}

/** A time of assisting, which never changes who is accountable. `scope` null means the whole ask of the offer. */
export interface AssistTenure {
  readonly assistant: Owner;
  readonly scope: string | null;
  readonly from: number;
  readonly until: number | null;
}

/**
 * One question put by the owner to another post, with what became of it. The giver is named by post: after a succession
 * the heir answers for the offer, and `fromPostId` still says who made it.
 */
export interface Offer {
  readonly offerId: string;
  readonly kind: OfferKind;
  readonly fromPostId: string;
  readonly toPostId: string;
  readonly ask: string;
  readonly ground: string;
  readonly respondWithinMinutes: number;
  readonly offeredAt: number;
  /** From this instant on it can only lapse. */
  readonly lapsesAt: number;
  /** 'superseded' when a ruling, a succession, a proposal or a closing ended it without an answer. */
  readonly status: OfferStatus;
  readonly answeredAt: number | null;
  /** The rule a refusal rests on, and the post it names instead; both null otherwise. */
  readonly basis: string | null;
  readonly suggestedPostId: string | null;
}

/** A time in which the promise's clock stands: the company owes an answer, a confirmation, or the matter is closed. */
export interface Pause {
  readonly why: 'company' | 'confirmation' | 'closed';
  readonly from: number;
  readonly until: number | null;
  /** What the company was asked for; null unless `why` is 'company'. */
  readonly what: string | null;
  /** The instant at which the system may resume on its own. */
  readonly resumeBy: number | null;
}

/** A solution put to the company. `quietSince` restarts when the company writes again. */
export interface Proposal {
  readonly at: number;
  readonly summary: string;
  readonly quietSince: number;
  readonly remindersSent: number;
  readonly outcome: ConfirmOutcome | 'silent' | 'withdrawn' | null;
  readonly answeredAt: number | null;
}

/** 好差评 of one closing. Who sees it is not decided here; the officer rated never sees who rated. */
export interface Rating {
  readonly at: number;
  readonly grade: Grade;
  readonly tags: readonly string[];
  readonly text: string | null;
}

/** One ending of the matter, with its rating if there is one. */
export interface Closing {
  readonly at: number;
  readonly how: 'confirmed' | 'silent' | 'settledOnSpot' | 'withdrawn' | 'rejected';
  readonly rejectionReason: RejectionReason | null;
  readonly rating: Rating | null;
}

/** One extension of the due time; the clock adds the working days to the limit in force. */
export interface Extension {
  readonly at: number;
  readonly extraWorkingDays: number;
  readonly reason: string;
}

/** Somebody responsible stood before the company; `postId` is the post he acted for. */
export interface Arrival {
  readonly at: number;
  readonly postId: string | null;
  readonly place: string | null;
}

/**
 * Everything that follows from a history. It holds no text of replies and notes: those are read from the events, where
 * what the company may see is told apart from what it may not.
 */
export interface Matter {
  readonly state: MatterState;
  /** `seq` of the last event; the version to expect when writing. */
  readonly version: number;
  /** The promise's clock starts here, and at no signature of a later owner. */
  readonly raisedAt: number;
  readonly lastAt: number;
  readonly channel: Channel;
  /** 首问: the owner of the first second. */
  readonly firstAsked: Owner;
  /** The accountable owner; of a closed matter, the last one. */
  readonly owner: Owner;
  /** 分管岗: the arbiter, and whom the company may turn to when the matter is late. */
  readonly supervisorPostId: string;
  /** In order; each begins where the last ends, except across a closing. */
  readonly tenures: readonly Tenure[];
  readonly assistTenures: readonly AssistTenure[];
  /** In order; at most one of them is pending, and it is `pendingOffer` too. */
  readonly offers: readonly Offer[];
  readonly pendingOffer: Offer | null;
  /** Offers declined or left unanswered; at the bound B only the arbiter decides. */
  readonly returns: number;
  /** Ownership moves that count towards H: hand-overs accepted whole, and rulings. */
  readonly moves: number;
  /** The arbiter has been called (a lapse, or a refusal that asks him) and has not ruled. */
  readonly needsArbiter: boolean;
  /** Instant of the last ruling; from the first one on there are no more hand-overs. */
  readonly arbitratedAt: number | null;
  /** Never overlapping; together with `extensions` all that the clock needs besides its limit. */
  readonly pauses: readonly Pause[];
  /** First sign to the company that somebody acts: an acceptance or any contact. Null until then. */
  readonly firstResponseAt: number | null;
  /** First word to the company: reply, question, visit, proposal, answer or explained refusal. */
  readonly firstContactAt: number | null;
  readonly arrivals: readonly Arrival[];
  readonly extensions: readonly Extension[];
  /** Instants of 催办 and 督办. */
  readonly nudges: readonly number[];
  readonly oversights: readonly number[];
  readonly proposals: readonly Proposal[];
  /** The proposal that waits for the company's answer. */
  readonly proposal: Proposal | null;
  readonly closings: readonly Closing[];
  /** The closing in force; null while the matter is open. */
  readonly closing: Closing | null;
  /** The rating of the closing in force. */
  readonly rating: Rating | null;
  readonly reopens: number;
}
