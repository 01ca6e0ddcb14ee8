import { describe, expect, it } from 'vitest';
import {
  apply,
  audit,
  auditTenures,
  COMMAND_EVENTS,
  type CommandType,
  type CustodyLimits,
  DEFAULT_LIMITS,
  decide,
  fold,
  isOpen,
  type Matter,
  type MatterEvent,
  ownerAt,
  ROLES,
  TRANSITIONS,
} from '../src/index.ts';
import {
  actorOf,
  COMPANY,
  contextOf,
  fill,
  instants,
  legalMoves,
  raised,
  single,
  stepsOf,
  type World,
} from './world.ts';

/** A model: three posts, the third the arbiter, and the commands left out so that all states can be visited. */
interface Model {
  readonly name: string;
  readonly world: World;
  readonly without: readonly CommandType[];
}

function modelOf(name: string, limits: Partial<CustodyLimits>, without: readonly CommandType[]): Model {
  const world = { posts: ['A', 'B', 'C'], grounds: ['duty-7'], ruledAssistants: [] };
  return { name, world: { ...world, limits: { ...DEFAULT_LIMITS, ...limits } }, without };
}

/** The whole life with one offer, and the whole quarrel over custody with the bounds the product ships for returns. */
const LIFE = modelOf('life', { returnsBound: 1, ownershipBound: 2, offersBound: 1 }, []);
const NO_QUARREL: readonly CommandType[] = [
  ...(['succeed', 'reopen', 'extend', 'remind', 'rate', 'note', 'attach', 'link', 'nudge', 'oversee'] as const),
  ...(['arrive', 'reject', 'settleOnSpot', 'withdrawByCompany', 'fallSilent', 'resume'] as const),
];
const QUARREL = modelOf('quarrel', { returnsBound: 2, ownershipBound: 3, offersBound: 3 }, NO_QUARREL);
const REOPENS = 1;

interface Node {
  readonly matter: Matter;
  readonly event: MatterEvent;
  readonly parent: Node | null;
}

function history(node: Node): MatterEvent[] {
  const events: MatterEvent[] = [];
  for (let at: Node | null = node; at !== null; at = at.parent) events.push(at.event);
  return events.reverse();
}

/** What decides the future of a matter; times are left out, because the walk always may wait as long as it needs. */
function abstract(matter: Matter): string {
  const { state, owner, pendingOffer, returns, moves, needsArbiter, arbitratedAt, extensions, reopens } = matter;
  const spent = matter.offers
    .filter((o) => o.status === 'declined' || (o.status === 'accepted' && o.kind === 'handOver'))
    .map((o) => `${o.kind}${o.status}${o.fromPostId}${o.toPostId}`)
    .sort();
  return JSON.stringify([
    state,
    owner.postId,
    pendingOffer && [pendingOffer.kind, pendingOffer.fromPostId, pendingOffer.toPostId],
    [returns, moves, matter.offers.length, extensions.length, reopens],
    [needsArbiter, arbitratedAt !== null, matter.rating !== null, matter.proposal?.remindersSent ?? 0],
    [...new Set(spent)],
    matter.assistTenures
      .filter((t) => t.until === null)
      .map((t) => t.assistant.postId)
      .sort(),
  ]);
}

interface Explored {
  readonly nodes: readonly Node[];
  readonly pairs: ReadonlySet<string>;
  readonly refused: readonly string[];
  readonly transitions: number;
}

/** Breadth first through `decide`, until no new state appears. */
function explore(model: Model): Explored {
  const first = raised(model.world);
  const root: Node = { matter: fold([first]), event: first, parent: null };
  const seen = new Map<string, Node>([[abstract(root.matter), root]]);
  const pairs = new Set(['raise - none registered']);
  const refused: string[] = [];
  let transitions = 0;
  // A queue that grows while it is read.
  const queue = [root];
  for (const node of queue) {
    for (const { command, variant, context } of legalMoves(node.matter, model.world)) {
      if (model.without.includes(command.type)) continue;
      if (command.type === 'reopen' && node.matter.reopens >= REOPENS) continue;
      const decision = decide(node.matter, command, context);
      if (!decision.ok) {
        refused.push(`${command.type} ${decision.code}`);
        continue;
      }
      const event = single(decision.events);
      const matter = apply(node.matter, event);
      transitions += 1;
      pairs.add(`${command.type} ${variant ?? '-'} ${node.matter.state} ${matter.state}`);
      const key = abstract(matter);
      if (seen.has(key)) continue;
      const next = { matter, event, parent: node };
      seen.set(key, next);
      queue.push(next);
    }
  }
  return { nodes: [...seen.values()], pairs, refused, transitions };
}

/** The pairs of states that the table promises. */
function promisedPairs(model: Model): Set<string> {
  const rows = TRANSITIONS.filter((row) => !model.without.includes(row.command));
  return new Set(
    rows.flatMap(({ command, variant, from, to }) =>
      from.map((before) => `${command} ${variant ?? '-'} ${before} ${to === 'same' ? before : to}`),
    ),
  );
}

describe.each([LIFE, QUARREL])('every reachable state of the model "$name"', (model) => {
  const { limits } = model.world;
  const { nodes, pairs, refused, transitions } = explore(model);

  it('is enumerated completely, and every step that was offered is accepted', () => {
    console.log(`custody model ${model.name}: ${nodes.length} states, ${transitions} transitions, ${pairs.size} pairs`);
    expect(refused).toEqual([]);
    expect(nodes.length).toBeGreaterThan(5_000);
  });

  it('takes every pair of states that the table has for its commands, and no other', () => {
    expect([...pairs].sort()).toEqual([...promisedPairs(model)].sort());
  });

  it('has exactly one owner in every open state and none in a closed one', () => {
    const wrong = nodes.filter(({ matter }) => {
      const running = matter.tenures.filter((tenure) => tenure.until === null);
      const named = ownerAt(matter, matter.lastAt);
      if (!isOpen(matter)) return running.length !== 0 || named !== null;
      return running.length !== 1 || named !== matter.owner || running[0]?.owner !== matter.owner;
    });
    expect(wrong).toEqual([]);
  });

  it('gives the audit nothing to find on any path', () => {
    const found = nodes.flatMap((node) => {
      const events = history(node);
      return [...audit(events, limits), ...auditTenures(events, node.matter.tenures)];
    });
    expect(found).toEqual([]);
  });

  it('lets the company end the matter from every open state, so that no promise is stuck', () => {
    const open = nodes.filter(({ matter }) => isOpen(matter));
    const stuck = open.filter(({ matter }) => {
      const context = contextOf(COMPANY, 'company', matter.lastAt + 1, model.world);
      return !decide(matter, { type: 'confirm', outcome: 'solved' }, context).ok;
    });
    expect(stuck).toEqual([]);
  });

  it('refuses every command that is not among the next steps of the actor', () => {
    const leaks = new Set<string>();
    // Every seventh state, in a list that is ordered by distance, still holds all kinds of them.
    for (const { matter } of nodes.filter((_, i) => i % 7 === 0)) {
      for (const leak of leaksOf(matter, model.world)) leaks.add(leak);
    }
    expect([...leaks]).toEqual([]);
  });
});

/** Commands that were accepted although no role of the actor was offered them, soon and at the next threshold. */
function leaksOf(matter: Matter, world: World): string[] {
  const leaks: string[] = [];
  const asksForHelp = matter.pendingOffer?.kind === 'assist';
  for (const now of instants(matter, world.limits)) {
    for (const role of ROLES) {
      const actor = actorOf(matter, role);
      if (actor === null) continue;
      const context = contextOf(actor, role, now, world);
      const offered = stepsOf(matter, context);
      for (const { command, variant } of TRANSITIONS) {
        if (offered.has(command + (variant ?? ''))) continue;
        // Which kind an acceptance is of follows from the offer, so the other kind cannot even be asked for.
        if (command === 'accept' && asksForHelp !== (variant === 'assist')) continue;
        for (const filled of fill(matter, command, variant, { role, now, world })) {
          if (decide(matter, filled, context).ok) leaks.push(`${role} ${command} ${variant ?? ''} in ${matter.state}`);
        }
      }
    }
  }
  return leaks;
}

describe('the table', () => {
  it('has a line for every command and no line twice', () => {
    expect(new Set(TRANSITIONS.map((row) => row.command))).toEqual(new Set(Object.keys(COMMAND_EVENTS)));
    const lines = TRANSITIONS.flatMap((row) => row.from.map((from) => `${row.command} ${row.variant} ${from}`));
    expect(new Set(lines).size).toBe(lines.length);
  });
});
