import fc from 'fast-check';
import { expect } from 'vitest';
import { checkMatters, checkOwnership } from '../../server/src/modules/matters/index.ts';
import { testApp } from '../../server/test/app.ts';
import { type Command, command, type Model, POSTS, Raise, type Real } from './commands.ts';

/**
 * Model test: random commands go to the real application over its HTTP operations, and a model that knows nothing but
 * the promise predicts who is accountable. RUNS and SEED make it longer or repeat it. Each half has a file of its own,
 * so that both cores are at work.
 */
export const RUNS = Number(process.env.RUNS ?? 100);
export const STEPS = Number(process.env.STEPS ?? 40);
const SEED = Number(process.env.SEED ?? 20250717);

/** Histories that one district lives through; the questions after each step read it whole, so it stays small. */
const RUNS_OF_A_DISTRICT = 25;

/** Exactly STEPS commands; the first one always raises, so that the others have something to act on. */
const history = fc
  .array(command, { minLength: STEPS - 1, maxLength: STEPS - 1 })
  .map((rest) => [new Raise(false), ...rest]);

const BEGAN = Date.parse('2026-03-02T10:00:00+08:00');

async function openDistrict(transitions: Real['transitions']): Promise<Real> {
  // The histories together let years pass; who is signed in stays so.
  const app = await testApp({ now: BEGAN, sessionYears: 50 });
  const logins = ['firm1', 'manager', ...POSTS] as const;
  const clients = new Map(await Promise.all(logins.map(async (login) => [login, await app.signIn(login)] as const)));
  return { app, clients, transitions, last: 'start' };
}

/** Every invariant of matters, whole histories included, and the end of the district. */
async function closeDistrict({ app }: Real): Promise<void> {
  try {
    const verdicts = await checkMatters(app.database.db, 1);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
  } finally {
    await app.close();
  }
}

/** The queries of I-OWN, as anybody can run them; they must return nothing after every single step. */
async function nobodyIsMissing(real: Real, step: string): Promise<void> {
  const broken = (await checkOwnership(real.app.database.db, 1)).filter(({ violations }) => violations > 0);
  expect(broken, `after ${step}`).toEqual([]);
}

async function live(list: readonly Command[], real: Real): Promise<void> {
  const model: Model = { matters: [] };
  real.last = 'start';
  for (const each of list) {
    if (!each.check(model)) continue;
    await each.run(model, real);
    await nobodyIsMissing(real, each.toString());
  }
}

/** What one half of the programme has lived through. */
export interface Lived {
  readonly runs: number;
  readonly commands: number;
  readonly pairs: number;
}

/** Lives through `half` (0 or 1) of the histories; throws with the shortest history that breaks the promise. */
export async function liveHalf(half: 0 | 1): Promise<Lived> {
  const transitions = new Map<string, number>();
  const wanted = half === 0 ? Math.ceil(RUNS / 2) : Math.floor(RUNS / 2);
  let [runs, commands] = [0, 0];
  while (runs < wanted) {
    const real = await openDistrict(transitions);
    const numRuns = Math.min(RUNS_OF_A_DISTRICT, wanted - runs);
    try {
      await fc.assert(
        fc.asyncProperty(history, async (list) => {
          await live(list, real);
          commands += list.length;
          runs += 1;
        }),
        { numRuns, seed: SEED + 2 * runs + half, endOnFailure: true },
      );
    } finally {
      await closeDistrict(real);
    }
  }
  return { runs, commands, pairs: transitions.size };
}
