/**
 * From events to the matter. The fold trusts the history to be legal (`decide` made it, `audit` checks it) and refuses
 * only what would make its own answer meaningless: a history that does not begin, or does not follow on.
 */
import type { EventOf, MatterEvent, Owner } from './events.ts';
import type { AssistTenure, Closing, Matter, Offer, Pause, Proposal, Tenure } from './matter.ts';
import type { OfferStatus } from './refusals.ts';
import type { MatterState } from './states.ts';

type CustodyEvent = EventOf<
  'offered' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn' | 'arbitrated' | 'succeeded' | 'released'
>;
type WorkEvent = EventOf<
  'replied' | 'arrived' | 'waiting' | 'resumed' | 'supplemented' | 'nudged' | 'overseen' | 'extended'
>;
type EndingEvent = EventOf<
  | 'proposed'
  | 'confirmed'
  | 'reminded'
  | 'fellSilent'
  | 'rated'
  | 'reopened'
  | 'withdrawnByCompany'
  | 'settledOnSpot'
  | 'rejected'
>;

/**
 * The matter that a whole history describes.
 *
 * @param events all events of one matter, `seq` 1..n
 * @throws RangeError when the history is empty, does not begin with `raised`, or has a gap
 */
export function fold(events: readonly MatterEvent[]): Matter {
  const [first, ...rest] = events;
  if (first === undefined) throw new RangeError('A history has at least the event that raised the matter.');
  return rest.reduce(apply, begin(first));
}

/**
 * The matter after one more event; the given matter is left as it was.
 *
 * @throws RangeError when the event does not follow on the matter's version and last instant
 */
export function apply(matter: Matter, event: MatterEvent): Matter {
  if (event.seq !== matter.version + 1 || event.at <= matter.lastAt) {
    throw new RangeError(
      `Event ${event.seq} at ${event.at} does not follow event ${matter.version} at ${matter.lastAt}.`,
    );
  }
  const next: Matter = { ...matter, version: event.seq, lastAt: event.at };
  switch (event.type) {
    case 'raised':
      throw new RangeError(`A matter is raised once, not again by event ${event.seq}.`);
    case 'offered':
    case 'accepted':
    case 'declined':
    case 'lapsed':
    case 'withdrawn':
    case 'arbitrated':
    case 'succeeded':
    case 'released':
      return applyCustody(next, event);
    case 'replied':
    case 'arrived':
    case 'waiting':
    case 'resumed':
    case 'supplemented':
    case 'nudged':
    case 'overseen':
    case 'extended':
      return applyWork(next, event);
    // Notes, files and links are read from the history itself; they move nothing.
    case 'noted':
    case 'attached':
    case 'linked':
      return next;
    default:
      return applyEnding(next, event);
  }
}

/** Event one: the promise begins with an owner, so that there is no instant without one. */
function begin(event: MatterEvent): Matter {
  if (event.type !== 'raised' || event.seq !== 1) {
    throw new RangeError(`A history begins with event 1 'raised', not with event ${event.seq} '${event.type}'.`);
  }
  return {
    state: 'registered',
    version: 1,
    raisedAt: event.at,
    lastAt: event.at,
    channel: event.channel,
    firstAsked: event.owner,
    owner: event.owner,
    supervisorPostId: event.supervisorPostId,
    tenures: [{ owner: event.owner, from: event.at, until: null, by: 'raised' }],
    assistTenures: [],
    offers: [],
    pendingOffer: null,
    returns: 0,
    moves: 0,
    needsArbiter: false,
    arbitratedAt: null,
    pauses: [],
    firstResponseAt: null,
    firstContactAt: null,
    arrivals: [],
    extensions: [],
    nudges: [],
    oversights: [],
    proposals: [],
    proposal: null,
    closings: [],
    closing: null,
    rating: null,
    reopens: 0,
  };
}

/** Events about who is accountable or helps. Only four of them can move the matter, each through `moveOwner`. */
function applyCustody(matter: Matter, event: CustodyEvent): Matter {
  switch (event.type) {
    case 'offered':
      return addOffer(matter, event);
    case 'accepted':
      return applyAcceptance(matter, event);
    case 'declined': {
      const { basis, suggestedPostId } = event;
      const answered = answerOffer(matter, 'declined', { at: event.at, basis, suggestedPostId });
      // A refusal that names nobody calls the arbiter (FA-5: the supervisor decides).
      return {
        ...answered,
        returns: matter.returns + 1,
        needsArbiter: matter.needsArbiter || suggestedPostId === null,
      };
    }
    case 'lapsed':
      // The giver keeps the matter, and cannot be blamed for the silence: the supervising post is called.
      // Silence is a return too, or a post could play for time without end.
      return { ...answerOffer(matter, 'lapsed', event), returns: matter.returns + 1, needsArbiter: true };
    case 'withdrawn':
      return answerOffer(matter, 'withdrawn', event);
    case 'arbitrated': {
      const ruled = moveOwner(answerOffer(matter, 'superseded', event), event.toOwner, event.at, 'arbitrated');
      const assisted = event.assistants.reduce((m, who) => addAssistant(m, who, null, event.at), ruled);
      return takeInHand({ ...assisted, moves: matter.moves + 1, needsArbiter: false, arbitratedAt: event.at });
    }
    case 'succeeded': {
      // An offer stays good under the successor, unless it was put to the very post that now owns the matter.
      const pointless = matter.pendingOffer?.toPostId === event.to.postId;
      // The heir of the giver may take it back, and answers for it.
      const kept = pointless ? answerOffer(matter, 'superseded', event) : matter;
      const moved = moveOwner(kept, event.to, event.at, 'succeeded');
      return { ...moved, supervisorPostId: event.supervisorPostId ?? matter.supervisorPostId };
    }
    case 'released':
      return endAssistant(matter, event.postId, event.at);
  }
}

/** Only a whole acceptance of a hand-over moves the matter; everything else adds an assistant. */
function applyAcceptance(matter: Matter, event: EventOf<'accepted'>): Matter {
  const offer = matter.pendingOffer;
  if (offer === null) throw new RangeError(`Event ${event.seq} accepts an offer, but none is pending.`);
  const taker: Owner = { postId: offer.toPostId, officerId: event.officerId };
  const inPart = offer.kind === 'handOver' && event.scope !== null;
  const answered = answerOffer(matter, inPart ? 'acceptedInPart' : 'accepted', event);
  if (offer.kind === 'assist' || inPart) return addAssistant(answered, taker, event.scope, event.at);
  const moved = moveOwner(answered, taker, event.at, 'accepted');
  return takeInHand({ ...respond(moved, event.at), moves: matter.moves + 1, needsArbiter: false });
}

/** Events of the work itself. They never touch a tenure; the first of them takes the matter in hand. */
function applyWork(matter: Matter, event: WorkEvent): Matter {
  const at = event.at;
  switch (event.type) {
    case 'replied':
      return takeInHand(contact(matter, at));
    case 'arrived': {
      const arrival = { at, postId: event.actor.postId ?? null, place: event.place };
      return takeInHand({ ...contact(matter, at), arrivals: [...matter.arrivals, arrival] });
    }
    case 'waiting': {
      const pause: Pause = { why: 'company', from: at, until: null, what: event.what, resumeBy: event.resumeBy };
      return { ...contact(matter, at), state: 'waiting', pauses: [...matter.pauses, pause] };
    }
    case 'resumed':
      // A waiting has an end even when the company says nothing.
      return { ...endPause(matter, at), state: 'inHand' };
    case 'supplemented':
      return applySupplement(matter, at);
    case 'nudged':
      return { ...matter, nudges: [...matter.nudges, at] };
    case 'overseen':
      return { ...matter, oversights: [...matter.oversights, at] };
    case 'extended': {
      const { reason, extraWorkingDays } = event;
      return { ...matter, extensions: [...matter.extensions, { at, extraWorkingDays, reason }] };
    }
  }
}

/** New facts end a waiting, by whatever channel they came; a company that writes is not silent about a proposal. */
function applySupplement(matter: Matter, at: number): Matter {
  if (matter.state === 'waiting') return { ...endPause(matter, at), state: 'inHand' };
  if (matter.proposal === null) return matter;
  return changeProposal(matter, { ...matter.proposal, quietSince: at, remindersSent: 0 });
}

/** Events towards an end and back. Only `close` ends a tenure, only reopening begins one after it. */
function applyEnding(matter: Matter, event: EndingEvent): Matter {
  const at = event.at;
  switch (event.type) {
    case 'proposed':
      return propose(matter, event);
    case 'confirmed': {
      const answered = answerProposal(matter, event.outcome, at);
      if (event.outcome === 'solved') return close(answered, 'closedConfirmed', closingOf(at, 'confirmed'));
      // Back to the same owner; the pause ends and the time already used stays used.
      return { ...endPause(answered, at), state: 'inHand' };
    }
    case 'reminded':
      // The round is in the event, so that a reminder that is stored twice would be seen and not counted twice.
      if (matter.proposal === null) return matter;
      return changeProposal(matter, { ...matter.proposal, remindersSent: event.round });
    case 'fellSilent':
      // 未确认: kept apart from a confirmation, because silence is no satisfaction.
      return close(answerProposal(matter, 'silent', at), 'closedUnconfirmed', closingOf(at, 'silent'));
    case 'settledOnSpot':
      // The counter's own word closes it, so the company's confirmation is missing here too.
      return close(contact(matter, at), 'closedUnconfirmed', closingOf(at, 'settledOnSpot'));
    case 'withdrawnByCompany':
      return close(answerProposal(matter, 'withdrawn', at), 'closedWithdrawn', closingOf(at, 'withdrawn'));
    case 'rejected': {
      const closing: Closing = { ...closingOf(at, 'rejected'), rejectionReason: event.reason };
      return close(contact(matter, at), 'closedRejected', closing);
    }
    // The rating belongs to the closing it speaks of; after a reopening the next closing has its own.
    case 'rated': {
      const rating = { at, grade: event.grade, tags: event.tags, text: event.text };
      const closings = matter.closings.map((c) => (c === matter.closing ? { ...c, rating } : c));
      return { ...matter, closings, closing: closings.at(-1) ?? null, rating };
    }
    case 'reopened': {
      // The pause of the closed time ends; what was used of the promise before stays used.
      const tenure: Tenure = { owner: event.owner, from: at, until: null, by: 'reopened' };
      const open: Matter = { ...matter, state: 'inHand', closing: null, rating: null, reopens: matter.reopens + 1 };
      return { ...endPause(open, at), owner: event.owner, tenures: [...matter.tenures, tenure] };
    }
  }
}

// Steps. Each takes one small thing about the matter from before to after.

/** The question is put; nothing else changes, and above all no clock stops and no tenure ends. */
function addOffer(matter: Matter, event: EventOf<'offered'>): Matter {
  const offer: Offer = {
    offerId: event.offerId,
    kind: event.kind,
    fromPostId: matter.owner.postId,
    toPostId: event.toPostId,
    ask: event.ask,
    ground: event.ground,
    respondWithinMinutes: event.respondWithinMinutes,
    offeredAt: event.at,
    lapsesAt: event.lapsesAt,
    status: 'pending',
    answeredAt: null,
    basis: null,
    suggestedPostId: null,
  };
  return { ...matter, offers: [...matter.offers, offer], pendingOffer: offer };
}

/** What an answer says besides its status; only a refusal has a basis. `at` is epoch milliseconds. */
interface OfferAnswer {
  readonly at: number;
  readonly basis?: string;
  readonly suggestedPostId?: string | null;
}

/** Ends the pending offer, if there is one. */
function answerOffer(matter: Matter, status: OfferStatus, answer: OfferAnswer): Matter {
  const pending = matter.pendingOffer;
  if (pending === null) return matter;
  const { at, basis = null, suggestedPostId = null } = answer;
  const ended: Offer = { ...pending, status, answeredAt: at, basis, suggestedPostId };
  return { ...matter, offers: matter.offers.map((o) => (o === pending ? ended : o)), pendingOffer: null };
}

/** One tenure ends and the next begins in the same instant: no gap and no overlap can arise here. */
function moveOwner(matter: Matter, to: Owner, at: number, by: Tenure['by']): Matter {
  // A ruling that leaves the matter where it is does not cut the tenure.
  if (to.postId === matter.owner.postId && to.officerId === matter.owner.officerId) return matter;
  const tenures = [...endLast(matter.tenures, at), { owner: to, from: at, until: null, by }];
  // Nobody assists himself.
  return { ...endAssistant(matter, to.postId, at), owner: to, tenures };
}

/** A post has one assisting tenure at a time; a new scope replaces the old one. */
function addAssistant(matter: Matter, assistant: Owner, scope: string | null, at: number): Matter {
  if (assistant.postId === matter.owner.postId) return matter;
  const ended = endAssistant(matter, assistant.postId, at);
  return { ...ended, assistTenures: [...ended.assistTenures, { assistant, scope, from: at, until: null }] };
}

/** Ends the assistance of a post, if it assists. */
function endAssistant(matter: Matter, postId: string, at: number): Matter {
  const ends = (t: AssistTenure): boolean => t.until === null && t.assistant.postId === postId;
  if (!matter.assistTenures.some(ends)) return matter;
  return { ...matter, assistTenures: matter.assistTenures.map((t) => (ends(t) ? { ...t, until: at } : t)) };
}

/** A matter that only waits for its company or its confirmation stays so; a registered one is now worked on. */
function takeInHand(matter: Matter): Matter {
  return matter.state === 'registered' ? { ...matter, state: 'inHand' } : matter;
}

/** The first sign of life counts, later ones do not move it. An offer to others is no such sign. */
function respond(matter: Matter, at: number): Matter {
  return matter.firstResponseAt === null ? { ...matter, firstResponseAt: at } : matter;
}

/** A word to the company is a sign of life too. */
function contact(matter: Matter, at: number): Matter {
  return matter.firstContactAt === null ? { ...respond(matter, at), firstContactAt: at } : matter;
}

/** Ends the last span of a list if it is still open. */
function endLast<S extends { readonly until: number | null }>(spans: readonly S[], at: number): S[] {
  const last = spans.length - 1;
  return spans.map((s, i) => (i === last && s.until === null ? { ...s, until: at } : s));
}

/** Ends the pause that lasts, if one does. */
function endPause(matter: Matter, at: number): Matter {
  return { ...matter, pauses: endLast(matter.pauses, at) };
}

/** The owner's word that it is done; the clock stands until the company answers. */
function propose(matter: Matter, event: EventOf<'proposed'>): Matter {
  const { at, summary } = event;
  const proposal: Proposal = { at, summary, quietSince: at, remindersSent: 0, outcome: null, answeredAt: null };
  const ready = endPause(answerOffer(contact(matter, at), 'superseded', event), at);
  const pause: Pause = { why: 'confirmation', from: at, until: null, what: null, resumeBy: null };
  const pauses = [...ready.pauses, pause];
  const proposals = [...matter.proposals, proposal];
  return { ...ready, state: 'proposed', needsArbiter: false, pauses, proposals, proposal };
}

/** The proposal that waits is always the last of the list, and kept in both places. */
function changeProposal(matter: Matter, proposal: Proposal): Matter {
  return { ...matter, proposals: [...matter.proposals.slice(0, -1), proposal], proposal };
}

/** Ends the proposal that waits, if one does: the company may say `solved` or go without being asked. */
function answerProposal(matter: Matter, outcome: Proposal['outcome'], at: number): Matter {
  if (matter.proposal === null) return matter;
  return { ...changeProposal(matter, { ...matter.proposal, outcome, answeredAt: at }), proposal: null };
}

/** An ending that is not rated yet. */
function closingOf(at: number, how: Closing['how']): Closing {
  return { at, how, rejectionReason: null, rating: null };
}

/** The end of accountability: the tenure, every assistant and a pending offer end in this instant. */
function close(matter: Matter, state: MatterState, closing: Closing): Matter {
  const { at } = closing;
  const ended = endPause(answerOffer(matter, 'superseded', { at }), at);
  return {
    ...ended,
    state,
    needsArbiter: false,
    tenures: endLast(ended.tenures, at),
    assistTenures: ended.assistTenures.map((t) => (t.until === null ? { ...t, until: at } : t)),
    pauses: [...ended.pauses, { why: 'closed', from: at, until: null, what: null, resumeBy: null }],
    closings: [...ended.closings, closing],
    closing,
    rating: null,
  };
}
