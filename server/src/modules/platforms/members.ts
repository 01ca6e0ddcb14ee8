import type { JoinPlatform } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { actingUnit } from '../network/index.ts';
import type { Act } from './events.ts';

/** The own unit joins or leaves a platform; saying it twice changes nothing. */
export async function joinPlatform(
  tx: Tx,
  { principal, now }: Act,
  platformId: string,
  body: JoinPlatform,
): Promise<void> {
  const unitId = await actingUnit(tx, principal);
  // Two joinings at once pass one by one.
  const platform = await tx.row(
    sql`select 1 from platforms where district_id = ${tx.districtId} and id = ${platformId}`,
  );
  if (platform === undefined) throw new Refusal('NOT_FOUND');
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext(${`platform member ${unitId}`}), ${tx.districtId})`);
  const own = await tx.row<{ id: string }>(sql`select id from platform_members
    where district_id = ${tx.districtId} and platform_id = ${platformId} and unit_id = ${unitId} and until is null for no key update`);
  if ((own !== undefined) === body.member) return;
  const id = own?.id ?? newId(now);
  if (own === undefined)
    await tx.run(sql`insert into platform_members (district_id, id, platform_id, unit_id, since)
      values (${tx.districtId}, ${id}, ${platformId}, ${unitId}, ${dayAt(now)}::date)`);
  else
    await tx.run(sql`update platform_members set until = greatest(since, ${dayAt(now)}::date)
      where district_id = ${tx.districtId} and id = ${id}`);
  const [type, seq] = own === undefined ? ['joined', 1] : ['left', 2];
  const payload = { platformId, unitId };
  await chronicle(tx, {
    subject: 'member',
    subjectId: id,
    seq: Number(seq),
    at: now,
    type: String(type),
    by: principal,
    payload,
  });
}
