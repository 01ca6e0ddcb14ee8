/**
 * The events of one matter 诉求. A history is the list of these, it can only grow, and everything else (who is
 * accountable, whether a clock runs, what may be done next) is computed from it.
 *
 * What must hold of every history: `seq` counts 1, 2, 3 … without a gap, `at` strictly increases, the first event is
 * `raised` and no other is. Ids are opaque strings; instants are integer epoch milliseconds.
 */

/** Who answers for a matter: a post 岗位, and the officer who holds it. The company is shown the post only. */
export interface Owner {
  readonly postId: string;
  readonly officerId: string;
}

/** Who did it. `postId` is the post acted for (a deputy 替岗 acts for the post, not for himself); null when none. */
export interface Actor {
  readonly kind: 'company' | 'officer' | 'system';
  readonly postId?: string;
  readonly accountId?: string;
}

/** How a matter came in: `visit` is raised on the spot by a service team, `district` by the district itself. */
export const CHANNELS = ['web', 'counter', 'phone', 'visit', 'district'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `handOver` 转办 asks another post to become the owner, `assist` 协办 asks it to help while the owner stays. */
export const OFFER_KINDS = ['handOver', 'assist'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/** What the company says of a proposed solution. Only `solved` closes the matter. */
export const CONFIRM_OUTCOMES = ['solved', 'partly', 'unsolved'] as const;
export type ConfirmOutcome = (typeof CONFIRM_OUTCOMES)[number];

/** 好差评: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. The five grades may not be added to or cut. */
export const GRADES = [1, 2, 3, 4, 5] as const;
export type Grade = (typeof GRADES)[number];

/** How the owner spoke to the company. */
export const REPLY_MEANS = ['message', 'phone', 'inPerson'] as const;
export type ReplyMeans = (typeof REPLY_MEANS)[number];

/** Why a matter passes to a successor without anybody having offered it (I-ORPHAN). */
export const SUCCESSION_CAUSES = ['accountDisabled', 'postChanged', 'teamDissolved', 'areaRedrawn'] as const;
export type SuccessionCause = (typeof SUCCESSION_CAUSES)[number];

/** The only grounds on which a district may refuse a matter: 北京市接诉即办工作条例 (2021) art. 11 (1)–(6). */
export const REJECTION_REASONS = [
  'emergencyChannel',
  'judicialDisciplineOrPetition',
  'repeatedWithoutNewFacts',
  'stateOrTradeSecret',
  'outsideRemit',
  'unlawful',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** How one matter relates to another. The linked matter is named by its id. */
export const LINK_RELATIONS = ['duplicateOf', 'followUpOf', 'partOf', 'relatedTo'] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** What each type of event says beyond its stamp. Absent facts are null, so that a stored event has one form only. */
export interface EventFacts {
  /** 登记 — the promise begins. `owner` is the first-asked owner 首问 and is accountable from this instant on. */
  raised: { readonly channel: Channel; readonly owner: Owner; readonly supervisorPostId: string };
  /** The owner asks another post. `ground` names the rule relied on; `lapsesAt` is the working-time clock's answer. */
  offered: {
    readonly offerId: string;
    readonly kind: OfferKind;
    readonly toPostId: string;
    readonly ask: string;
    readonly ground: string;
    readonly respondWithinMinutes: number;
    readonly lapsesAt: number;
  };
  /** 接手. With a `scope` only that part is taken: the taker assists and the giver stays the one owner. */
  accepted: { readonly offerId: string; readonly officerId: string; readonly scope: string | null };
  /** 不归我. `suggestedPostId` null means that the supervising post is asked to decide. */
  declined: { readonly offerId: string; readonly basis: string; readonly suggestedPostId: string | null };
  /** Nobody answered in time: the giver stays owner and the supervising post is called. */
  lapsed: { readonly offerId: string };
  /** The giver took the offer back. */
  withdrawn: { readonly offerId: string };
  /** 裁定 by the supervising post; takes effect at once and ends a pending offer. No return after it (HL-5). */
  arbitrated: {
    readonly toOwner: Owner;
    readonly byPostId: string;
    readonly reason: string;
    readonly assistants: readonly Owner[];
  };
  /** The matter passes to the successor by rule. A new supervising post may come with it. */
  succeeded: {
    readonly from: Owner;
    readonly to: Owner;
    readonly cause: SuccessionCause;
    readonly supervisorPostId: string | null;
  };
  /** An assistant's part is over. */
  released: { readonly postId: string; readonly reason: string };
  /** 回复, visible to the company. */
  replied: { readonly text: string; readonly means: ReplyMeans };
  /** 内部备注. The company never sees it. */
  noted: { readonly text: string };
  /** 补充情况 by the company through any channel; ends a waiting for the company. */
  supplemented: { readonly text: string };
  /** 待企业补充 — the clock pauses; `what` lists everything missing at once (一次性告知). */
  waiting: { readonly whom: 'company'; readonly what: string; readonly resumeBy: number };
  /** The clock runs again without an answer of the company. */
  resumed: { readonly reason: string };
  /** Somebody responsible stands in front of the company. */
  arrived: { readonly place: string | null };
  /** 催办 by the company. */
  nudged: { readonly text: string | null };
  /** 督办 by the supervising post or a manager. */
  overseen: { readonly instruction: string };
  /** 延期. `dueAt` is the due instant in force before it, which had not been reached. */
  extended: { readonly reason: string; readonly extraWorkingDays: number; readonly dueAt: number };
  /** 待您确认 — the owner says it is done. */
  proposed: { readonly summary: string };
  /** The company's answer. `partly` and `unsolved` go back to the same owner, and no clock starts anew. */
  confirmed: { readonly outcome: ConfirmOutcome; readonly missing: string | null };
  /** The company is reminded of the question, `round` 1, 2 …, `afterDays` days after it was put. */
  reminded: { readonly round: number; readonly afterDays: number };
  /** 未确认 — closed without an answer. Never counted as satisfied. */
  fellSilent: { readonly silentDays: number };
  /** 评价, at most once for each closing. */
  rated: { readonly grade: Grade; readonly tags: readonly string[]; readonly text: string | null };
  /** 追问 — back to the last owner, under the same number and with the same history. */
  reopened: { readonly owner: Owner; readonly reason: string };
  /** 撤回 by the company. */
  withdrawnByCompany: { readonly reason: string | null };
  /** 当场答复 — answered where it was asked. The company has not confirmed it and may rate it or reopen it. */
  settledOnSpot: { readonly answer: string };
  /** 不予受理 on a listed ground, with an explanation and the place that can help (FA-6), never a dead end. */
  rejected: { readonly reason: RejectionReason; readonly explanation: string; readonly redirect: string };
  /** A file was added. The bytes are kept elsewhere. */
  attached: { readonly attachmentId: string; readonly name: string; readonly visibleToCompany: boolean };
  /** Tied to another matter. */
  linked: { readonly matterId: string; readonly relation: LinkRelation };
}

export type EventType = keyof EventFacts;

/** What all events carry. */
export interface EventStamp {
  readonly seq: number;
  readonly at: number;
  readonly actor: Actor;
}

/** One event of the given type; `MatterEvent` is any of them, told apart by `type`. */
export type EventOf<T extends EventType> = { [K in T]: EventStamp & { readonly type: K } & EventFacts[K] }[T];
/** Any event, told apart by `type`. */
export type MatterEvent = EventOf<EventType>;

/** Every event type in the order of the reference table. */
export const EVENT_TYPES = [
  'raised',
  'offered',
  'accepted',
  'declined',
  'lapsed',
  'withdrawn',
  'arbitrated',
  'succeeded',
  'released',
  'replied',
  'noted',
  'supplemented',
  'waiting',
  'resumed',
  'arrived',
  'nudged',
  'overseen',
  'extended',
  'proposed',
  'confirmed',
  'reminded',
  'fellSilent',
  'rated',
  'reopened',
  'withdrawnByCompany',
  'settledOnSpot',
  'rejected',
  'attached',
  'linked',
] as const satisfies readonly EventType[];

/**
 * The instant of the next event. Two things done in the same millisecond, or a wall clock that was set back, still
 * leave the history strictly ordered.
 *
 * @param last instant of the last event in epoch milliseconds, or null when there is none
 * @param now the present in epoch milliseconds
 * @throws RangeError when `now` is not a whole number of milliseconds
 */
export function nextInstant(last: number | null, now: number): number {
  if (!Number.isSafeInteger(now)) throw new RangeError(`An instant is a whole number of milliseconds, not ${now}.`);
  return last === null ? now : Math.max(now, last + 1);
}
