import type { NewPost } from '../../../modules/posts/index.ts';
import { chance } from '../random.ts';
import { type SceneTemplate, sceneWords } from '../vocabulary.ts';
import { actorAt, type Cast, SYSTEM } from './cast.ts';
import type { Client, Clients } from './clients.ts';
import type { Draft } from './draft.ts';
import { offer, pendingId, QUICKLY, taken } from './offers.ts';
import { act, company, holder, type Plot, type Scene, type Standing } from './plot.ts';
import { raise } from './story.ts';
import { earlier, later, MINUTE } from './time.ts';
import type { Story } from './walk.ts';

export interface Stage {
  readonly seed: number;
  readonly now: number;
  readonly cast: Cast;
  readonly clients: Clients;
}

/** Working minutes of a day, and of the two longer promises. */
const WORK_DAY = 450;
const ORDINARY = 5 * WORK_DAY;
const COMPLEX = 15 * WORK_DAY;

/** The area of the first story, and a neighbor that asks a department for help. */
const STORY_AREA = 27;
const ASKING_AREA = 12;

interface Part {
  readonly name: string;
  readonly client: Client;
  /** Working minutes before the present at which it is raised. */
  readonly ago: number;
  readonly channel: Draft['channel'];
  readonly firstAsked: NewPost;
  readonly tell: (plot: Plot, words: SceneTemplate) => Story;
}

/**
 * Matters that stand in a certain light at the present, whatever the hour: an offer that still runs, a proposal that
 * waits for its company, promises that were missed an hour ago. They are what the first minutes of a visitor show.
 */
export function scenes(stage: Stage): readonly Draft[] {
  const words = sceneWords();
  return parts(stage).map(({ name, client, ago, channel, firstAsked, tell }): Draft => {
    const template = words[name];
    if (template === undefined) throw new Error(`data/demo/scenes.json has no scene ${name}`);
    const luck = chance(stage.seed, 'scene', name);
    return {
      raisedAt: earlier(stage.now, ago),
      client,
      channel,
      firstAsked,
      template,
      luck,
      tell: (plot) => tell(plot, template),
    };
  });
}

function parts({ seed, now, cast, clients }: Stage): readonly Part[] {
  const luck = chance(seed, 'scenes');
  const [lanjian, qiheng, zhiwei] = clients.heroes;
  if (lanjian === undefined || qiheng === undefined || zhiwei === undefined) throw new Error('the demo lost a hero');
  const team = (client: Client): NewPost =>
    client.areaNumber === null ? cast.counter(0) : cast.team(client.areaNumber);
  const other = (area: number): Client => clients.inArea(area, luck);
  const [neighbor, asking, burning, schooling, guest] = [
    other(STORY_AREA),
    other(ASKING_AREA),
    other(41),
    other(9),
    other(33),
  ];
  const web = (name: string, client: Client, ago: number, tell: Part['tell']): Part => ({
    name,
    client,
    ago,
    channel: 'web',
    firstAsked: team(client),
    tell,
  });
  const before = (minutes: number): number => earlier(now, minutes);
  return [
    {
      name: 'lift',
      client: lanjian,
      ago: 1320,
      channel: 'counter',
      firstAsked: cast.counter(0),
      tell: (plot, words) => liftStory(plot, words, before(35)),
    },
    web('network', lanjian, 1000, (plot, words) => proposedStory(plot, words, before(80))),
    web('patent', lanjian, 5200, (plot, words) => settledStory(plot, words)),
    web('space', qiheng, COMPLEX + WORK_DAY + 230, (plot, words) => overdueStory(plot, words)),
    web('loan', zhiwei, ORDINARY + WORK_DAY + 60, (plot, words) => overdueStory(plot, words)),
    web('residence', guest, ORDINARY + WORK_DAY + 15, (plot, words) => overdueStory(plot, words)),
    {
      name: 'shuttle',
      client: neighbor,
      ago: 32,
      channel: 'counter',
      firstAsked: cast.counter(0),
      tell: (plot, words) => offeredStory(plot, words, { at: before(22), to: cast.team(STORY_AREA) }),
    },
    web('forklift', asking, 170, (plot, words) => offeredStory(plot, words, { at: before(50), to: cast.post('D01') })),
    web('fire', burning, 320, (plot, words) => unansweredStory(plot, words, before(190))),
    web('school', schooling, 420, (plot, words) => unansweredStory(plot, words, before(150))),
  ];
}

const officer = (plot: Plot, standing: Standing) => holder(plot, standing.matter);

function* replied(plot: Plot, now: Standing, text: string, after: number): Scene {
  return yield* act(later(now.at, after), officer(plot, now), { type: 'reply', text, means: 'message' });
}

function* visited(plot: Plot, now: Standing, text: string, after: number): Scene {
  const there = yield* act(later(now.at, after), officer(plot, now), { type: 'arrive', place: plot.subject.place });
  return yield* act(there.at + 12 * MINUTE, officer(plot, there), { type: 'reply', text, means: 'inPerson' });
}

/** Counter asked first, team took over, was there, and now asks the department: its answer is awaited. */
function* liftStory(plot: Plot, words: SceneTemplate, askedAt: number): Story {
  const raised = yield* raise(plot);
  const team = plot.team ?? plot.firstAsked;
  const offered = yield* offer(
    plot,
    { ...raised, at: later(raised.at, 5) },
    { kind: 'handOver', to: team, ask: plot.subject.title },
  );
  let now = yield* taken(plot, offered, team, QUICKLY);
  now = yield* replied(plot, now, words.reply, 12);
  now = yield* act(later(now.at, 160), company(plot), { type: 'supplement', text: words.supplement });
  now = yield* visited(plot, now, words.arrive, 130);
  now = yield* replied(plot, now, words.progress ?? words.reply, 330);
  yield* offer(
    plot,
    { ...now, at: Math.max(askedAt, now.at + MINUTE) },
    { kind: 'assist', to: plot.cast.department(plot.subject.category), ask: words.ask },
  );
}

/** Done, and put to the company: its word is awaited. */
function* proposedStory(plot: Plot, words: SceneTemplate, proposedAt: number): Story {
  let now = yield* replied(plot, yield* raise(plot), words.reply, 26);
  now = yield* visited(plot, now, words.arrive, 300);
  now = yield* act(later(now.at, 60), company(plot), { type: 'supplement', text: words.supplement });
  yield* act(Math.max(proposedAt, now.at + MINUTE), officer(plot, now), { type: 'propose', summary: words.solution });
}

/** A matter as it should be: taken up at once, done in two days, confirmed and rated. */
function* settledStory(plot: Plot, words: SceneTemplate): Story {
  let now = yield* replied(plot, yield* raise(plot), words.reply, 18);
  now = yield* act(later(now.at, 40), company(plot), { type: 'supplement', text: words.supplement });
  now = yield* visited(plot, now, words.arrive, 200);
  now = yield* act(later(now.at, 420), officer(plot, now), { type: 'propose', summary: words.solution });
  now = yield* act(later(now.at, 75), company(plot), { type: 'confirm', outcome: 'solved' });
  yield* act(now.at + 2 * MINUTE, company(plot), { type: 'rate', grade: 5, tags: ['fast', 'clear'] });
}

/** In hand with the department, visited, answered, and past its time. */
function* overdueStory(plot: Plot, words: SceneTemplate): Story {
  let now = yield* replied(plot, yield* raise(plot), words.reply, 40);
  const department = plot.cast.department(plot.subject.category);
  now = yield* taken(
    plot,
    yield* offer(plot, { ...now, at: later(now.at, 60) }, { kind: 'handOver', to: department, ask: words.ask }),
    department,
  );
  now = yield* act(later(now.at, 200), company(plot), { type: 'supplement', text: words.supplement });
  yield* visited(plot, now, words.arrive, 500);
}

/** Offered a moment ago: the target sees it in its inbox and the clock of the offer runs. */
function* offeredStory(
  plot: Plot,
  words: SceneTemplate,
  { at, to }: { readonly at: number; readonly to: NewPost },
): Story {
  const raised = yield* raise(plot);
  yield* offer(plot, { ...raised, at: Math.max(at, raised.at + MINUTE) }, { kind: 'handOver', to, ask: words.ask });
}

/** Offered, unanswered for two hours: still the giver's, and the supervising post is called. */
function* unansweredStory(plot: Plot, words: SceneTemplate, offeredAt: number): Story {
  const now = yield* replied(plot, yield* raise(plot), words.reply, 20);
  const to = plot.cast.department(plot.subject.category);
  const offered = yield* offer(
    plot,
    { ...now, at: Math.max(offeredAt, now.at + MINUTE) },
    { kind: 'handOver', to, ask: words.ask },
  );
  const lapsesAt = offered.matter.pendingOffer?.lapsesAt ?? offered.at;
  const lapsed = yield* act(lapsesAt + 9000, SYSTEM, { type: 'lapse', offerId: pendingId(offered.matter) });
  yield* act(lapsed.at + MINUTE, actorAt(plot.cast.byId(lapsed.matter.owner.postId), plot.luck), {
    type: 'note',
    text: plot.general.note[0] ?? words.reply,
  });
}
