import { describe, expect, it } from 'vitest';
import {
  type AuditCode,
  apply,
  audit,
  auditTenures,
  type CommandType,
  type DecideContext,
  decide,
  fold,
  type Matter,
  type MatterCommand,
  type MatterEvent,
} from '../src/index.ts';
import { actorOf, contextOf, fill, instants, pick, raised, seeded, WORLD, type World } from './world.ts';

/** An engine with one rule broken: it decides by a matter or a context that is not the true one. */
interface Mutant {
  readonly name: string;
  readonly blind?: (matter: Matter) => Matter;
  readonly lenient?: (context: DecideContext, command: MatterCommand, matter: Matter) => DecideContext;
  readonly damage?: (event: MatterEvent) => MatterEvent;
  readonly found: AuditCode;
}

const far = Number.MAX_SAFE_INTEGER;

const MUTANTS: readonly Mutant[] = [
  {
    name: 'accepts after the lapse',
    blind: (m) => ({ ...m, pendingOffer: m.pendingOffer && { ...m.pendingOffer, lapsesAt: far } }),
    found: 'ANSWER_AFTER_LAPSE',
  },
  {
    name: 'lapses before the time',
    blind: (m) => ({ ...m, pendingOffer: m.pendingOffer && { ...m.pendingOffer, lapsesAt: 0 } }),
    found: 'LAPSED_EARLY',
  },
  { name: 'forgets the pending offer', blind: (m) => ({ ...m, pendingOffer: null }), found: 'TWO_OFFERS_PENDING' },
  { name: 'does not count returns', blind: (m) => ({ ...m, returns: 0 }), found: 'RETURNS_BEYOND_BOUND' },
  {
    name: 'does not count moves',
    blind: (m) => ({ ...m, moves: 0, arbitratedAt: null, needsArbiter: true }),
    found: 'MOVES_BEYOND_BOUND',
  },
  { name: 'forgets the ruling', blind: (m) => ({ ...m, arbitratedAt: null }), found: 'HAND_OVER_AFTER_RULING' },
  {
    name: 'forgets the grounds',
    blind: (m) => ({ ...m, offers: m.offers.map((o) => ({ ...o, ground: '?' })) }),
    found: 'GROUND_REPEATED',
  },
  {
    name: 'lets anybody offer',
    lenient: (c, command, m) =>
      command.type === 'offer' ? { ...c, actor: { ...c.actor, postId: m.owner.postId } } : c,
    damage: (e) => (e.type === 'offered' ? { ...e, actor: { kind: 'officer', postId: 'stranger' } } : e),
    found: 'OFFER_NOT_BY_OWNER',
  },
  {
    name: 'lets a stranger accept',
    damage: (e) => (e.type === 'accepted' ? { ...e, actor: { kind: 'officer', postId: 'stranger' } } : e),
    found: 'ANSWER_BY_ANOTHER',
  },
  {
    name: 'hands a reopened matter to somebody else',
    damage: (e) => (e.type === 'reopened' ? { ...e, owner: { postId: 'Z', officerId: 'z' } } : e),
    found: 'REOPENED_TO_ANOTHER',
  },
  {
    name: 'takes a closed matter for an open one',
    blind: (m) => ({ ...m, state: 'inHand' }),
    found: 'CLOSED_MATTER_TOUCHED',
  },
  { name: 'forgets the rating', blind: (m) => ({ ...m, rating: null }), found: 'RATED_TWICE' },
  { name: 'does not count extensions', blind: (m) => ({ ...m, extensions: [] }), found: 'EXTENSIONS_BEYOND_BOUND' },
  {
    name: 'extends after the due time',
    damage: (e) => (e.type === 'extended' ? { ...e, dueAt: e.at } : e),
    found: 'EXTENDED_AFTER_DUE',
  },
  {
    name: 'reminds and closes too soon',
    blind: (m) => ({ ...m, proposal: m.proposal && { ...m.proposal, quietSince: 0 } }),
    found: 'SILENCE_CUT_SHORT',
  },
  {
    name: 'numbers with a gap',
    damage: (e) => ({ ...e, seq: e.seq > 3 ? e.seq + 1 : e.seq }),
    found: 'SEQ_GAP',
  },
  {
    name: 'writes with a clock that stands',
    damage: (e) => ({ ...e, at: raised(WORLD).at }),
    found: 'TIME_NOT_INCREASING',
  },
];

/** Histories of a broken engine. The matter is folded from what it decided, the events are kept as it wrote them. */
function histories(mutant: Mutant, walks: number): MatterEvent[][] {
  const random = seeded(7);
  return Array.from({ length: walks }, () => {
    const first = raised(WORLD);
    const events = [first];
    let matter = fold(events);
    for (let step = 0; step < 150; step += 1) {
      const event = attempt(matter, mutant, random);
      if (event === undefined) continue;
      matter = apply(matter, event);
      events.push(mutant.damage?.(event) ?? event);
    }
    return events;
  });
}

/** Mostly the quarrel, so that walks live long enough to break its bounds; the rest comes up often enough. */
const COMMANDS: readonly CommandType[] = [
  ...(['offer', 'accept', 'decline', 'lapse', 'arbitrate', 'reopen'] as const).flatMap((type) => [
    type,
    type,
    type,
    type,
  ]),
  ...(['withdraw', 'extend', 'propose', 'confirm', 'remind', 'fallSilent', 'rate', 'settleOnSpot'] as const),
];
const ROLES = ['owner', 'target', 'arbiter', 'company', 'system'] as const;

function attempt(matter: Matter, mutant: Mutant, random: () => number): MatterEvent | undefined {
  const type = pick(COMMANDS, random()) ?? 'reply';
  const role = pick(ROLES, random()) ?? 'owner';
  const now = pick(instants(matter, WORLD.limits), random()) ?? matter.lastAt;
  const seen = mutant.blind?.(matter) ?? matter;
  const actor = actorOf(seen, role);
  if (actor === null) return undefined;
  const world: World = WORLD;
  const command = pick(
    fill(seen, type, pick(['handOver', 'whole', null] as const, random()) ?? null, { role, now, world }),
    random(),
  );
  if (command === undefined) return undefined;
  const honest = contextOf(actor, role, now, world);
  const decision = decide(seen, command, mutant.lenient?.(honest, command, matter) ?? honest);
  return decision.ok ? decision.events[0] : undefined;
}

describe('an engine with one broken rule', () => {
  it.each(MUTANTS)('that $name is caught as $found', (mutant) => {
    const codes = new Set(histories(mutant, 300).flatMap((events) => audit(events).map((violation) => violation.code)));
    expect([...codes]).toContain(mutant.found);
  });

  it('is told apart from the true one, on the same walks', () => {
    const sound = histories({ name: 'the true engine', found: 'SEQ_GAP' }, 300);
    expect(sound.flatMap((events) => audit(events))).toEqual([]);
    expect(sound.flatMap((events) => auditTenures(events, fold(events).tenures))).toEqual([]);
  });

  it('that ends tenures a millisecond early or late is caught by the stored tenures', () => {
    const moved = histories({ name: 'the true engine', found: 'TENURE_GAP' }, 50).filter(
      (events) => fold(events).tenures.length > 1,
    );
    expect(moved.length).toBeGreaterThan(10);
    for (const events of moved) {
      const { tenures } = fold(events);
      const shifted = (by: number) => tenures.map((t) => ({ ...t, until: t.until === null ? null : t.until + by }));
      expect(auditTenures(events, shifted(-1)).map((v) => v.code)).toContain('TENURE_GAP');
      const late = auditTenures(events, shifted(1)).map((v) => v.code);
      expect(late.some((code) => code === 'TENURE_OVERLAP' || code === 'TENURE_OUTSIDE_OPEN_TIME')).toBe(true);
    }
  });
});
