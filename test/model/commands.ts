import fc from 'fast-check';
import { expect } from 'vitest';
import { disableAccount, runSweep } from '../../server/src/modules/matters/index.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { sql } from '../../server/src/platform/sql.ts';
import type { Client, TestApp } from '../../server/test/app.ts';
import type { Login } from '../../server/test/district.ts';

/** The commands of the model test: what people and the clock can do to a matter, and what the promise says of it. */
type Post = 'team1' | 'team2' | 'counter' | 'equipment' | 'land' | 'supervisor';
export const POSTS: readonly Post[] = ['team1', 'team2', 'counter', 'equipment', 'land', 'supervisor'];

/** The model of one matter: its owner, who else has been asked, and whether it is over. */
interface Promise_ {
  readonly number: string;
  owner: Post;
  lastOwner: Post;
  pending: { id: string; to: Post; kind: 'handOver' | 'assist' } | null;
  open: boolean;
  proposed: boolean;
}

export interface Model {
  matters: Promise_[];
}

export interface Real {
  readonly app: TestApp;
  readonly clients: ReadonlyMap<string, Client>;
  readonly transitions: Map<string, number>;
  last: string;
}

const client = (real: Real, login: Login): Client => {
  const found = real.clients.get(login);
  if (found === undefined) throw new Error(`${login} is not signed in`);
  return found;
};

const nameOf = (real: Real, id: string): Post => {
  const found = POSTS.find((post) => real.app.district.posts[post] === id);
  if (found === undefined) throw new Error(`post ${id} is not of the test district`);
  return found;
};

export interface Command {
  check(model: Readonly<Model>): boolean;
  run(model: Model, real: Real): Promise<void>;
  toString(): string;
}

/** One HTTP command on one matter; `after` moves the model when the application said yes. */
abstract class Act implements Command {
  readonly pick: number;
  abstract readonly word: string;

  constructor(pick: number) {
    this.pick = pick;
  }

  check(model: Readonly<Model>): boolean {
    return model.matters.length > 0;
  }

  protected target(model: Model): Promise_ {
    const matter = model.matters[this.pick % model.matters.length];
    if (matter === undefined) throw new Error('no matter to act on');
    return matter;
  }

  /** Login that acts, path, and body; null when the model sees no such step. */
  protected abstract ask(matter: Promise_, real: Real): { by: Login; path: string; body: object } | null;
  protected abstract after(matter: Promise_, answer: Record<string, unknown>, real: Real): void;

  async run(model: Model, real: Real): Promise<void> {
    const matter = this.target(model);
    const asked = this.ask(matter, real);
    if (asked === null) return;
    real.transitions.set(`${real.last} → ${this.word}`, (real.transitions.get(`${real.last} → ${this.word}`) ?? 0) + 1);
    real.last = this.word;
    const { status, body } = await client(real, asked.by).send(
      'POST',
      `/api/matters/${matter.number}/${asked.path}`,
      asked.body,
    );
    expect(status, JSON.stringify(body)).toBeLessThan(500);
    if (status === 200) {
      this.after(matter, body, real);
      expect(nameOf(real, body.owner.id), `${this.word} on ${matter.number}`).toBe(
        matter.open ? matter.owner : matter.lastOwner,
      );
      expect(body.state === 'closed').toBe(!matter.open);
    } else await agrees(matter, real);
  }

  toString(): string {
    return `${this.word}(${this.pick})`;
  }
}

/** Whatever happened, the application and the model name the same owner. */
async function agrees(matter: Promise_, real: Real): Promise<void> {
  const { status, body } = await client(real, 'manager').get(`/api/matters/${matter.number}`);
  expect(status).toBe(200);
  expect(nameOf(real, body.owner.id)).toBe(matter.open ? matter.owner : matter.lastOwner);
  expect(body.state === 'closed').toBe(!matter.open);
}

export class Raise implements Command {
  readonly atCounter: boolean;
  constructor(atCounter: boolean) {
    this.atCounter = atCounter;
  }
  check = (model: Readonly<Model>): boolean => model.matters.length < 3;
  async run(model: Model, real: Real): Promise<void> {
    const [by, more] = this.atCounter
      ? (['counter', { firmId: real.app.district.firms.firm1, channel: 'counter' }] as const)
      : (['firm1', {}] as const);
    const key = newId();
    const [one, two] = await Promise.all(
      [0, 1].map(() => client(real, by).send('POST', '/api/matters', { text: '货梯停了三天', ...more }, key)),
    );
    expect(one?.status).toBe(201);
    expect(two?.body).toEqual(one?.body);
    const owner = this.atCounter ? 'counter' : 'team1';
    model.matters.push({
      number: one?.body.number,
      owner,
      lastOwner: owner,
      pending: null,
      open: true,
      proposed: false,
    });
  }
  toString = (): string => (this.atCounter ? 'raiseAtCounter' : 'raise');
}

class Offer extends Act {
  readonly word = 'offer';
  readonly to: Post;
  readonly kind: 'handOver' | 'assist';
  constructor(pick: number, to: Post, kind: 'handOver' | 'assist') {
    super(pick);
    this.to = to;
    this.kind = kind;
  }
  protected ask(matter: Promise_, real: Real) {
    return {
      by: matter.owner,
      path: 'offers',
      body: { toPostId: real.app.district.posts[this.to], kind: this.kind, ask: `请${this.to}接手 ${newId()}` },
    };
  }
  protected after(matter: Promise_, answer: Record<string, unknown>): void {
    const pending = answer.pendingOffer as { id: string }; // the answer of a successful offer carries it
    expect(matter.pending).toBeNull();
    matter.pending = { id: pending.id, to: this.to, kind: this.kind };
  }
}

class Answer extends Act {
  readonly word: 'accept' | 'decline';
  readonly by: Post | 'target';
  constructor(pick: number, word: 'accept' | 'decline', by: Post | 'target') {
    super(pick);
    this.word = word;
    this.by = by;
  }
  protected ask(matter: Promise_) {
    const offerId = matter.pending?.id ?? newId();
    const by = this.by === 'target' ? (matter.pending?.to ?? 'land') : this.by;
    return {
      by,
      path: `offers/${offerId}/${this.word}`,
      body: this.word === 'accept' ? {} : { basis: '职责清单', suggestedPostId: null },
    };
  }
  protected after(matter: Promise_): void {
    const { pending } = matter;
    // Only the post that was asked can answer; team2 is also the deputy of team1.
    expect(
      pending !== null &&
        (this.by === 'target' || this.by === pending.to || (this.by === 'team2' && pending.to === 'team1')),
    ).toBe(true);
    if (this.word === 'accept' && pending?.kind === 'handOver') matter.owner = matter.lastOwner = pending.to;
    matter.pending = null;
  }
}

class Simple extends Act {
  readonly word: string;
  readonly plan: (matter: Promise_) => { by: Login; path: string; body: object };
  readonly effect: (matter: Promise_) => void;
  constructor(pick: number, word: string, plan: Simple['plan'], effect: Simple['effect'] = () => undefined) {
    super(pick);
    this.word = word;
    this.plan = plan;
    this.effect = effect;
  }
  protected ask(matter: Promise_) {
    return this.plan(matter);
  }
  protected after(matter: Promise_): void {
    this.effect(matter);
  }
}

class Arbitrate extends Act {
  readonly word = 'arbitrate';
  readonly to: Post;
  constructor(pick: number, to: Post) {
    super(pick);
    this.to = to;
  }
  protected ask(_matter: Promise_, real: Real) {
    return {
      by: 'supervisor' as const,
      path: 'arbitration',
      body: { toPostId: real.app.district.posts[this.to], reason: '裁定' },
    };
  }
  protected after(matter: Promise_): void {
    matter.owner = matter.lastOwner = this.to;
    matter.pending = null;
  }
}

/** Time passes, and the clock's own sweeps run: offers lapse, companies fall silent. Ownership never moves by itself. */
class TimePasses implements Command {
  readonly hours: number;
  constructor(hours: number) {
    this.hours = hours;
  }
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    real.app.time.now += this.hours * 3_600_000;
    for (const sweep of ['lapse-offers', 'resume-waiting', 'remind-companies', 'close-unconfirmed'])
      await runSweep(real.app.app.matters, 1, sweep);
    for (const matter of model.matters) {
      const { body } = await client(real, 'manager').get(`/api/matters/${matter.number}`);
      if (matter.pending !== null && body.pendingOffer === null) matter.pending = null;
      if (matter.open && body.state === 'closed') {
        expect(matter.proposed && body.outcome === 'unconfirmed').toBe(true);
        close(matter);
      }
      expect(nameOf(real, body.owner.id)).toBe(matter.owner);
    }
  }
  toString = (): string => `timePasses(${this.hours} h)`;
}

/** The officer of a department leaves: what he answers for passes on by rule in the same instant. */
class OfficerLeaves implements Command {
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const { app, district } = real.app;
    await disableAccount(app.matters, 1, district.accounts.land);
    for (const matter of model.matters)
      if (matter.open && matter.owner === 'land') matter.owner = matter.lastOwner = 'supervisor';
    for (const matter of model.matters) await agrees(matter, real);
    const [orphans] = await real.app.database.db.readDistrict(1, (tx) =>
      tx.rows<{ n: number }>(
        sql`select count(*)::integer as n from tenures where district_id = 1 and upper_inf(during) and officer_id = ${district.accounts.land}`,
      ),
    );
    expect(orphans?.n).toBe(0);
    await real.app.database.db.inDistrict(1, (tx) =>
      tx.run(sql`update accounts set active = true where district_id = 1 and id = ${district.accounts.land}`),
    );
    await app.matters.posts.reload(1);
  }
  toString = (): string => 'officerLeaves';
}

function close(matter: Promise_): void {
  matter.open = false;
  matter.lastOwner = matter.owner;
  matter.pending = null;
  matter.proposed = false;
}

const byOwner = (path: string, body: object) => (matter: Promise_) => ({ by: matter.owner, path, body });
const byFirm = (path: string, body: object) => () => ({ by: 'firm1' as const, path, body });

const pick = fc.nat(5);
const post = fc.constantFrom(...POSTS);
const simple = (word: string, plan: Simple['plan'], effect?: Simple['effect']) =>
  pick.map((index) => new Simple(index, word, plan, effect));
const back = (matter: Promise_): void => {
  matter.proposed = false;
};

/** Any command, on any matter. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  fc.boolean().map((atCounter) => new Raise(atCounter)),
  fc.tuple(pick, post, fc.constantFrom('handOver', 'assist')).map(([index, to, kind]) => new Offer(index, to, kind)),
  fc
    .tuple(
      pick,
      fc.constantFrom<'accept' | 'decline'>('accept', 'decline'),
      fc.oneof(fc.constant<'target'>('target'), fc.constant<'target'>('target'), post),
    )
    .map(([index, word, by]) => new Answer(index, word, by)),
  simple(
    'withdraw',
    (matter) => ({ by: matter.owner, path: `offers/${matter.pending?.id ?? newId()}/withdraw`, body: {} }),
    (matter) => {
      matter.pending = null;
    },
  ),
  fc.tuple(pick, post).map(([index, to]) => new Arbitrate(index, to)),
  simple('reply', byOwner('replies', { text: '在办' })),
  simple('note', byOwner('notes', { text: '内部' })),
  simple('wait', byOwner('waits', { what: '补材料', resumeBy: '2027-12-31' })),
  simple('resume', byOwner('resumption', { reason: '继续' })),
  simple('arrive', byOwner('arrivals', { text: '现场' })),
  simple('extend', byOwner('extension', { reason: '等配件', workingDays: 3 })),
  simple('propose', byOwner('proposals', { text: '好了' }), (matter) => {
    matter.proposed = true;
    matter.pending = null;
  }),
  simple(
    'reject',
    byOwner('rejection', { reason: 'outsideRemit', explanation: '不在本区', redirect: '请找 12345' }),
    close,
  ),
  simple('supplement', byFirm('supplements', { text: '补充' })),
  simple('nudge', byFirm('nudge', {})),
  simple('confirmSolved', byFirm('confirmation', { outcome: 'solved' }), close),
  simple('confirmUnsolved', byFirm('confirmation', { outcome: 'unsolved' }), back),
  simple('rate', byFirm('rating', { grade: 3, tags: [] })),
  simple('reopen', byFirm('reopening', { text: '又坏了' }), (matter) => {
    matter.open = true;
    matter.owner = matter.lastOwner;
  }),
  simple('withdrawByCompany', byFirm('withdrawal', {}), close),
  fc.constantFrom(1, 3, 30, 100).map((hours) => new TimePasses(hours)),
  fc.constant(new OfficerLeaves()),
);
