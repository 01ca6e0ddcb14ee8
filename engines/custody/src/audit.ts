/**
 * A second opinion on a history. It shares no code with the fold and the decision function: it keeps its own small
 * ledger, so that a mistake made there is found here. It reports everything it finds and repairs nothing.
 */
import type { EventOf, MatterEvent, OfferKind, Owner } from './events.ts';
import { type CustodyLimits, DAY_MS, DEFAULT_LIMITS } from './limits.ts';

/** What can be wrong with a history, and with tenures that were stored beside it. */
export const AUDIT_CODES = [
  /** No event: nobody has ever been accountable. */
  'HISTORY_EMPTY',
  /** The first event is not the one that names the first owner. */
  'NOT_RAISED_FIRST',
  /** A matter that begins again would forget its owner and its clock. */
  'RAISED_TWICE',
  /** An event was lost, added or put in another place. */
  'SEQ_GAP',
  /** Two events in one instant leave open who was accountable in it. */
  'TIME_NOT_INCREASING',
  /** An owner without a post or an officer is no owner (I-OWN). */
  'OWNER_BLANK',
  /** Only a rating or a reopening may follow a closing. */
  'CLOSED_MATTER_TOUCHED',
  /** Reopening an open matter would begin a second tenure beside the first. */
  'REOPENED_WHILE_OPEN',
  /** Reopening restores the last owner and is no way to hand over. */
  'REOPENED_TO_ANOTHER',
  /** After the days allowed a new matter is raised and linked. */
  'REOPENED_TOO_LATE',
  /** There is nothing to rate before an answer, nor after a refusal. */
  'RATED_WITHOUT_CLOSING',
  /** One closing has one rating. */
  'RATED_TWICE',
  /** Two posts could both accept (I-HAND). */
  'TWO_OFFERS_PENDING',
  /** Somebody offered what was not his. */
  'OFFER_NOT_BY_OWNER',
  /** A post offered to itself. */
  'OFFER_TO_OWNER',
  /** An answer to an offer that never was, or was ended. */
  'ANSWER_WITHOUT_OFFER',
  /** Neither the post that was asked nor, for taking back, the owner. */
  'ANSWER_BY_ANOTHER',
  /** Accepted or refused when the time to answer was over. */
  'ANSWER_AFTER_LAPSE',
  /** Ended while the other post still had time to answer. */
  'LAPSED_EARLY',
  /** A refusal that names no rule. */
  'DECLINED_WITHOUT_BASIS',
  /** The same ground sent the matter to and fro (I-BOUND). */
  'GROUND_REPEATED',
  /** More than B refusals and silences; the arbiter was passed over. */
  'RETURNS_BEYOND_BOUND',
  /** Ownership moved more than H times. */
  'MOVES_BEYOND_BOUND',
  /** More offers than one matter may see. */
  'OFFERS_BEYOND_BOUND',
  /** A ruling by somebody who is not the supervising post. */
  'RULED_BY_ANOTHER',
  /** A ruling was not taken for final (HL-5). */
  'HAND_OVER_AFTER_RULING',
  /** A succession from somebody who was not the owner makes two. */
  'DOUBLE_OWNER',
  /** An extension healed a promise that was already broken. */
  'EXTENDED_AFTER_DUE',
  /** More extensions than allowed. */
  'EXTENSIONS_BEYOND_BOUND',
  /** A clock that ran was started. */
  'RESUMED_WITHOUT_WAITING',
  /** An answer or a reminder to a question that was not put. */
  'PROPOSAL_MISSING',
  /** Somebody else spoke the company’s last word. */
  'ANSWERED_FOR_COMPANY',
  /** Reminded or closed before the time, or closed without every reminder. */
  'SILENCE_CUT_SHORT',
  /** A stored tenure ends before the next begins: an instant without an owner. */
  'TENURE_GAP',
  /** A stored tenure begins before the last ends: an instant with two owners. */
  'TENURE_OVERLAP',
  /** Somebody is stored as accountable for a closed matter. */
  'TENURE_OUTSIDE_OPEN_TIME',
  /** A stored tenure begins where no event made an owner. */
  'TENURE_UNEXPLAINED',
  /** A stored tenure names another owner than the history. */
  'TENURE_OWNER_WRONG',
] as const;
export type AuditCode = (typeof AUDIT_CODES)[number];

/** One finding. `seq` is the event it was found at (0 when there is none). */
export interface Violation {
  readonly code: AuditCode;
  readonly seq: number;
  readonly detail: string;
}

/** What the audit remembers while it reads. It is changed in place, event by event. */
interface Ledger {
  owner: Owner | null;
  supervisorPostId: string;
  /** Null while open. */
  closedAt: number | null;
  /** Whether the closing may be rated. */
  ended: 'answerable' | 'refused';
  ratings: number;
  pending: EventOf<'offered'> | null;
  /** Owner's post when the pending offer was made. */
  pendingFrom: string;
  /** Paths already walked, as 'kind from to ground'. */
  spent: Set<string>;
  returns: number;
  moves: number;
  offers: number;
  ruled: boolean;
  extensions: number;
  waiting: boolean;
  quietSince: number | null;
  reminders: number;
}

type Report = (code: AuditCode, detail: string) => void;

/**
 * Everything that is wrong with a history: gaps in the sequence, time that runs back, an instant with no owner or two,
 * a change of owner that nobody offered and accepted or ruled, more than one pending offer, bounds overrun.
 *
 * @param events the history as stored, in stored order
 * @param limits the limits it was written under
 * @returns findings in the order of the events; empty when the history is sound
 */
export function audit(events: readonly MatterEvent[], limits: CustodyLimits = DEFAULT_LIMITS): readonly Violation[] {
  const found: Violation[] = [];
  if (events.length === 0) return [{ code: 'HISTORY_EMPTY', seq: 0, detail: 'There is no event and so no owner.' }];
  const ledger: Ledger = {
    owner: null,
    supervisorPostId: '',
    closedAt: null,
    ended: 'answerable',
    ratings: 0,
    pending: null,
    pendingFrom: '',
    spent: new Set(),
    returns: 0,
    moves: 0,
    offers: 0,
    ruled: false,
    extensions: 0,
    waiting: false,
    quietSince: null,
    reminders: 0,
  };
  let last: MatterEvent | null = null;
  for (const event of events) {
    const report: Report = (code, detail) => found.push({ code, seq: event.seq, detail });
    auditStamp(event, last, report);
    auditLife(ledger, event, limits, report);
    auditOffers(ledger, event, limits, report);
    auditOwner(ledger, event, limits, report);
    auditWork(ledger, event, limits, report);
    last = event;
  }
  return found;
}

/** The order of events: numbers without a gap, time that only goes forward, one beginning. */
function auditStamp(event: MatterEvent, last: MatterEvent | null, report: Report): void {
  const expected = (last?.seq ?? 0) + 1;
  if (event.seq !== expected) report('SEQ_GAP', `Expected event ${expected}, found event ${event.seq}.`);
  if (last !== null && event.at <= last.at) {
    report('TIME_NOT_INCREASING', `Instant ${event.at} does not follow ${last.at}.`);
  }
  if (last === null && event.type !== 'raised') report('NOT_RAISED_FIRST', `The history begins with '${event.type}'.`);
  if (last !== null && event.type === 'raised') report('RAISED_TWICE', 'A matter begins once.');
}

/** Open and closed: nothing but a rating or a reopening touches a closed matter. */
function auditLife(ledger: Ledger, event: MatterEvent, limits: CustodyLimits, report: Report): void {
  const { closedAt } = ledger;
  if (event.type === 'reopened') {
    if (closedAt === null) report('REOPENED_WHILE_OPEN', 'The matter was open.');
    else if (event.at > closedAt + limits.reopenDays * DAY_MS) {
      report('REOPENED_TOO_LATE', `Closed at ${closedAt}, reopened at ${event.at}, allowed ${limits.reopenDays} days.`);
    }
    ledger.closedAt = null;
    return;
  }
  if (event.type === 'rated') {
    if (closedAt === null || ledger.ended === 'refused') report('RATED_WITHOUT_CLOSING', 'There is nothing to rate.');
    ledger.ratings += 1;
    if (ledger.ratings > 1) report('RATED_TWICE', `Rating ${ledger.ratings} of one closing.`);
    return;
  }
  if (closedAt !== null) report('CLOSED_MATTER_TOUCHED', `'${event.type}' after the closing at ${closedAt}.`);
  if (endsMatter(event)) {
    ledger.closedAt = event.at;
    ledger.ended = event.type === 'withdrawnByCompany' || event.type === 'rejected' ? 'refused' : 'answerable';
    ledger.ratings = 0;
  }
}

/** Five ways to an end; a confirmation is one only when the company says `solved`. */
function endsMatter(event: MatterEvent): boolean {
  if (event.type === 'confirmed') return event.outcome === 'solved';
  return ['fellSilent', 'settledOnSpot', 'withdrawnByCompany', 'rejected'].includes(event.type);
}

/** Offers and answers: one at a time, each answered once (I-HAND), and not without end (I-BOUND). */
function auditOffers(ledger: Ledger, event: MatterEvent, limits: CustodyLimits, report: Report): void {
  switch (event.type) {
    case 'offered':
      auditOffer(ledger, event, limits, report);
      return;
    case 'accepted':
    case 'declined':
    case 'lapsed':
    case 'withdrawn': {
      const offer = ledger.pending;
      if (offer === null || offer.offerId !== event.offerId) {
        report('ANSWER_WITHOUT_OFFER', `'${event.type}' names offer ${event.offerId}, which is not pending.`);
        return;
      }
      auditAnswer(ledger, offer, event, report);
      if (event.type === 'declined' || event.type === 'lapsed') ledger.returns += 1;
      if (ledger.returns > limits.returnsBound) {
        report('RETURNS_BEYOND_BOUND', `Return ${ledger.returns} of at most ${limits.returnsBound}.`);
      }
      // An acceptance is settled with the owner, below, and needs the offer there.
      if (event.type !== 'accepted') ledger.pending = null;
      return;
    }
    default:
      // What ends or settles the matter ends the question too, and a post is not asked for what it owns.
      if (endsMatter(event) || event.type === 'proposed' || event.type === 'arbitrated') ledger.pending = null;
      if (event.type === 'succeeded' && event.to.postId === ledger.pending?.toPostId) ledger.pending = null;
  }
}

/** An offer is made by the owner, to somebody else, with nothing pending, before any ruling, on a fresh ground. */
function auditOffer(ledger: Ledger, event: EventOf<'offered'>, limits: CustodyLimits, report: Report): void {
  const giver = ledger.owner?.postId ?? '';
  if (ledger.pending !== null) report('TWO_OFFERS_PENDING', `Offer ${ledger.pending.offerId} is still pending.`);
  if (event.actor.postId !== giver)
    report('OFFER_NOT_BY_OWNER', `Offered by ${event.actor.postId}, owned by ${giver}.`);
  if (event.toPostId === giver) report('OFFER_TO_OWNER', `Post ${giver} offers to itself.`);
  if (event.kind === 'handOver' && ledger.ruled) report('HAND_OVER_AFTER_RULING', 'The ruling was final.');
  if (ledger.spent.has(path(event.kind, giver, event.toPostId, event.ground))) {
    report('GROUND_REPEATED', `${giver} to ${event.toPostId} on '${event.ground}' again.`);
  }
  ledger.offers += 1;
  if (ledger.offers > limits.offersBound) report('OFFERS_BEYOND_BOUND', `Offer ${ledger.offers}.`);
  ledger.pending = event;
  ledger.pendingFrom = giver;
}

function path(kind: OfferKind, from: string, to: string, ground: string): string {
  return JSON.stringify([kind, from, to, ground]);
}

/** Who answered, and in time: before the lapse instant the target or the giver, from it on only the lapse. */
function auditAnswer(
  ledger: Ledger,
  offer: EventOf<'offered'>,
  event: EventOf<'accepted' | 'declined' | 'lapsed' | 'withdrawn'>,
  report: Report,
): void {
  const by = event.actor.postId ?? '';
  if (event.type === 'lapsed') {
    if (event.at < offer.lapsesAt) report('LAPSED_EARLY', `At ${event.at}, due at ${offer.lapsesAt}.`);
    return;
  }
  const rightful = event.type === 'withdrawn' ? ledger.owner?.postId : offer.toPostId;
  if (by !== rightful) report('ANSWER_BY_ANOTHER', `'${event.type}' by ${by}, not by ${rightful}.`);
  if (event.type === 'withdrawn') return;
  if (event.at >= offer.lapsesAt) report('ANSWER_AFTER_LAPSE', `At ${event.at}, lapsed at ${offer.lapsesAt}.`);
  if (event.type === 'declined') {
    if (event.basis.trim() === '') report('DECLINED_WITHOUT_BASIS', `Offer ${offer.offerId}.`);
    // Refused by B: the same giver does not put the same ground to B again.
    ledger.spent.add(path(offer.kind, ledger.pendingFrom, offer.toPostId, offer.ground));
  } else if (offer.kind === 'handOver' && event.scope === null) {
    // Taken from the giver: it does not come back to him on the same ground.
    ledger.spent.add(path('handOver', offer.toPostId, ledger.pendingFrom, offer.ground));
  }
}

/** The owner changes by acceptance, ruling, succession and reopening, and by nothing else. */
function auditOwner(ledger: Ledger, event: MatterEvent, limits: CustodyLimits, report: Report): void {
  switch (event.type) {
    case 'raised':
      ledger.supervisorPostId = event.supervisorPostId;
      own(ledger, event.owner, report);
      return;
    case 'accepted': {
      const offer = ledger.pending;
      ledger.pending = null;
      if (offer === null || offer.offerId !== event.offerId || offer.kind === 'assist' || event.scope !== null) return;
      own(ledger, { postId: offer.toPostId, officerId: event.officerId }, report);
      move(ledger, limits, report);
      return;
    }
    case 'arbitrated':
      if (event.byPostId !== ledger.supervisorPostId || event.actor.postId !== ledger.supervisorPostId) {
        report('RULED_BY_ANOTHER', `Ruled by ${event.byPostId}; the arbiter is ${ledger.supervisorPostId}.`);
      }
      own(ledger, event.toOwner, report);
      move(ledger, limits, report);
      ledger.ruled = true;
      return;
    case 'succeeded':
      // A succession from somebody else would leave two owners: the named one's heir and the real one.
      if (!same(ledger.owner, event.from)) report('DOUBLE_OWNER', `From ${event.from.postId}, who is not the owner.`);
      own(ledger, event.to, report);
      ledger.supervisorPostId = event.supervisorPostId ?? ledger.supervisorPostId;
      return;
    case 'reopened':
      if (!same(ledger.owner, event.owner)) report('REOPENED_TO_ANOTHER', `To ${event.owner.postId}.`);
      own(ledger, event.owner, report);
  }
}

/** The owner from this event on. The name is checked at every change, because a blank one is nobody. */
function own(ledger: Ledger, owner: Owner, report: Report): void {
  if (owner.postId.trim() === '' || owner.officerId.trim() === '') report('OWNER_BLANK', 'Nobody is accountable.');
  ledger.owner = owner;
}

/** Post and officer both: within one post a succession moves the matter from one officer to the next. */
function same(a: Owner | null, b: Owner): boolean {
  return a !== null && a.postId === b.postId && a.officerId === b.officerId;
}

/** Hand-overs and rulings together are bounded by H; successions are not anybody's choice and do not count. */
function move(ledger: Ledger, limits: CustodyLimits, report: Report): void {
  ledger.moves += 1;
  if (ledger.moves <= limits.ownershipBound) return;
  report('MOVES_BEYOND_BOUND', `Move ${ledger.moves} of at most ${limits.ownershipBound}.`);
}

/** Waiting, extending, proposing and the company's word. */
function auditWork(ledger: Ledger, event: MatterEvent, limits: CustodyLimits, report: Report): void {
  const days = (n: number): number => (ledger.quietSince ?? event.at) + n * DAY_MS;
  switch (event.type) {
    case 'extended':
      ledger.extensions += 1;
      if (event.at >= event.dueAt) report('EXTENDED_AFTER_DUE', `At ${event.at}, due at ${event.dueAt}.`);
      if (ledger.extensions > limits.extensionBound) report('EXTENSIONS_BEYOND_BOUND', `${ledger.extensions}.`);
      return;
    case 'waiting':
      ledger.waiting = true;
      return;
    case 'resumed':
      if (!ledger.waiting) report('RESUMED_WITHOUT_WAITING', 'The clock was running.');
      ledger.waiting = false;
      return;
    case 'supplemented':
      ledger.waiting = false;
      if (ledger.quietSince !== null) ledger.quietSince = event.at;
      ledger.reminders = 0;
      return;
    case 'proposed':
      Object.assign(ledger, { waiting: false, quietSince: event.at, reminders: 0 });
      return;
    case 'confirmed':
      if (event.actor.kind !== 'company') report('ANSWERED_FOR_COMPANY', `Confirmed by ${event.actor.kind}.`);
      if (event.outcome !== 'solved' && ledger.quietSince === null) report('PROPOSAL_MISSING', event.outcome);
      ledger.quietSince = null;
      return;
    case 'reminded':
    case 'fellSilent': {
      if (ledger.quietSince === null) report('PROPOSAL_MISSING', `'${event.type}' without a proposal.`);
      const silent = event.type === 'fellSilent';
      const dueFrom = silent ? days(limits.silentAfterDays) : days(limits.reminderDays[ledger.reminders] ?? 0);
      const unreminded = silent && ledger.reminders < limits.reminderDays.length;
      if (event.at < dueFrom || unreminded) report('SILENCE_CUT_SHORT', `At ${event.at}, due from ${dueFrom}.`);
      ledger.reminders += 1;
      return;
    }
    case 'reopened':
      Object.assign(ledger, { waiting: false, quietSince: null, reminders: 0 });
  }
}
