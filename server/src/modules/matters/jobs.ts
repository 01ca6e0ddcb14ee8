import { DAY_MS, DEFAULT_LIMITS, decide, type MatterCommand } from '@banfei/custody';
import type { Job } from '../../platform/jobs.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { advance } from './act.ts';
import type { MatterDeps } from './deps.ts';
import { loadForStep } from './load.ts';
import type { MatterFile } from './matter.ts';

const SYSTEM = { kind: 'system' } as const;
const BATCH = 500;

/** What the clock alone brings about. Each candidate is decided again under lock, so running late or twice is harmless. */
interface Sweep {
  readonly name: string;
  readonly schedule: string;
  readonly candidates: (districtId: number, now: number) => Sql;
  readonly command: (file: MatterFile) => MatterCommand | null;
}

const DAYS = (days: number, now: number): Date => new Date(now - days * DAY_MS);

const SWEEPS: readonly Sweep[] = [
  {
    name: 'lapse-offers',
    schedule: '* * * * *',
    candidates: (districtId, now) => sql`
      select m.number from offers o join matters m on m.district_id = o.district_id and m.id = o.matter_id
      where o.district_id = ${districtId} and o.status = 'pending' and o.lapses_at <= ${new Date(now)} order by o.lapses_at limit ${BATCH}`,
    command: ({ matter }) => matter.pendingOffer && { type: 'lapse', offerId: matter.pendingOffer.offerId },
  },
  {
    name: 'resume-waiting',
    schedule: '*/5 * * * *',
    candidates: (districtId) => sql`
      select number from matters where district_id = ${districtId} and state = 'waiting' order by opened_at limit ${BATCH}`,
    command: () => ({ type: 'resume', reason: '约定的日期已到，继续办理 / The agreed day has come; work goes on' }),
  },
  {
    name: 'remind-companies',
    schedule: '*/15 * * * *',
    candidates: (districtId, now) => sql`
      select number from matters where district_id = ${districtId} and state = 'proposed'
        and proposed_at <= ${DAYS(DEFAULT_LIMITS.reminderDays[0] ?? 3, now)} order by proposed_at limit ${BATCH}`,
    command: () => ({ type: 'remind' }),
  },
  {
    name: 'close-unconfirmed',
    schedule: '*/15 * * * *',
    candidates: (districtId, now) => sql`
      select number from matters where district_id = ${districtId} and state = 'proposed'
        and proposed_at <= ${DAYS(DEFAULT_LIMITS.silentAfterDays, now)} order by proposed_at limit ${BATCH}`,
    command: () => ({ type: 'fallSilent' }),
  },
];

async function sweepOne(
  deps: MatterDeps,
  districtId: number,
  number: string,
  command: Sweep['command'],
): Promise<boolean> {
  const { platform, posts } = deps;
  const directory = await posts.directory(districtId);
  return platform.db.inDistrict(districtId, async (tx) => {
    const file = await loadForStep(tx, number);
    if (file === undefined) return false;
    const now = platform.now();
    const wanted = command(file);
    // Not yet due, or done by somebody meanwhile: then there is nothing to do.
    if (wanted === null || !decide(file.matter, wanted, { now, actor: SYSTEM, limits: DEFAULT_LIMITS }).ok)
      return false;
    await advance(tx, file, [wanted], { now, actor: SYSTEM, manages: false, directory });
    return true;
  });
}

/** Runs one sweep over a district and says how many matters it moved. */
export async function runSweep(deps: MatterDeps, districtId: number, name: string): Promise<number> {
  const sweep = SWEEPS.find((each) => each.name === name);
  if (sweep === undefined) throw new Error(`there is no sweep ${name}`);
  const { platform } = deps;
  const found = await platform.db.readDistrict(districtId, (tx) =>
    tx.rows<{ number: string }>(sweep.candidates(districtId, platform.now())),
  );
  let moved = 0;
  for (const { number } of found) if (await sweepOne(deps, districtId, number, sweep.command)) moved += 1;
  if (moved > 0) platform.outboxFilled();
  return moved;
}

/** The sweeps as jobs over all districts. */
export const matterJobs = (deps: MatterDeps, districts: () => Promise<readonly number[]>): readonly Job[] =>
  SWEEPS.map(({ name, schedule }) => ({
    name,
    schedule,
    run: async () => {
      for (const districtId of await districts()) await runSweep(deps, districtId, name);
    },
  }));
