import { promisesOf } from '../../../modules/matters/index.ts';
import type { NewPost } from '../../../modules/posts/index.ts';
import { actorAt, ownerAt, SYSTEM } from './cast.ts';
import { endings } from './endings.ts';
import { involve, offer, QUICKLY, taken } from './offers.ts';
import { act, company, daytime, holder, type Plot, type Scene, type Standing } from './plot.ts';
import { endOfDayAfter, HOUR, later, MINUTE, workingMinutesBetween } from './time.ts';
import type { Story } from './walk.ts';

/** One matter from its first second to its last, as chance would have it: mostly smooth, sometimes not. */
export function* life(plot: Plot): Story {
  const { luck, general } = plot;
  let now = yield* raise(plot);
  if (plot.subject.channel !== 'web') {
    if (luck.yes(0.3)) return yield* answeredOnTheSpot(plot, now);
    if (plot.team !== null) now = yield* handedToTeam(plot, now, plot.team);
  }
  if (luck.yes(0.012)) return yield* refused(plot, now);
  now = yield* firstAnswer(plot, now);
  if (luck.yes(0.02)) {
    const at = daytime(now.at + luck.between(1, 20) * HOUR, now.at);
    yield* act(at, company(plot), { type: 'withdrawByCompany', reason: luck.pick(general.withdraw) });
    return;
  }
  if (luck.yes(0.36)) now = yield* involve(plot, now);
  if (luck.yes(0.2)) now = yield* waitForCompany(plot, now);
  yield* endings(plot, yield* work(plot, now));
}

export function* raise(plot: Plot): Scene {
  const { subject, firstAsked, luck, cast } = plot;
  const actor = subject.channel === 'web' ? company(plot) : actorAt(firstAsked, luck);
  const { postId, officerId } = ownerAt(firstAsked);
  // Who takes it down answers in person; on the web the officer of the post does.
  const owner = { postId, officerId: subject.channel === 'web' ? officerId : (actor.accountId ?? officerId) };
  const supervisorPostId = cast.supervisorId(firstAsked);
  return yield* act(plot.raisedAt, actor, { type: 'raise', channel: subject.channel, owner, supervisorPostId });
}

function* answeredOnTheSpot(plot: Plot, now: Standing): Story {
  const { luck, template } = plot;
  const at = now.at + luck.between(4, 18) * MINUTE;
  const closed = yield* act(at, holder(plot, now.matter), { type: 'settleOnSpot', answer: template.reply });
  if (luck.yes(0.12))
    yield* act(closed.at + luck.between(5, 90) * MINUTE, company(plot), { type: 'rate', grade: 5, tags: ['fast'] });
}

/** 首问: the counter asked first stays the owner until the team has accepted. */
function* handedToTeam(plot: Plot, now: Standing, team: NewPost): Scene {
  const ready = { matter: now.matter, at: later(now.at, plot.luck.between(2, 9)) };
  const offered = yield* offer(plot, ready, { kind: 'handOver', to: team, ask: plot.subject.title });
  return yield* taken(plot, offered, team, QUICKLY);
}

function* refused(plot: Plot, now: Standing): Story {
  const { luck, general } = plot;
  const { reason, explanation, redirect } = luck.pick(general.reject);
  const at = later(now.at, luck.between(12, 90));
  yield* act(at, holder(plot, now.matter), { type: 'reject', reason, explanation, redirect });
}

function* firstAnswer(plot: Plot, now: Standing): Scene {
  const { luck, general, template } = plot;
  const slow = luck.yes(0.015) ? luck.between(130, 500) : 0;
  const at = later(now.at, luck.between(5, 75) + slow);
  const text = luck.yes(0.6)
    ? template.reply
    : luck.pick(general.acknowledge).replace('{post}', plot.cast.byId(now.matter.owner.postId).nameZh);
  return yield* act(at, holder(plot, now.matter), { type: 'reply', text, means: luck.yes(0.3) ? 'phone' : 'message' });
}

/** 待企业补充: everything missing is asked for at once, and the clock stands until the answer or the agreed day. */
function* waitForCompany(plot: Plot, now: Standing): Scene {
  const { luck, words, general } = plot;
  const from = later(now.at, luck.between(20, 240));
  const resumeBy = endOfDayAfter(from, 5);
  const waiting = yield* act(from, holder(plot, now.matter), { type: 'wait', what: luck.pick(words.wait), resumeBy });
  if (luck.yes(0.08))
    return yield* act(resumeBy + luck.between(1, 9) * 1000, SYSTEM, {
      type: 'resume',
      reason: luck.pick(general.resume),
    });
  const at = Math.min(from + luck.between(2, 90) * HOUR, resumeBy - MINUTE);
  const text = luck.pick(general.supplement);
  return yield* act(daytime(at, waiting.at), company(plot), { type: 'supplement', text });
}

/** From the first answer to the proposal: visits, notes, progress, now and then an extension or a missed promise. */
function* work(plot: Plot, start: Standing): Scene {
  const { luck, subject } = plot;
  let now = start;
  const due = (): number => promisesOf({ subject, matter: now.matter }).resolve.dueAt ?? now.at;
  if (due() > later(now.at, 900) && luck.yes(0.012)) now = yield* extended(plot, now);
  const dueAt = due();
  const budget = Math.max(30, workingMinutesBetween(subject.channel === 'web' ? plot.raisedAt : now.at, dueAt));
  const late = luck.yes(0.009);
  const share = 0.12 + 0.8 * luck.next() ** 0.75;
  const used = workingMinutesBetween(plot.raisedAt, now.at);
  const target = late
    ? later(dueAt, luck.between(30, 540))
    : later(now.at, Math.min(share * budget, Math.max(15, budget - used - 5)));
  now = yield* busy(plot, now, { until: Math.max(target, later(now.at, 10)), dueAt, late });
  return yield* act(Math.max(target, later(now.at, 2)), holder(plot, now.matter), {
    type: 'propose',
    summary: plot.template.solution,
  });
}

function* extended(plot: Plot, now: Standing): Scene {
  const { luck, general } = plot;
  const at = later(now.at, luck.between(60, 400));
  return yield* act(at, holder(plot, now.matter), {
    type: 'extend',
    reason: luck.pick(general.extension),
    extraWorkingDays: 3 + luck.below(6),
  });
}

interface Stretch {
  readonly until: number;
  readonly dueAt: number;
  readonly late: boolean;
}

function* busy(plot: Plot, start: Standing, { until, dueAt, late }: Stretch): Scene {
  const { luck, general, words } = plot;
  let now = start;
  const span = workingMinutesBetween(start.at, until);
  const instants = Array.from({ length: 1 + luck.below(3) }, () =>
    later(start.at, luck.between(0.08, 0.9) * span),
  ).sort((a, b) => a - b);
  for (const [index, at] of instants.entries()) {
    if (at >= until) break;
    const actor = holder(plot, now.matter);
    if (index === 0 && luck.yes(0.55)) {
      now = yield* act(at, actor, { type: 'arrive', place: luck.pick(general.place) });
      now = yield* act(at + luck.between(10, 40) * MINUTE, actor, {
        type: 'reply',
        text: luck.pick(words.arrive),
        means: 'inPerson',
      });
    } else if (luck.yes(0.35)) now = yield* act(at, actor, { type: 'note', text: luck.pick(general.note) });
    else if (luck.yes(0.1))
      now = yield* act(daytime(at, now.at), company(plot), { type: 'nudge', text: luck.pick(general.nudge) });
    else
      now = yield* act(at, actor, {
        type: 'reply',
        text: luck.pick(general.progress),
        means: luck.yes(0.4) ? 'phone' : 'message',
      });
  }
  if (!late || !luck.yes(0.6)) return now;
  const at = Math.max(now.at + MINUTE, later(dueAt, luck.between(5, 25)));
  const arbiter = plot.cast.byId(now.matter.supervisorPostId);
  return yield* act(at, actorAt(arbiter, luck), { type: 'oversee', instruction: luck.pick(general.oversight) });
}
