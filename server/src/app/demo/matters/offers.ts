import type { Matter } from '@banfei/custody';
import { offerLapsesAt } from '../../../modules/matters/index.ts';
import type { NewPost } from '../../../modules/posts/index.ts';
import { demoId } from '../random.ts';
import { actorAt, ownerAt, SYSTEM } from './cast.ts';
import { act, holder, type Plot, type Scene, type Standing } from './plot.ts';
import { later, MINUTE } from './time.ts';

export interface Offering {
  readonly kind: 'handOver' | 'assist';
  readonly to: NewPost;
  readonly ask: string;
}

export function* offer(plot: Plot, now: Standing, { kind, to, ask }: Offering): Scene {
  const lapse = offerLapsesAt(plot.subject, now.at);
  const offerId = demoId(now.at, plot.luck);
  const terms = { kind, toPostId: to.id, ask, respondWithinMinutes: lapse.minutes, lapsesAt: lapse.at };
  return yield* act(now.at, holder(plot, now.matter), { type: 'offer', offerId, ...terms });
}

export const pendingId = (matter: Matter): string => {
  if (matter.pendingOffer === null) throw new Error('no offer is pending in this demo story');
  return matter.pendingOffer.offerId;
};

/** Working minutes between which an offer is taken. */
export type Pace = readonly [low: number, high: number];

const USUALLY: Pace = [6, 100];
/** A team that is called by its own counter answers at once. */
export const QUICKLY: Pace = [3, 24];

/** Takes an offer within the two hours it stands. */
export function* taken(plot: Plot, now: Standing, to: NewPost, [low, high]: Pace = USUALLY): Scene {
  const lapsesAt = now.matter.pendingOffer?.lapsesAt ?? now.at;
  const at = Math.min(later(now.at, plot.luck.between(low, high)), lapsesAt - MINUTE);
  const actor = actorAt(to, plot.luck);
  const officerId = actor.accountId ?? ownerAt(to).officerId;
  return yield* act(at, actor, { type: 'accept', offerId: pendingId(now.matter), officerId });
}

/** Asks the post whose remit it is; that goes well mostly, goes astray sometimes, and hangs now and then. */
export function* involve(plot: Plot, start: Standing): Scene {
  const { luck, cast, subject, words, general } = plot;
  const right = cast.department(subject.category);
  const ask = luck.pick(words.ask);
  const kind = luck.yes(0.45) ? 'assist' : 'handOver';
  const fate = luck.next();
  const ready = { matter: start.matter, at: later(start.at, luck.between(10, 120)) };
  if (fate < 0.1)
    return yield* astray(plot, ready, { kind: 'handOver', to: cast.elsewhere(subject.category, luck), ask });
  const offered = yield* offer(plot, ready, { kind, to: right, ask });
  if (fate < 0.15) {
    // Nobody answers in time: the giver stays the owner, the supervising post is called and decides.
    const lapsesAt = offered.matter.pendingOffer?.lapsesAt ?? offered.at;
    const lapsed = yield* act(lapsesAt + luck.between(2, 40) * 1000, SYSTEM, {
      type: 'lapse',
      offerId: pendingId(offered.matter),
    });
    return yield* ruled(plot, lapsed, right);
  }
  if (fate < 0.19) {
    const at = Math.min(later(offered.at, luck.between(5, 60)), (offered.matter.pendingOffer?.lapsesAt ?? 0) - MINUTE);
    const back = yield* act(at, holder(plot, offered.matter), { type: 'withdraw', offerId: pendingId(offered.matter) });
    return yield* act(later(back.at, 3), holder(plot, back.matter), { type: 'note', text: luck.pick(general.note) });
  }
  return yield* taken(plot, offered, right);
}

/** An offer to the wrong post: declined with a ground and a better owner, or put before the supervising post. */
function* astray(plot: Plot, ready: Standing, offering: Offering): Scene {
  const { luck, cast, subject, general } = plot;
  const right = cast.department(subject.category);
  const offered = yield* offer(plot, ready, offering);
  const at = Math.min(later(offered.at, luck.between(8, 90)), (offered.matter.pendingOffer?.lapsesAt ?? 0) - MINUTE);
  const basis = luck.pick(general.declineBasis);
  const disputed = luck.yes(0.3);
  const where = disputed ? { askSupervisor: true } : { suggestedPostId: right.id };
  const declined = yield* act(at, actorAt(offering.to, luck), {
    type: 'decline',
    offerId: pendingId(offered.matter),
    basis,
    ...where,
  });
  if (disputed) return yield* ruled(plot, declined, right);
  const again = { matter: declined.matter, at: later(declined.at, luck.between(5, 40)) };
  return yield* taken(plot, yield* offer(plot, again, { ...offering, to: right }), right);
}

function* ruled(plot: Plot, now: Standing, right: NewPost): Scene {
  const { luck, general } = plot;
  const at = later(now.at, luck.between(20, 160));
  const arbiter = plot.cast.byId(now.matter.supervisorPostId);
  return yield* act(at, actorAt(arbiter, luck), {
    type: 'arbitrate',
    toOwner: ownerAt(right),
    reason: luck.pick(general.arbitration),
  });
}
