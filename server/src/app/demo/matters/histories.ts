import {
  currentCalendar,
  currentPolicy,
  type MatterFile,
  type Subject,
  scatter,
  titleOf,
} from '../../../modules/matters/index.ts';
import { type Chance, chance, demoId, weighted } from '../random.ts';
import { demoPhone, type Staff } from '../staff.ts';
import { matterWords } from '../vocabulary.ts';
import { type Cast, castOf } from './cast.ts';
import type { Clients } from './clients.ts';
import type { Draft } from './draft.ts';
import type { Plot } from './plot.ts';
import { scenes } from './scenes.ts';
import { life } from './story.ts';
import { DAY, dayStart, HOUR, isWorked, MINUTE, monthOf } from './time.ts';
import { happen } from './walk.ts';

/** Matters of a year in a district of 70,000 companies. */
export const MATTER_COUNT = 6500;

const DAYS = 365;

export interface YearOptions {
  readonly seed: number;
  readonly now: number;
  readonly count: number;
  readonly staff: Staff;
  readonly clients: Clients;
}

export interface Year {
  readonly files: readonly MatterFile[];
  /** How many numbers of each monthly series are taken. */
  readonly taken: ReadonlyMap<string, number>;
}

/**
 * A year of matters that ends at `now`. Everything is decided by the seed and the local day; the hour decides only how
 * much of it has happened, so a district that is loaded later the same day tells the same stories further.
 */
export function yearOf(options: YearOptions): Year {
  const { seed, now, staff, clients } = options;
  const cast = castOf(staff);
  const today = dayStart(now);
  const ordinary = raisingInstants(seed, today, options.count).map((raisedAt, index) =>
    ordinaryDraft(chance(seed, 'matter', today, index), raisedAt, cast, clients),
  );
  const taken = new Map<string, number>();
  const past = ordinary.filter(({ raisedAt }) => raisedAt <= now);
  const told = past.map((draft) => {
    const month = monthOf(draft.raisedAt);
    const count = taken.get(month) ?? 0;
    taken.set(month, count + 1);
    return toldUntil(now, draft, subjectOf(draft, `QY-${month}-${scatter(count)}`, cast), cast);
  });
  const staged = scenes({ seed, now, cast, clients }).map((draft, index) => {
    const number = `QY-${monthOf(draft.raisedAt)}-${scatter(SCENE_NUMBERS_FROM + index)}`;
    return toldUntil(now, draft, subjectOf(draft, number, cast), cast);
  });
  const files = [...told, ...staged].flatMap((file) => file ?? []);
  return { files: files.sort((a, b) => a.matter.raisedAt - b.matter.raisedAt), taken };
}

/** Scenes move with the hour; numbers of their own keep them from renumbering the ordinary matters of the day. */
const SCENE_NUMBERS_FROM = 90_000;

function toldUntil(now: number, draft: Draft, subject: Subject, cast: Cast): MatterFile | null {
  const words = matterWords();
  const { client, raisedAt, firstAsked, template, luck } = draft;
  const remit = words.categories[template.category];
  if (remit === undefined) throw new Error(`data/demo/matters.json has no words for ${template.category}`);
  const plot: Plot = {
    subject,
    raisedAt,
    firstAsked,
    team: client.areaNumber === null ? null : cast.team(client.areaNumber),
    template,
    words: remit,
    general: words.general,
    cast,
    luck,
    clientAccountId: client.account.id,
  };
  return happen(subject, draft.tell(plot), now);
}

/** When matters are raised: mostly in working hours, more of them towards the end as more companies know the way. */
function raisingInstants(seed: number, today: number, count: number): readonly number[] {
  const days = Array.from({ length: DAYS }, (_, index) => {
    const start = today - (DAYS - 1 - index) * DAY;
    return { start, worked: isWorked(start + 12 * HOUR), age: index / DAYS };
  });
  const day = weighted(days, ({ worked, age }) => (worked ? 1 : 0.05) * (0.72 + 0.5 * age + (age > 0.93 ? 0.55 : 0)));
  const instants = Array.from({ length: count }, (_, index) => {
    const luck = chance(seed, 'raise', today, index);
    return day(luck).start + minuteOfDay(luck) * MINUTE + luck.below(60_000);
  });
  return instants.sort((a, b) => a - b);
}

const HOURS = weighted(
  [
    [7, 2],
    [8, 4],
    [9, 16],
    [10, 18],
    [11, 11],
    [12, 3],
    [13, 9],
    [14, 15],
    [15, 13],
    [16, 11],
    [17, 5],
    [18, 2],
    [19, 2],
    [20, 2],
    [21, 1],
  ].map(([hour = 0, weight = 0]) => ({ hour, weight })),
  ({ weight }) => weight,
);

const minuteOfDay = (luck: Chance): number => HOURS(luck).hour * 60 + luck.below(60);

const TEMPLATES = weighted(matterWords().templates, ({ category }) =>
  category.startsWith('park') || category.startsWith('policy') ? 1.5 : 1,
);

function ordinaryDraft(luck: Chance, raisedAt: number, cast: Cast, clients: Clients): Draft {
  const client = clients.draw(luck);
  const atCounter = isWorked(raisedAt) && isOfficeHour(raisedAt) && luck.yes(0.4);
  const channel = atCounter ? (luck.yes(0.65) ? 'counter' : 'phone') : 'web';
  const firstAsked =
    channel === 'web' && client.areaNumber !== null ? cast.team(client.areaNumber) : cast.counter(luck.below(8));
  return { raisedAt, client, channel, firstAsked, template: TEMPLATES(luck), luck, tell: life };
}

function isOfficeHour(at: number): boolean {
  const minute = (at - dayStart(at)) / MINUTE;
  return (minute >= 9 * 60 && minute < 12 * 60) || (minute >= 13 * 60 && minute < 17 * 60 + 15);
}

function subjectOf(draft: Draft, number: string, cast: Cast): Subject {
  const { client, channel, firstAsked, template, luck, raisedAt } = draft;
  const text = filled(template.text, luck);
  const general = matterWords().general;
  return {
    id: demoId(raisedAt, luck),
    number,
    queryCode: String(luck.below(1_000_000)).padStart(6, '0'),
    firmId: client.firm.id,
    siteId: null,
    areaNumber: client.areaNumber,
    channel,
    category: template.category,
    title: titleOf(text),
    text,
    place: client.firm.sites[0]?.address ?? '',
    contactName: luck.pick(general.contacts),
    contactPhone: demoPhone(700 + luck.below(300)),
    raisedBy: channel === 'web' ? client.account.id : (firstAsked.officerId ?? client.account.id),
    supervisorId: cast.supervisorId(firstAsked),
    calendarVersion: currentCalendar.version,
    policyVersion: currentPolicy().version,
  };
}

/** Numbers in a text are small and plausible: days, pieces, floors. */
const filled = (text: string, luck: Chance): string =>
  text.replaceAll('{n}', () => String(2 + luck.below(5))).replaceAll('{floor}', () => String(3 + luck.below(9)));
