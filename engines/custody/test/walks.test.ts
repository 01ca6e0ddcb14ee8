import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountableSpans,
  apply,
  audit,
  auditTenures,
  type CommandType,
  checkVersion,
  DAY_MS,
  decide,
  fold,
  isOpen,
  isPausedAt,
  type Matter,
  type MatterEvent,
  openSpans,
  ownerAt,
  type Role,
  type Variant,
} from '../src/index.ts';
import {
  actorOf,
  contextOf,
  fill,
  legalMoves,
  must,
  pick,
  raised,
  seeded,
  single,
  WORLD,
  type World,
} from './world.ts';

/** A legal history: each number chooses one of the commands that are legal at that point. */
function historyOf(choices: readonly number[], world: World = WORLD): MatterEvent[] {
  const first = raised(world);
  const events = [first];
  let matter = fold(events);
  for (const choice of choices) {
    const move = pick(legalMoves(matter, world), choice);
    if (move === undefined) break;
    const event = must(matter, move);
    events.push(event);
    matter = apply(matter, event);
  }
  return events;
}

const chances = fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { maxLength: 60 });

describe('any legal history', () => {
  it('gives the audit nothing to find', () => {
    fc.assert(
      fc.property(chances, (choices) => {
        const events = historyOf(choices);
        expect(audit(events)).toEqual([]);
        expect(auditTenures(events, fold(events).tenures)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('replays to the same matter as the one that grew event by event', () => {
    fc.assert(
      fc.property(chances, (choices) => {
        const events = historyOf(choices);
        const grown = events.slice(1).reduce(apply, fold(events.slice(0, 1)));
        expect(fold(events)).toEqual(grown);
        // A stored history is JSON, and means the same after it has been written and read.
        expect(fold(JSON.parse(JSON.stringify(events)))).toEqual(grown);
        expect(grown.version).toBe(events.length);
        expect(checkVersion(grown, events.length)).toEqual({ ok: true });
      }),
      { numRuns: 200 },
    );
  });

  it('has tenures that add up to the time the matter was open', () => {
    fc.assert(
      fc.property(chances, fc.nat(40 * DAY_MS), (choices, later) => {
        const events = historyOf(choices);
        const matter = fold(events);
        const asOf = matter.lastAt + later;
        const owned = accountableSpans(matter, asOf).reduce((sum, span) => sum + span.durationMs, 0);
        expect(owned).toBe(openTime(events, asOf));
        const open = openSpans(matter).reduce((sum, span) => sum + ((span.until ?? asOf) - span.from), 0);
        expect(open).toBe(owned);
      }),
      { numRuns: 200 },
    );
  });

  it('names one owner at every instant of it, the giver up to the last millisecond before the taker', () => {
    fc.assert(
      fc.property(chances, (choices) => {
        const events = historyOf(choices);
        const matter = fold(events);
        for (const [i, event] of events.entries()) {
          const then = fold(events.slice(0, i + 1));
          expect(ownerAt(matter, event.at)).toEqual(isOpen(then) ? then.owner : null);
          const before = i === 0 ? null : fold(events.slice(0, i));
          expect(ownerAt(matter, event.at - 1)).toEqual(before !== null && isOpen(before) ? before.owner : null);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has its clock stand exactly while the company is waited for or the matter is closed', () => {
    fc.assert(
      fc.property(chances, (choices) => {
        const events = historyOf(choices);
        const matter = fold(events);
        for (const [i, event] of events.entries()) {
          const { state } = fold(events.slice(0, i + 1));
          expect(isPausedAt(matter, event.at)).toBe(state !== 'registered' && state !== 'inHand');
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Open time counted from the events alone, as an oracle: from raising or reopening to the closing. */
function openTime(events: readonly MatterEvent[], asOf: number): number {
  let sum = 0;
  let since: number | null = null;
  for (const event of events) {
    if (event.type === 'raised' || event.type === 'reopened') since = event.at;
    const solved = event.type === 'confirmed' && event.outcome === 'solved';
    const ends = ['fellSilent', 'settledOnSpot', 'withdrawnByCompany', 'rejected'].includes(event.type) || solved;
    if (ends && since !== null) {
      sum += event.at - since;
      since = null;
    }
  }
  return since === null ? sum : sum + asOf - since;
}

const WALKS = 100_000;
/** Fewer offers than the product allows: the walks meet every bound, and there can be more of them. */
const TIGHT: World = { ...WORLD, limits: { ...WORLD.limits, offersBound: 5 } };

describe('a quarrel over custody', () => {
  it(`ends within its bounds in ${WALKS} random walks`, () => {
    const { returnsBound, ownershipBound, offersBound } = TIGHT.limits;
    // Every offer has one answer, and every ruling is a move.
    const longest = 2 * offersBound + ownershipBound;
    const random = seeded(20_260_401);
    const first = raised(TIGHT);
    const seen = { steps: 0, longest: 0, returns: 0, moves: 0 };
    const overrun: string[] = [];
    for (let walk = 0; walk < WALKS; walk += 1) {
      const { matter, events } = quarrel(first, random, longest);
      const steps = events.length - 1;
      seen.steps += steps;
      seen.longest = Math.max(seen.longest, steps);
      seen.returns = Math.max(seen.returns, matter.returns);
      seen.moves = Math.max(seen.moves, matter.moves);
      if (steps > longest) overrun.push(`walk ${walk} still moves after ${longest} steps`);
      if (matter.returns > returnsBound || matter.moves > ownershipBound) overrun.push(`walk ${walk} breaks a bound`);
      if (audit(events, TIGHT.limits).length > 0) overrun.push(`walk ${walk} has findings`);
    }
    console.log(`custody walks: ${seen.steps} steps, longest ${seen.longest} of ${longest}, ${JSON.stringify(seen)}`);
    expect(overrun).toEqual([]);
    // The walks were long enough to press against the bounds.
    expect(seen).toMatchObject({ returns: returnsBound, moves: ownershipBound });
  }, 120_000);
});

/** The quarrel's own steps, without the cost of listing everything else: who takes each, and in which variant. */
const STEPS: readonly (readonly [Role, CommandType, Variant | null])[] = [
  ['owner', 'offer', 'handOver'],
  ['owner', 'offer', 'assist'],
  ['owner', 'withdraw', null],
  ['target', 'accept', 'whole'],
  ['target', 'accept', 'part'],
  ['target', 'decline', null],
  ['arbiter', 'arbitrate', null],
  ['system', 'lapse', null],
];

/** Beginning anywhere among the steps, the first that is legal; none is when the quarrel is over. */
function nextQuarrel(matter: Matter, random: () => number): MatterEvent | undefined {
  const asked = matter.pendingOffer;
  const now = asked !== null && random() < 0.3 ? asked.lapsesAt : matter.lastAt + 60_000;
  const begin = Math.floor(random() * STEPS.length);
  for (let i = 0; i < STEPS.length; i += 1) {
    const [role, type, variant] = STEPS[(begin + i) % STEPS.length] ?? ['owner', 'offer', null];
    const actor = actorOf(matter, role);
    if (actor === null || (type === 'offer' && asked !== null)) continue;
    const filled = pick(fill(matter, type, variant, { role, now, world: TIGHT }), random());
    const decision = filled && decide(matter, filled, contextOf(actor, role, now, TIGHT));
    if (decision?.ok) return single(decision.events);
  }
  return undefined;
}

function quarrel(first: MatterEvent, random: () => number, longest: number): { matter: Matter; events: MatterEvent[] } {
  const events = [first];
  let matter = fold(events);
  // One step more than the bound allows is looked for, so that an endless quarrel would be seen.
  while (events.length <= longest + 1) {
    const event = nextQuarrel(matter, random);
    if (event === undefined) break;
    events.push(event);
    matter = apply(matter, event);
  }
  return { matter, events };
}
