/**
 * The one table of what may be done in which state by whom. The decision function, the buttons on the screen, the tests
 * and the reference page all read it, so that none of them can disagree.
 */
import type { ConfirmOutcome, EventType, OfferKind } from './events.ts';

/** 已登记 · 办理中 · 待企业补充 · 待确认 · 已确认 · 未确认 · 已撤回 · 不予受理. */
export const STATES = [
  'registered',
  'inHand',
  'waiting',
  'proposed',
  'closedConfirmed',
  'closedUnconfirmed',
  'closedWithdrawn',
  'closedRejected',
] as const;
export type MatterState = (typeof STATES)[number];

/** States in which somebody works on the matter; only here may it be offered, so only here can an offer be pending. */
export const ACTIVE_STATES = ['registered', 'inHand', 'waiting'] as const satisfies readonly MatterState[];
/** States in which exactly one owner is accountable. */
export const OPEN_STATES = [...ACTIVE_STATES, 'proposed'] as const satisfies readonly MatterState[];
/** States that nothing changes but `reopened` and `rated`. */
export const CLOSED_STATES = [
  'closedConfirmed',
  'closedUnconfirmed',
  'closedWithdrawn',
  'closedRejected',
] as const satisfies readonly MatterState[];

/**
 * Part somebody plays towards one matter. `target` holds the post a pending offer is put to; `firstAsked` 首问 keeps the
 * right to answer the company after a hand-over (FA-5, FA-8); `arbiter` is the supervising post 分管岗; `manager` is
 * anybody the caller vouches for; `officer` is any member of staff before there is a matter.
 */
export const ROLES = [
  'company',
  'owner',
  'target',
  'assistant',
  'firstAsked',
  'arbiter',
  'manager',
  'officer',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** Each command and the event it makes. */
export const COMMAND_EVENTS = {
  raise: 'raised',
  offer: 'offered',
  accept: 'accepted',
  decline: 'declined',
  lapse: 'lapsed',
  withdraw: 'withdrawn',
  arbitrate: 'arbitrated',
  succeed: 'succeeded',
  release: 'released',
  reply: 'replied',
  note: 'noted',
  supplement: 'supplemented',
  wait: 'waiting',
  resume: 'resumed',
  arrive: 'arrived',
  nudge: 'nudged',
  oversee: 'overseen',
  extend: 'extended',
  propose: 'proposed',
  confirm: 'confirmed',
  remind: 'reminded',
  fallSilent: 'fellSilent',
  rate: 'rated',
  reopen: 'reopened',
  withdrawByCompany: 'withdrawnByCompany',
  settleOnSpot: 'settledOnSpot',
  reject: 'rejected',
  attach: 'attached',
  link: 'linked',
} as const satisfies Record<string, EventType>;
/** What may be asked for. */
export type CommandType = keyof typeof COMMAND_EVENTS;

/** The kind of an offer, what is taken of it, or the answer to a proposal: commands that lead to different places. */
export type Variant = OfferKind | 'whole' | 'part' | ConfirmOutcome;

/** One line of the table. `from` 'none' is the time before the matter; `to` 'same' leaves the state as it was. */
export interface Transition {
  readonly command: CommandType;
  readonly variant: Variant | null;
  readonly from: readonly (MatterState | 'none')[];
  readonly to: MatterState | 'same';
  readonly by: readonly Role[];
}

/** Everybody on the district's side who plays a part. */
const STAFF = ['owner', 'assistant', 'target', 'firstAsked', 'arbiter', 'manager'] as const satisfies readonly Role[];
/** Those who may speak to the company about the matter, and take down what it says. */
const ANSWERERS = ['owner', 'assistant', 'firstAsked'] as const satisfies readonly Role[];
/** States that an act of the owner leaves behind: the matter is then in hand. */
const FRESH = ['registered', 'inHand'] as const satisfies readonly MatterState[];

/** The table, in the order of a matter's life. */
export const TRANSITIONS: readonly Transition[] = [
  { command: 'raise', variant: null, from: ['none'], to: 'registered', by: ['company', 'officer', 'system'] },

  // Custody: the owner asks, somebody else answers, and the matter is never between two posts.
  { command: 'offer', variant: 'handOver', from: ACTIVE_STATES, to: 'same', by: ['owner'] },
  { command: 'offer', variant: 'assist', from: ACTIVE_STATES, to: 'same', by: ['owner'] },
  { command: 'accept', variant: 'whole', from: FRESH, to: 'inHand', by: ['target'] },
  { command: 'accept', variant: 'whole', from: ['waiting'], to: 'same', by: ['target'] },
  { command: 'accept', variant: 'part', from: ACTIVE_STATES, to: 'same', by: ['target'] },
  { command: 'accept', variant: 'assist', from: ACTIVE_STATES, to: 'same', by: ['target'] },
  { command: 'decline', variant: null, from: ACTIVE_STATES, to: 'same', by: ['target'] },
  // Nobody's act: the time is over, and the caller's scheduler says so.
  { command: 'lapse', variant: null, from: ACTIVE_STATES, to: 'same', by: ['system'] },
  { command: 'withdraw', variant: null, from: ACTIVE_STATES, to: 'same', by: ['owner'] },
  { command: 'arbitrate', variant: null, from: FRESH, to: 'inHand', by: ['arbiter'] },
  { command: 'arbitrate', variant: null, from: ['waiting'], to: 'same', by: ['arbiter'] },
  // A proposal does not shield its owner's leaving: succession is legal while anybody is accountable.
  { command: 'succeed', variant: null, from: OPEN_STATES, to: 'same', by: ['system', 'manager'] },
  { command: 'release', variant: null, from: OPEN_STATES, to: 'same', by: ['owner', 'assistant'] },

  // Work: what is said and done for the company.
  { command: 'reply', variant: null, from: ['registered'], to: 'inHand', by: ANSWERERS },
  { command: 'reply', variant: null, from: ['inHand', 'waiting', 'proposed'], to: 'same', by: ANSWERERS },
  { command: 'arrive', variant: null, from: ['registered'], to: 'inHand', by: ['owner', 'assistant'] },
  { command: 'arrive', variant: null, from: ['inHand', 'waiting'], to: 'same', by: ['owner', 'assistant'] },
  { command: 'note', variant: null, from: OPEN_STATES, to: 'same', by: STAFF },
  { command: 'attach', variant: null, from: OPEN_STATES, to: 'same', by: ['company', ...STAFF] },
  { command: 'link', variant: null, from: OPEN_STATES, to: 'same', by: ['owner', 'arbiter', 'manager', 'system'] },
  { command: 'wait', variant: null, from: FRESH, to: 'waiting', by: ['owner'] },
  { command: 'resume', variant: null, from: ['waiting'], to: 'inHand', by: ['owner', 'system'] },
  // Taken down by staff as well, so that an answer by telephone resumes the clock like one by web.
  { command: 'supplement', variant: null, from: ['waiting'], to: 'inHand', by: ['company', ...ANSWERERS] },
  {
    command: 'supplement',
    variant: null,
    from: ['registered', 'inHand', 'proposed'],
    to: 'same',
    by: ['company', ...ANSWERERS],
  },
  { command: 'nudge', variant: null, from: OPEN_STATES, to: 'same', by: ['company'] },
  { command: 'oversee', variant: null, from: OPEN_STATES, to: 'same', by: ['arbiter', 'manager'] },
  { command: 'extend', variant: null, from: ACTIVE_STATES, to: 'same', by: ['owner'] },

  // Endings: the company has the last word, and may say "solved" before anybody asks.
  { command: 'settleOnSpot', variant: null, from: ['registered'], to: 'closedUnconfirmed', by: ['owner'] },
  { command: 'propose', variant: null, from: ACTIVE_STATES, to: 'proposed', by: ['owner'] },
  { command: 'confirm', variant: 'solved', from: OPEN_STATES, to: 'closedConfirmed', by: ['company'] },
  { command: 'confirm', variant: 'partly', from: ['proposed'], to: 'inHand', by: ['company'] },
  { command: 'confirm', variant: 'unsolved', from: ['proposed'], to: 'inHand', by: ['company'] },
  { command: 'remind', variant: null, from: ['proposed'], to: 'same', by: ['system'] },
  { command: 'fallSilent', variant: null, from: ['proposed'], to: 'closedUnconfirmed', by: ['system'] },
  { command: 'reject', variant: null, from: ACTIVE_STATES, to: 'closedRejected', by: ['owner', 'arbiter'] },
  { command: 'withdrawByCompany', variant: null, from: OPEN_STATES, to: 'closedWithdrawn', by: ['company'] },
  // What was withdrawn or refused was not served, so there is no service to rate.
  { command: 'rate', variant: null, from: ['closedConfirmed', 'closedUnconfirmed'], to: 'same', by: ['company'] },
  // A manager may reopen too: a bad rating opens a review.
  { command: 'reopen', variant: null, from: CLOSED_STATES, to: 'inHand', by: ['company', 'manager'] },
];

/** Whether a state is one of the open ones. */
export function isOpenState(state: MatterState): boolean {
  return OPEN_STATES.some((open) => open === state);
}
