import { dayAt } from '../../platform/days.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import { judgeFirms } from './verdicts.ts';

/** Companies judged in one transaction: a few dozen milliseconds, so that nobody waits behind them. */
const CHUNK = 25;

/**
 * Judges every company of which a fact is on record by the rules and papers of today; says how many outcomes turned. Papers expire, fiscal
 * years come of age and rules change while nobody does anything.
 */
export async function judgeByTime(platform: Pick<Platform, 'db' | 'now'>, districtId: number): Promise<number> {
  const day = dayAt(platform.now());
  const rows = await platform.db.readDistrict(districtId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select distinct a.firm_id as id from firm_facts a join firms f on f.district_id = a.district_id and f.id = a.firm_id
      where a.district_id = ${districtId} and a.state in ('stated', 'confirmed') and f.ended_on is null and not exists (
        select from scheme_verdicts v where v.district_id = a.district_id and v.firm_id = a.firm_id and v.as_of >= ${day}) order by id`),
  );
  let turned = 0;
  for (let from = 0; from < rows.length; from += CHUNK) {
    const ids = rows.slice(from, from + CHUNK).map(({ id }) => id);
    turned += await platform.db.inDistrict(districtId, async (tx) => {
      // Whoever states a fact meanwhile waits for its turn, and judges after us.
      await tx.rows(
        sql`select id from firms where district_id = ${districtId} and id = any(${ids}::uuid[]) order by id for no key update`,
      );
      return judgeFirms(tx, ids, { day, cause: 'time' });
    });
  }
  return turned;
}

/** Verdicts follow the calendar early in the morning, at 1:10 in the district. */
export const schemeJobs = (platform: Platform, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'judge-schemes',
    schedule: '10 17 * * *',
    run: async () => {
      for (const districtId of await districts()) {
        const turned = await judgeByTime(platform, districtId);
        if (turned > 0) platform.log.info({ districtId, turned }, 'scheme verdicts turned by time');
      }
    },
  },
];
