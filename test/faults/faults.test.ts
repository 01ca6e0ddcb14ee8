import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chance } from '../../server/src/app/demo/random.ts';
import { checkMatters } from '../../server/src/modules/matters/index.ts';
import { ownerRows } from '../../server/test/database.ts';
import { Installation, type Victim } from './installation.ts';
import { clean, judge } from './ledger.ts';
import { type Journal, resend, Sender, startWriters } from './writers.ts';

/**
 * F1 of RELIABILITY: kill -9 of the application, of the database, of both, at random points under 16 writers. Whatever
 * was acknowledged is there exactly once, whatever was sent again has one effect, and every invariant holds after each
 * cycle. CYCLES makes it longer, SEED repeats it.
 */
const CYCLES = Number(process.env.CYCLES ?? 8);
/** Blows against a database that does not flush, until one of them loses something. */
const BLOWS = 5;
const SEED = Number(process.env.SEED ?? 20250717);
const WRITERS = 16;
const VICTIMS: readonly Victim[] = ['application', 'database', 'both'];

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

let installation: Installation;
let sender: Sender;
const journal: Journal = [];

beforeAll(async () => {
  installation = await Installation.prepare();
  await installation.recover();
  sender = new Sender(installation.origin);
  await Promise.all((['firm1', 'team1'] as const).map((login) => sender.signIn(login)));
});

afterAll(() => installation.remove());

const brokenInvariants = async (): Promise<unknown[]> =>
  (await installation.asApplication((db) => checkMatters(db, 1))).filter(({ violations }) => violations > 0);

interface Blow {
  readonly victim: Victim;
  /** How many answers the writers have got when it falls, and how much later it does: as random on a slow machine. */
  readonly answers: number;
  readonly millis: number;
}

async function answered(since: number, count: number): Promise<void> {
  for (let waited = 0; journal.slice(since).filter(({ answer }) => answer !== null).length < count; waited += 1) {
    if (waited > 30_000) throw new Error('the writers get no answers');
    await pause(2);
  }
}

/** Writers at work, a blow at a random instant, recovery, and everything of unknown outcome sent again. */
async function cycle(name: string, { victim, answers, millis }: Blow): Promise<{ resent: number; recovery: number }> {
  const since = journal.length;
  const writers = startWriters(WRITERS, sender, journal, name);
  await answered(since, answers);
  await pause(millis);
  await installation.strike(victim);
  await writers.stop();
  const recovery = await installation.recover();
  return { resent: await resend(sender, journal), recovery };
}

describe('kill -9 under sixteen writers', () => {
  it(`loses nothing that was acknowledged and doubles nothing that was sent again, ${CYCLES} times`, async () => {
    const luck = chance('faults', SEED);
    const recoveries: number[] = [];
    let resent = 0;
    for (let round = 1; round <= CYCLES; round += 1) {
      const victim = VICTIMS[round % VICTIMS.length] ?? 'both';
      const outcome = await cycle(`${SEED}.${round}`, {
        victim,
        answers: luck.below(250),
        millis: luck.between(0, 20),
      });
      resent += outcome.resent;
      recoveries.push(outcome.recovery);
      const judged = await judge(installation.ownerUrl, journal);
      expect(judged, `seed ${SEED}, cycle ${round}, ${victim}`).toEqual(clean(journal.length));
      expect(await brokenInvariants(), `seed ${SEED}, cycle ${round}, ${victim}`).toEqual([]);
    }
    recoveries.sort((a, b) => a - b);
    console.log(
      `seed ${SEED}: ${CYCLES} cycles, ${journal.length} acknowledged, ${resent} sent again, 0 lost, 0 doubled; ` +
        `back after ${Math.round(recoveries[recoveries.length >> 1] ?? 0)} ms in the middle, ${Math.round(recoveries.at(-1) ?? 0)} ms at most`,
    );
    expect(journal.length).toBeGreaterThan(CYCLES * WRITERS * 2);
    expect(resent).toBeGreaterThan(0);
  }, 7_200_000);

  it('gives the first answer again to whoever asks with the same key after the blow', async () => {
    for (const entry of journal.slice(-20)) {
      const first = entry.answer;
      expect(await sender.send(entry)).toBe(true);
      expect(entry.answer?.status).toBe(first?.status);
      expect(JSON.parse(entry.answer?.body ?? '')).toEqual(JSON.parse(first?.body ?? ''));
    }
    expect(await judge(installation.ownerUrl, journal)).toEqual(clean(journal.length));
  });
});

describe('the judge', () => {
  const plant = (statements: string): Promise<unknown[]> =>
    ownerRows(installation.ownerUrl, `set session_replication_role = replica; ${statements}`);

  it('sees an acknowledged word, an acknowledged matter and a key that are gone', async () => {
    const reply = journal.find(({ kind }) => kind === 'reply');
    const raised = journal.find(({ kind }) => kind === 'raise');
    const supplement = journal.find(({ kind }) => kind === 'supplement');
    if (reply === undefined || raised === undefined || supplement === undefined)
      throw new Error('the writers were too short at work');
    await plant(`delete from matter_events where payload ->> 'text' = '${reply.marker}';
      delete from idempotency_keys where key = '${supplement.key}'`);
    expect((await judge(installation.ownerUrl, journal)).lost).toHaveLength(2);
    expect(await brokenInvariants()).not.toEqual([]);
    await plant(`delete from matters where body = '${raised.marker}'`);
    expect((await judge(installation.ownerUrl, journal)).lost.length).toBeGreaterThan(2);
  });

  it('sees one key with two effects, and an effect that nobody sent', async () => {
    const reply = journal.filter(({ kind }) => kind === 'reply').at(-1);
    const raised = journal.filter(({ kind }) => kind === 'raise').at(-1);
    if (reply === undefined || raised === undefined) throw new Error('the writers were too short at work');
    await plant(`insert into matter_events select district_id, matter_id, seq + 1000, at, type, internal, actor_kind, actor_post_id,
        actor_account_id, salt, payload from matter_events where payload ->> 'text' = '${reply.marker}'`);
    expect((await judge(installation.ownerUrl, journal)).doubled).toHaveLength(1);
    await plant(`create temporary table twin as select * from matters where body = '${raised.marker}';
      update twin set id = gen_random_uuid(), number = 'QY-0000-00000'; insert into matters select * from twin`);
    expect((await judge(installation.ownerUrl, journal)).doubled).toHaveLength(2);
    await plant(`update matters set body = 'nobody sent this' where number = 'QY-0000-00000'`);
    expect((await judge(installation.ownerUrl, journal)).unknown).toEqual(['nobody sent this']);
  });

  it('sees what is lost when the database answers before it has flushed', async () => {
    await ownerRows(installation.ownerUrl, 'alter system set synchronous_commit = off');
    await ownerRows(installation.ownerUrl, `alter system set wal_writer_delay = '10s'`);
    await ownerRows(installation.ownerUrl, `alter system set wal_writer_flush_after = '1GB'`);
    await installation.strike('both');
    await installation.recover();
    // A flush that falls just before a blow loses nothing; among several blows one finds something that was not flushed.
    let found = 0;
    for (let blow = 1; blow <= BLOWS && found === 0; blow += 1) {
      const before = journal.length;
      const writers = startWriters(WRITERS, sender, journal, `${SEED}.mutant.${blow}`);
      await answered(before, 100);
      await installation.strike('both');
      await writers.stop();
      await installation.recover();
      const since = journal.slice(before).filter(({ answer }) => answer !== null);
      found = (await judge(installation.ownerUrl, since)).lost.length;
      console.log(`without flushing: ${found} of ${since.length} acknowledged writes lost, all of them seen`);
    }
    expect(found).toBeGreaterThan(0);
  });
});
