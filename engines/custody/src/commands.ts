/**
 * What somebody may ask to happen to a matter. A command says what is wanted and never who wants it or when: that is
 * the context's, which the server fills from the session and its own clock.
 */
import type {
  Actor,
  Channel,
  ConfirmOutcome,
  Grade,
  LinkRelation,
  OfferKind,
  Owner,
  RejectionReason,
  ReplyMeans,
  SuccessionCause,
} from './events.ts';
import type { CustodyLimits } from './limits.ts';
import type { CommandType } from './states.ts';

/** What each command says. Instants are epoch milliseconds; an absent text is the same as none. */
export interface CommandFacts {
  /** The first-asked owner is named by whoever receives the matter; a rule of the caller picks him for the web. */
  raise: { readonly channel: Channel; readonly owner: Owner; readonly supervisorPostId: string };
  /** `ground` is the rule or duty-list item relied on; without one the words of `ask` stand for it. */
  offer: {
    readonly offerId: string;
    readonly kind: OfferKind;
    readonly toPostId: string;
    readonly ask: string;
    readonly ground?: string;
    readonly respondWithinMinutes: number;
    readonly lapsesAt: number;
  };
  /** With a `scope` only that part is taken, and the giver stays the owner. */
  accept: { readonly offerId: string; readonly officerId: string; readonly scope?: string };
  /** Names the post it belongs to, or asks the supervising post to decide; one of the two is needed. */
  decline: {
    readonly offerId: string;
    readonly basis: string;
    readonly suggestedPostId?: string;
    readonly askSupervisor?: boolean;
  };
  lapse: { readonly offerId: string };
  withdraw: { readonly offerId: string };
  /** The owner named may be the present one: then the matter stays, for good. */
  arbitrate: { readonly toOwner: Owner; readonly reason: string; readonly assistants?: readonly Owner[] };
  /** `from` must be the owner as the caller saw it, officer and all. */
  succeed: {
    readonly from: Owner;
    readonly to: Owner;
    readonly cause: SuccessionCause;
    readonly supervisorPostId?: string;
  };
  /** The owner may release anybody, an assistant only himself. */
  release: { readonly postId: string; readonly reason: string };
  reply: { readonly text: string; readonly means: ReplyMeans };
  note: { readonly text: string };
  supplement: { readonly text: string };
  /** `what` lists everything that is missing, at once. */
  wait: { readonly what: string; readonly resumeBy: number };
  resume: { readonly reason: string };
  arrive: { readonly place?: string };
  nudge: { readonly text?: string };
  oversee: { readonly instruction: string };
  /** The due time in force comes with the context, and is kept in the event. */
  extend: { readonly reason: string; readonly extraWorkingDays: number };
  propose: { readonly summary: string };
  confirm: { readonly outcome: ConfirmOutcome; readonly missing?: string };
  /** Which reminder it is follows from those already sent. */
  remind: object;
  fallSilent: object;
  rate: { readonly grade: Grade; readonly tags?: readonly string[]; readonly text?: string };
  /** Back to the last owner; if he has left, a succession follows in the same transaction. */
  reopen: { readonly reason: string };
  withdrawByCompany: { readonly reason?: string };
  settleOnSpot: { readonly answer: string };
  /** A listed ground, said in words the company understands, and where it can go instead. */
  reject: { readonly reason: RejectionReason; readonly explanation: string; readonly redirect: string };
  attach: { readonly attachmentId: string; readonly name: string; readonly visibleToCompany: boolean };
  link: { readonly matterId: string; readonly relation: LinkRelation };
}

/** One command of the given type; `MatterCommand` is any of them, told apart by `type`. */
export type CommandOf<T extends CommandType> = { [K in T]: { readonly type: K } & CommandFacts[K] }[T];
/** Any command, told apart by `type`. */
export type MatterCommand = CommandOf<CommandType>;

/** Who asks, when, and by which numbers it is judged. */
export interface DecideContext {
  /** The present in epoch milliseconds. */
  readonly now: number;
  readonly actor: Actor;
  readonly limits: CustodyLimits;
  /** The caller vouches that the actor manages this district or oversees this matter. */
  readonly manages?: boolean;
  /** The due instant in force, computed by the working-time clock; needed to extend it. */
  readonly dueAt?: number | null;
}
