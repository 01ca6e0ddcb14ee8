import type { Grade } from '@banfei/custody';
import { type Chance, weighted } from '../random.ts';
import { actorAt, SYSTEM } from './cast.ts';
import { act, company, daytime, holder, type Plot, type Scene, type Standing } from './plot.ts';
import { DAY, HOUR, later, MINUTE } from './time.ts';
import type { Story } from './walk.ts';

const GRADES = weighted<{ readonly grade: Grade; readonly weight: number }>(
  [
    { grade: 5, weight: 62 },
    { grade: 4, weight: 26 },
    { grade: 3, weight: 8 },
    { grade: 2, weight: 3 },
    { grade: 1, weight: 1 },
  ],
  ({ weight }) => weight,
);
const TAGS = ['fast', 'onSite', 'clear', 'oneTrip'] as const;

const SILENT = 0.2;
const NOT_YET = 0.07;

/** From the proposal to the end: the company has the last word, or says nothing. */
export function* endings(plot: Plot, proposed: Standing): Story {
  const { luck } = plot;
  const fate = luck.next();
  if (fate < SILENT) return yield* silence(plot, proposed);
  let now = proposed;
  if (fate < SILENT + NOT_YET) now = yield* notYet(plot, now);
  now = yield* solved(plot, now);
  if (luck.yes(0.52)) now = yield* rated(plot, now);
  if (luck.yes(0.02)) yield* reopened(plot, now);
}

/** Reminders at three and seven days, closing as unconfirmed at ten; never counted as satisfied. */
function* silence(plot: Plot, proposed: Standing): Story {
  const { luck } = plot;
  const soon = (): number => luck.between(1, 4) * MINUTE;
  yield* act(proposed.at + 3 * DAY + soon(), SYSTEM, { type: 'remind' });
  yield* act(proposed.at + 7 * DAY + soon(), SYSTEM, { type: 'remind' });
  const closed = yield* act(proposed.at + 10 * DAY + soon(), SYSTEM, { type: 'fallSilent' });
  if (luck.yes(0.05)) yield* rated(plot, closed);
}

function* notYet(plot: Plot, proposed: Standing): Scene {
  const { luck, general, template } = plot;
  const outcome = luck.yes(0.6) ? 'partly' : 'unsolved';
  const at = daytime(proposed.at + luck.between(0.5, 40) * HOUR, proposed.at);
  const back = yield* act(at, company(plot), {
    type: 'confirm',
    outcome,
    missing: luck.pick(general.missing),
  });
  const reply = later(back.at, luck.between(15, 120));
  const promised = yield* act(reply, holder(plot, back.matter), {
    type: 'reply',
    text: luck.pick(general.rework),
    means: 'phone',
  });
  const done = later(promised.at, luck.between(20, 160));
  return yield* act(done, holder(plot, promised.matter), { type: 'propose', summary: template.solution });
}

/** Hours until somebody looks: mostly the same or the next day, with a long tail. */
const reactionHours = (luck: Chance): number => Math.min(9.5 * 24, Math.exp(Math.log(14) + 1.15 * luck.normal()));

function* solved(plot: Plot, proposed: Standing): Scene {
  const { luck } = plot;
  let now = proposed;
  const at = daytime(proposed.at + reactionHours(luck) * HOUR, proposed.at);
  for (const days of [3, 7]) {
    const reminderAt = proposed.at + days * DAY + luck.between(1, 4) * MINUTE;
    if (reminderAt < at) now = yield* act(reminderAt, SYSTEM, { type: 'remind' });
  }
  return yield* act(Math.max(at, now.at + MINUTE), company(plot), { type: 'confirm', outcome: 'solved' });
}

function* rated(plot: Plot, closed: Standing): Scene {
  const { luck, general } = plot;
  const { grade } = GRADES(luck);
  const tags = grade >= 4 ? TAGS.filter(() => luck.yes(0.3)) : [];
  const words = luck.yes(0.25) ? { text: luck.pick(general.ratingTexts) } : {};
  return yield* act(closed.at + luck.between(0.5, 30) * MINUTE, company(plot), { type: 'rate', grade, tags, ...words });
}

/** 追问: back to the last owner under the same number, and solved for good. */
function* reopened(plot: Plot, closed: Standing): Story {
  const { luck, general, template } = plot;
  const at = daytime(closed.at + luck.between(2, 24) * DAY, closed.at);
  const again = yield* act(at, company(plot), { type: 'reopen', reason: luck.pick(general.reopen) });
  const owner = plot.cast.byId(again.matter.owner.postId);
  const answered = yield* act(later(again.at, luck.between(10, 90)), actorAt(owner, luck), {
    type: 'reply',
    text: luck.pick(general.rework),
    means: 'phone',
  });
  const done = later(answered.at, luck.between(100, 900));
  const proposed = yield* act(done, holder(plot, answered.matter), { type: 'propose', summary: template.solution });
  yield* solved(plot, proposed);
}
