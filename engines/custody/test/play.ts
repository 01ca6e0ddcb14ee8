/** Tells a story: one command after another by named actors, each at its time. */
import {
  type Actor,
  apply,
  DEFAULT_LIMITS,
  type Decision,
  decide,
  fold,
  type Matter,
  type MatterCommand,
  type MatterEvent,
} from '../src/index.ts';
import { COMPANY, HOUR_MS, holder, START, single } from './world.ts';

export interface Asking {
  /** Epoch milliseconds; one minute after the last event unless said. */
  readonly now?: number;
  readonly manages?: boolean;
  readonly dueAt?: number;
}

/** A matter that begins at START with owner A and arbiter C, and grows by what its actors do. */
export class Play {
  readonly events: MatterEvent[] = [];

  constructor(channel: 'counter' | 'web' = 'counter') {
    const command = { type: 'raise', channel, owner: holder('A'), supervisorPostId: 'C' } as const;
    this.keep(decide(null, command, { now: START, actor: COMPANY, limits: DEFAULT_LIMITS }));
  }

  get matter(): Matter {
    return fold(this.events);
  }

  /** What would come of it; nothing is kept. */
  ask(actor: Actor, command: MatterCommand, asking: Asking = {}): Decision {
    const { matter } = this;
    const { now = matter.lastAt + 60_000, manages = false, dueAt = null } = asking;
    return decide(matter, command, { now, actor, limits: DEFAULT_LIMITS, manages, dueAt });
  }

  /** Does it, and expects it to be legal. */
  by(actor: Actor, command: MatterCommand, asking: Asking = {}): this {
    return this.keep(this.ask(actor, command, asking));
  }

  /** An offer in the usual form, two hours to answer. */
  offer(
    offerId: string,
    toPostId: string,
    more: { kind?: 'handOver' | 'assist'; ground?: string } = {},
  ): MatterCommand {
    const { kind = 'handOver', ground = `ground of ${offerId}` } = more;
    const time = { respondWithinMinutes: 120, lapsesAt: this.matter.lastAt + 2 * HOUR_MS };
    return { type: 'offer', offerId, kind, toPostId, ask: 'please', ground, ...time };
  }

  private keep(decision: Decision): this {
    if (!decision.ok) throw new Error(`${decision.code} ${JSON.stringify(decision.facts)}`);
    const event = single(decision.events);
    if (event.seq > 1) apply(this.matter, event);
    this.events.push(event);
    return this;
  }
}
