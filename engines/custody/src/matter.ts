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

export interface Offer {
  readonly offerId: string;
  readonly kind: OfferKind;
  readonly fromPostId: string;
  readonly toPostId: string;
  readonly ask: string;
  readonly ground: string;
  readonly respondWithinMinutes: number;
  readonly offeredAt: number;
  readonly lapsesAt: number;
  readonly status: OfferStatus;
  readonly answeredAt: number | null;
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

export interface Extension {
  readonly at: number;
  readonly extraWorkingDays: number;
  readonly reason: string;
}

export interface Arrival {
  readonly at: number;
  readonly postId: string | null;
  readonly place: string | null;
}

export interface Matter {
  readonly state: MatterState;
  /** `seq` of the last event; the version to expect when writing. */
  readonly version: number;
  readonly raisedAt: number;
  readonly lastAt: number;
  readonly channel: Channel;
  /** 首问: the owner of the first second. */
  readonly firstAsked: Owner;
  /** The accountable owner; of a closed matter, the last one. */
  readonly owner: Owner;
  readonly supervisorPostId: string;
  readonly tenures: readonly Tenure[];
  readonly assistTenures: readonly AssistTenure[];
  readonly offers: readonly Offer[];
  readonly pendingOffer: Offer | null;
  /** Offers declined or left unanswered; at the bound B only the arbiter decides. */
  readonly returns: number;
  /** Ownership moves that count towards H: hand-overs accepted whole, and rulings. */
  readonly moves: number;
  /** The arbiter has been called (a lapse, or a refusal that asks him) and has not ruled. */
  readonly needsArbiter: boolean;
  readonly arbitratedAt: number | null;
  readonly pauses: readonly Pause[];
  /** First sign to the company that somebody acts: an acceptance or any contact. Null until then. */
  readonly firstResponseAt: number | null;
  /** First word to the company: reply, question, visit, proposal, answer or explained refusal. */
  readonly firstContactAt: number | null;
  readonly arrivals: readonly Arrival[];
  readonly extensions: readonly Extension[];
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
