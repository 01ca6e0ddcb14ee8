/** A small world to play matters in: every legal command of every role, filled in, and a seeded way to choose. */
import {
  type Actor,
  type CommandType,
  type CustodyLimits,
  DAY_MS,
  DEFAULT_LIMITS,
  type DecideContext,
  decide,
  groundUsed,
  type Matter,
  type MatterCommand,
  type MatterEvent,
  nextSteps,
  type Owner,
  ROLES,
  type Role,
  rolesOf,
  type Variant,
} from '../src/index.ts';

export const START = 1_764_000_000_000;
export const HOUR_MS = 3_600_000;

export interface World {
  readonly posts: readonly string[];
  readonly grounds: readonly string[];
  /** Posts that every ruling names as assistants. */
  readonly ruledAssistants: readonly string[];
  readonly limits: CustodyLimits;
}

export const WORLD: World = {
  posts: ['A', 'B', 'C', 'D'],
  grounds: ['duty-7', 'duty-9'],
  ruledAssistants: ['B'],
  limits: DEFAULT_LIMITS,
};

export interface Move {
  readonly command: MatterCommand;
  readonly variant: Variant | null;
  readonly context: DecideContext;
}

export const holder = (postId: string): Owner => ({ postId, officerId: `${postId}-officer` });
export const officer = (postId: string): Actor => ({ kind: 'officer', postId, accountId: `${postId}-account` });
export const COMPANY: Actor = { kind: 'company', accountId: 'firm' };
export const SYSTEM: Actor = { kind: 'system' };

/** Somebody who plays the role, or null when nobody does. */
export function actorOf(matter: Matter, role: Role): Actor | null {
  const assistant = matter.assistTenures.find((tenure) => tenure.until === null)?.assistant.postId;
  const posts: Partial<Record<Role, string | undefined>> = {
    owner: matter.owner.postId,
    target: matter.pendingOffer?.toPostId,
    assistant,
    firstAsked: matter.firstAsked.postId,
    arbiter: matter.supervisorPostId,
    manager: 'district-office',
    officer: 'stranger',
  };
  if (role === 'company') return COMPANY;
  if (role === 'system') return SYSTEM;
  const post = posts[role];
  return post === undefined ? null : officer(post);
}

/** The instants at which anything can become possible or impossible: soon, and the next threshold. */
export function instants(matter: Matter, limits: CustodyLimits): readonly number[] {
  const soon = matter.lastAt + 60_000;
  const proposal = matter.proposal;
  const days = limits.reminderDays[proposal?.remindersSent ?? 0] ?? limits.silentAfterDays;
  const thresholds = [
    matter.pendingOffer?.lapsesAt,
    matter.state === 'waiting' ? matter.pauses.at(-1)?.resumeBy : null,
    proposal === null ? null : proposal.quietSince + days * DAY_MS,
  ];
  return [soon, ...thresholds.filter((t): t is number => typeof t === 'number' && t > soon)];
}

/** Every legal command, filled in such that nothing is missing. */
export function legalMoves(matter: Matter, world: World): readonly Move[] {
  const moves: Move[] = [];
  for (const now of instants(matter, world.limits)) {
    for (const role of ROLES) {
      const actor = actorOf(matter, role);
      if (actor === null) continue;
      const context = contextOf(actor, role, now, world);
      for (const { command, variants } of nextSteps(matter, role, context)) {
        for (const variant of variants.length === 0 ? [null] : variants) {
          for (const filled of fill(matter, command, variant, { role, now, world })) {
            moves.push({ command: filled, variant, context });
          }
        }
      }
    }
  }
  return moves;
}

export function contextOf(actor: Actor, role: Role, now: number, world: World): DecideContext {
  return { now, actor, limits: world.limits, manages: role === 'manager', dueAt: now + 30 * DAY_MS };
}

/** The commands of a role's steps at an instant, over all parts the same actor plays. */
export function stepsOf(matter: Matter, context: DecideContext): Set<string> {
  const roles = rolesOf(matter, context.actor, context.manages ?? false);
  const steps = roles.flatMap((role) => nextSteps(matter, role, context));
  return new Set(steps.flatMap(({ command, variants }) => (variants.length ? variants : ['']).map((v) => command + v)));
}

export interface Filling {
  readonly role: Role;
  readonly now: number;
  readonly world: World;
}

/** Well-formed commands of this type. For a type that is not legal now they are well-formed all the same. */
export function fill(matter: Matter, type: CommandType, variant: Variant | null, filling: Filling): MatterCommand[] {
  const { now, world } = filling;
  const offerId = matter.pendingOffer?.offerId ?? 'no-offer';
  const others = world.posts.filter((post) => post !== matter.owner.postId);
  const assisting = matter.assistTenures.filter((t) => t.until === null).map((t) => t.assistant.postId);
  switch (type) {
    case 'raise':
      return [{ type, channel: 'counter', owner: holder('A'), supervisorPostId: 'C' }];
    case 'offer': {
      const kind = variant === 'assist' ? 'assist' : 'handOver';
      const free = others.filter((post) => kind === 'handOver' || !assisting.includes(post));
      return free.flatMap((toPostId) =>
        world.grounds
          .filter((ground) => groundUsed(matter, { kind, toPostId, ground }) === undefined)
          .map((ground) => {
            const time = { respondWithinMinutes: 120, lapsesAt: now + 2 * HOUR_MS };
            return { type, offerId: `o${matter.offers.length}`, kind, toPostId, ask: 'take it', ground, ...time };
          }),
      );
    }
    case 'accept': {
      const officerId = `${matter.pendingOffer?.toPostId ?? 'no'}-officer`;
      return [variant === 'part' ? { type, offerId, officerId, scope: 'half' } : { type, offerId, officerId }];
    }
    case 'decline':
      return [
        { type, offerId, basis: 'not on our list', suggestedPostId: others[0] ?? 'B' },
        { type, offerId, basis: 'not on our list', askSupervisor: true },
      ];
    case 'arbitrate':
      return world.posts.map((post) => ({
        type,
        toOwner: holder(post),
        reason: 'duty list',
        assistants: world.ruledAssistants.map(holder),
      }));
    case 'succeed':
      return others.map((post) => ({ type, from: matter.owner, to: holder(post), cause: 'areaRedrawn' as const }));
    case 'release': {
      const mine = filling.role === 'assistant' ? assisting.slice(0, 1) : assisting;
      return mine.map((postId) => ({ type, postId, reason: 'done' }));
    }
    default:
      return fillWork(type, variant, { offerId, now });
  }
}

function fillWork(type: CommandType, variant: Variant | null, at: { offerId: string; now: number }): MatterCommand[] {
  switch (type) {
    case 'lapse':
    case 'withdraw':
      return [{ type, offerId: at.offerId }];
    case 'reply':
      return [{ type, text: 'we are on it', means: 'phone' }];
    case 'note':
    case 'supplement':
      return [{ type, text: 'more' }];
    case 'wait':
      return [{ type, what: 'the lease', resumeBy: at.now + 5 * DAY_MS }];
    case 'resume':
    case 'reopen':
      return [{ type, reason: 'still so' }];
    case 'oversee':
      return [{ type, instruction: 'today' }];
    case 'extend':
      return [{ type, reason: 'parts on order', extraWorkingDays: 5 }];
    case 'propose':
      return [{ type, summary: 'repaired' }];
    case 'confirm': {
      const outcome = variant === 'partly' || variant === 'unsolved' ? variant : 'solved';
      return [{ type, outcome }];
    }
    case 'rate':
      return [{ type, grade: 4 }];
    case 'settleOnSpot':
      return [{ type, answer: 'room 3' }];
    case 'reject':
      return [{ type, reason: 'outsideRemit', explanation: 'a court matter', redirect: 'district court' }];
    case 'attach':
      return [{ type, attachmentId: 'f1', name: 'photo', visibleToCompany: true }];
    case 'link':
      return [{ type, matterId: 'm2', relation: 'relatedTo' }];
    case 'arrive':
    case 'nudge':
    case 'remind':
    case 'fallSilent':
    case 'withdrawByCompany':
      return [{ type }];
    default:
      return [];
  }
}

/** The event of a command that must be legal. */
export function must(matter: Matter | null, move: { command: MatterCommand; context: DecideContext }): MatterEvent {
  const decision = decide(matter, move.command, move.context);
  if (!decision.ok) throw new Error(`${move.command.type} refused: ${decision.code} ${JSON.stringify(decision.facts)}`);
  return single(decision.events);
}

/** The one event of a decision. */
export function single(events: readonly MatterEvent[]): MatterEvent {
  const [event] = events;
  if (event === undefined || events.length !== 1) throw new Error(`A decision makes one event, not ${events.length}.`);
  return event;
}

/** The first event of a matter in this world. */
export function raised(world: World, channel: 'counter' | 'web' = 'counter'): MatterEvent {
  const command = { type: 'raise', channel, owner: holder('A'), supervisorPostId: 'C' } as const;
  return must(null, { command, context: { now: START, actor: COMPANY, limits: world.limits } });
}

/** Small fast generator (mulberry32), so that one seed replays a whole run. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One element, chosen by a number in [0, 1). */
export function pick<T>(list: readonly T[], chance: number): T | undefined {
  return list[Math.floor(chance * list.length)];
}
