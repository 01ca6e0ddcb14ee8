import type { DealRunResult, StartDealRun } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { claimsOf } from './amounts.ts';
import type { Computation } from './compute.ts';
import type { Deal } from './deal.ts';
import type { DeskDeps } from './desk-deps.ts';
import { type Acting, loadDeal, mustHoldDesk } from './load.ts';
import { type Claim, structureDeal } from './structure.ts';

/** A run that has been stored and waits for its thread. */
export interface StoredRun {
  readonly id: string;
  readonly districtId: number;
  readonly computation: Computation;
}

async function claimsOfCandidates(tx: Tx, deal: Deal, ids: readonly string[]): Promise<readonly Claim[]> {
  const rows = await tx.rows<Omit<Claim, 'number'>>(sql`
    select principal_fen as amount, appraised_fen as appraised from deal_candidates
    where district_id = ${tx.districtId} and deal_id = ${deal.id} and state <> 'left' and id = any(${[...ids]}::uuid[]) order by id`);
  if (rows.length !== ids.length)
    throw new Refusal('DEAL_CANDIDATE_UNFIT', { count: ids.length - rows.length, number: deal.number });
  return rows.map((row, index) => ({ ...row, number: index + 1 }));
}

type RunEvent = 'started' | 'finished' | 'canceled' | 'failed';

const recordRun = (tx: Tx, run: { id: string; type: RunEvent; payload?: object }, by: Principal | null, at: number) =>
  chronicle(tx, {
    subject: 'dealRun',
    subjectId: run.id,
    seq: run.type === 'started' ? 1 : 2,
    at,
    type: run.type,
    by,
    payload: { ...run.payload },
  });

/** Stores a run of three scenarios and a simulation; the caller starts its thread once this is committed. */
export async function storeRun(tx: Tx, acting: Acting, dealId: string, body: StartDealRun): Promise<StoredRun> {
  const { principal, now } = acting;
  const deal = await loadDeal(tx, dealId);
  if (deal === undefined) throw new Refusal('NOT_FOUND');
  mustHoldDesk(deal, acting);
  const { terms, paths, candidateIds } = body;
  const claims = candidateIds === null ? await claimsOf(tx, dealId) : await claimsOfCandidates(tx, deal, candidateIds);
  if (claims.length === 0) throw new Refusal('DEAL_CANDIDATES_NONE', { number: deal.number });
  const { structure, number } = deal;
  const { file } = structureDeal({ id: `deal-${number}`, structure, terms, claims });
  const id = newId(now);
  try {
    await tx.run(sql`
      insert into deal_runs (district_id, id, deal_id, account_id, terms, paths, state, started_at, beat_at)
      values (${tx.districtId}, ${id}, ${dealId}, ${principal.accountId}, ${JSON.stringify(terms)}, ${paths}, 'running', ${new Date(now)}, ${new Date(now)})`);
  } catch (error) {
    if (constraintOf(error) === 'deal_runs_running') throw new Refusal('DEAL_RUN_WAITING', { number });
    throw error;
  }
  await recordRun(
    tx,
    { id, type: 'started', payload: { dealId, terms, paths, claims: claims.length } },
    principal,
    now,
  );
  // The seed follows from the product, so that the same pool under the same terms gives the same figures.
  return { id, districtId: tx.districtId, computation: { file, paths, seed: number } };
}

/** True while the run is still wanted; says at the same time that its process lives. */
async function beat({ platform }: DeskDeps, { id, districtId }: StoredRun, done: number): Promise<boolean> {
  const rows = await platform.db.inDistrict(districtId, (tx) =>
    tx.run(sql`update deal_runs set paths_done = greatest(paths_done, ${done}), beat_at = ${new Date(platform.now())}
      where district_id = ${districtId} and id = ${id} and state = 'running'`),
  );
  return rows === 1;
}

async function endRun(
  { platform }: DeskDeps,
  { id, districtId, computation }: StoredRun,
  result: DealRunResult | null,
): Promise<void> {
  const at = platform.now();
  await platform.db.inDistrict(districtId, async (tx) => {
    const state = result === null ? 'failed' : 'done';
    const done = result === null ? 0 : computation.paths;
    const rows = await tx.run(sql`
      update deal_runs set state = ${state}, ended_at = ${new Date(at)}, paths_done = greatest(paths_done, ${done}),
        result = ${result === null ? null : JSON.stringify(result)}::jsonb
      where district_id = ${districtId} and id = ${id} and state = 'running'`);
    // Canceled meanwhile, here or by another process: then that is how it ended.
    if (rows === 1) await recordRun(tx, { id, type: result === null ? 'failed' : 'finished' }, null, at);
  });
  platform.outboxFilled();
}

const BEAT_MILLIS = 500;

/** Carries a stored run out in a thread. Progress goes to the database, so that every process can show it and stop it. */
export async function carryOut(deps: DeskDeps, run: StoredRun): Promise<void> {
  const control = new AbortController();
  deps.living.set(run.id, control);
  let done = 0;
  const timer = setInterval(() => {
    beat(deps, run, done).then(
      (wanted) => {
        if (!wanted) control.abort();
      },
      () => undefined,
    );
  }, BEAT_MILLIS);
  timer.unref();
  try {
    const result = await deps.computer
      .run(
        run.computation,
        (paths) => {
          done = paths;
        },
        control.signal,
      )
      .catch((error: unknown) => {
        deps.platform.log.error({ run: run.id, error: String(error) }, 'a computation of a deal failed');
        return null;
      });
    await endRun(deps, run, result);
  } catch (error) {
    // Nobody waits for this promise. A run whose end could not be stored is given up by `endLostRuns`.
    deps.platform.log.error({ run: run.id, error: String(error) }, 'the end of a computation could not be stored');
  } finally {
    clearInterval(timer);
    deps.living.delete(run.id);
  }
}

/** Cancels a run that is under way; whichever process computes it hears so within a second. */
export async function cancelRun(tx: Tx, acting: Acting, runId: string): Promise<string> {
  const { principal, now } = acting;
  const run = await tx.row<{ dealId: string; state: string }>(sql`
    select deal_id as "dealId", state from deal_runs where district_id = ${tx.districtId} and id = ${runId} for no key update`);
  const deal = run === undefined ? undefined : await loadDeal(tx, run.dealId);
  if (run === undefined || deal === undefined) throw new Refusal('NOT_FOUND');
  mustHoldDesk(deal, acting);
  if (run.state !== 'running') throw new Refusal('DEAL_RUN_OVER');
  await tx.run(
    sql`update deal_runs set state = 'canceled', ended_at = ${new Date(now)} where district_id = ${tx.districtId} and id = ${runId}`,
  );
  await recordRun(tx, { id: runId, type: 'canceled' }, principal, now);
  return deal.id;
}

/** A process that ended took its runs with it: what has not been heard of for so long has failed. */
const SILENT_MILLIS = 120_000;

/** Ends runs whose process is gone; says how many. */
export async function endLostRuns({ platform }: DeskDeps, districtId: number): Promise<number> {
  const now = platform.now();
  const lost = await platform.db.inDistrict(districtId, async (tx) => {
    const rows = await tx.rows<{ id: string }>(sql`
      update deal_runs set state = 'failed', ended_at = ${new Date(now)}
      where district_id = ${districtId} and state = 'running' and beat_at < ${new Date(now - SILENT_MILLIS)} returning id`);
    for (const { id } of rows) await recordRun(tx, { id, type: 'failed' }, null, now);
    return rows.length;
  });
  if (lost > 0) platform.outboxFilled();
  return lost;
}
