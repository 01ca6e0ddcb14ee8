import type { NewEvent, NewMember, NewPlatform, NewSeats } from '../../modules/platforms/index.ts';
import type { Happening } from '../../platform/chronicle.ts';
import { DAY, dayAt, plusDays, startOfDay } from '../../platform/days.ts';
import { EXCHANGE_BEGAN } from './exchange.ts';
import { chance, demoId } from './random.ts';

/** The two platforms that the article names, with invented members and events. */
export interface PlatformsOfDemo {
  readonly platforms: readonly NewPlatform[];
  readonly members: readonly NewMember[];
  readonly events: readonly NewEvent[];
  /** Seats at events that are over. */
  readonly seats: readonly NewSeats[];
  readonly happenings: readonly Happening[];
}

const DEMO_PURPOSE = { zh: '演示：成员和活动都是编的', en: 'Demo: members and events are invented' };
const NAMED = [
  {
    slug: 'makers-rainbow-bridge',
    name: { zh: '创客彩虹桥', en: 'Makers’ Rainbow Bridge' },
    programmes: [{ zh: '路演', en: 'Pitches' }],
    titles: ['项目路演（演示）', '创业沙龙（演示）', '导师接待日（演示）'],
  },
  {
    slug: 'innovation-alliance',
    name: { zh: '科创联盟', en: 'Innovation Alliance' },
    programmes: [{ zh: '联合攻关', en: 'Joint research' }],
    titles: ['仪器共享开放日（演示）', '成果对接会（演示）', '知识产权讲座（演示）'],
  },
] as const;

/** Half past two in the afternoon in Hangzhou, so many days from now. */
const afternoon = (now: number, days: number): number => startOfDay(plusDays(dayAt(now), days)) + 14.5 * 3_600_000;

/** Who came to an event that is over: members of its platform, until the room is full. */
function seatsOf(seed: number, event: NewEvent, members: readonly NewMember[]): readonly NewSeats[] {
  const luck = chance(seed, 'seats', event.id);
  const guests = members.filter(({ platformId }) => platformId === event.platformId).filter(() => luck.yes(0.35));
  let left = event.capacity;
  return guests.flatMap(({ unitId }, at): NewSeats[] => {
    const seats = 1 + luck.below(3);
    if (seats > left) return [];
    left -= seats;
    const seatId = demoId(EXCHANGE_BEGAN, chance(seed, 'seats', event.id, unitId));
    const attended = luck.yes(0.9) ? seats : seats - 1;
    return [
      { id: seatId, eventId: event.id, unitId, seats, attended, queued: at + 1, askedAt: event.startsAt - 5 * DAY },
    ];
  });
}

/** Platforms with members from among the units of the exchange, and events in the weeks past and to come. */
export function platformsOf(seed: number, now: number, unitIds: readonly string[]): PlatformsOfDemo {
  const id = (...name: (string | number)[]): string => demoId(EXCHANGE_BEGAN, chance(seed, 'platforms', ...name));
  const platforms = NAMED.map(({ slug, name, programmes }) => ({
    id: id(slug),
    slug,
    name,
    purpose: DEMO_PURPOSE,
    programmes: programmes.map((title) => ({ id: id(slug, title.en), title })),
  }));
  const members = platforms.flatMap(({ id: platformId, slug }) =>
    unitIds
      .filter((unitId) => chance(seed, slug, unitId).yes(0.5))
      .map((unitId) => ({ id: id(slug, unitId), platformId, unitId, since: '2025-10-09' })),
  );
  const eventOf = (place: number, index: number, days: number): NewEvent => {
    const { slug, titles } = NAMED[place] ?? NAMED[0];
    const title = titles[index] ?? titles[0];
    const startsAt = afternoon(now, days);
    return {
      id: id(slug, title, days > 0 ? 'ahead' : days),
      platformId: platforms[place]?.id ?? '',
      programmeId: platforms[place]?.programmes[0]?.id ?? null,
      title,
      place: `演示厅 ${index + 1} 号`,
      startsAt,
      endsAt: startsAt + 2 * 3_600_000,
      capacity: [40, 12, 80][index] ?? 40,
    };
  };
  const ahead = [0, 1].flatMap((place) => [0, 1, 2].map((index) => eventOf(place, index, 6 + 5 * index + place)));
  // One a fortnight on each platform back for two months; who came is on record.
  const past = [0, 1].flatMap((place) =>
    [0, 1, 2, 3, 4].map((turn) => eventOf(place, turn % 3, -(9 + 14 * turn + 3 * place))),
  );
  const events = [...past, ...ahead];
  const seats = past.flatMap((event) => seatsOf(seed, event, members));
  const happening = (subject: string, subjectId: string, type: string, payload: object): Happening => ({
    subject,
    subjectId,
    seq: 1,
    at: EXCHANGE_BEGAN,
    type,
    by: null,
    payload: { ...payload },
  });
  return {
    platforms,
    members,
    events,
    seats,
    happenings: [
      ...members.map(({ id: memberId, ...payload }) => happening('member', memberId, 'joined', payload)),
      ...events.map(({ id: eventId, ...payload }) => happening('gathering', eventId, 'published', payload)),
      ...seats.map(({ id: seatsId, ...payload }) => happening('seats', seatsId, 'loaded', payload)),
    ],
  };
}
