import type { Job } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import { lapse } from './book.ts';

/** Ends questions that nobody answered in time; each is decided again under lock. Says how many ended. */
export async function lapseBookings(platform: Platform, districtId: number): Promise<number> {
  const asked = await platform.db.readDistrict(districtId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select id from bookings where district_id = ${districtId} and state = 'asked' order by asked_at limit 500`),
  );
  let ended = 0;
  for (const { id } of asked)
    if (await platform.db.inDistrict(districtId, (tx) => lapse(tx, id, platform.now()))) ended += 1;
  if (ended > 0) platform.outboxFilled();
  return ended;
}

/** The sweep as a job over all districts. */
export const networkJobs = (platform: Platform, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'lapse-bookings',
    schedule: '* * * * *',
    run: async () => {
      for (const districtId of await districts()) await lapseBookings(platform, districtId);
    },
  },
];
