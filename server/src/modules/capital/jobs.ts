import { dayAt } from '../../platform/days.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import { storeIntroduction } from './act.ts';
import { lockIntroduction } from './load.ts';
import { decide } from './machine.ts';

/** Ends introductions that one side left without an answer; each is decided again under lock. Says how many ended. */
export async function lapseIntroductions(
  platform: Pick<Platform, 'db' | 'now' | 'outboxFilled'>,
  districtId: number,
): Promise<number> {
  const on = dayAt(platform.now());
  const late = await platform.db.readDistrict(districtId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select id from introductions where district_id = ${districtId} and state = 'asked' and answer_by < ${on} order by id`),
  );
  let ended = 0;
  for (const { id } of late)
    await platform.db.inDistrict(districtId, async (tx) => {
      const { introduction } = await lockIntroduction(tx, id);
      const decided = decide(introduction, { type: 'lapse', on });
      if (!decided.ok) return;
      const by = { principal: null, now: platform.now() };
      await storeIntroduction(tx, introduction, { next: decided.next, type: 'lapsed' }, by);
      ended += 1;
    });
  if (ended > 0) platform.outboxFilled();
  return ended;
}

/** Questions lapse soon after midnight in the district. */
export const capitalJobs = (platform: Platform, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'lapse-introductions',
    schedule: '20 16 * * *',
    run: async () => {
      for (const districtId of await districts()) await lapseIntroductions(platform, districtId);
    },
  },
];
