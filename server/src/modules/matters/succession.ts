import type { MatterCommand } from '@banfei/custody';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { advance } from './act.ts';
import type { MatterDeps } from './deps.ts';
import { heirOf } from './heir.ts';
import { loadForStep } from './load.ts';

/**
 * Switches an account off. In the same transaction every open matter it answers for passes to its successor by rule;
 * if one of them has none, nothing changes at all (ARCHITECTURE I-ORPHAN).
 */
export async function disableAccount(deps: MatterDeps, districtId: number, accountId: string): Promise<number> {
  const { platform, posts } = deps;
  const directory = await posts.reload(districtId);
  const moved = await platform.db.inDistrict(districtId, async (tx) => {
    // The account's row first: a matter that is being given to this account waits for it and is then refused or found.
    const rows = await tx.run(
      sql`update accounts set active = false where district_id = ${districtId} and id = ${accountId}`,
    );
    if (rows !== 1) throw new Refusal('NOT_FOUND');
    const open = await tx.rows<{ number: string }>(sql`
      select m.number from tenures t join matters m on m.district_id = t.district_id and m.id = t.matter_id
      where t.district_id = ${districtId} and t.officer_id = ${accountId} and upper_inf(t.during) order by m.number`);
    for (const { number } of open) {
      const file = await loadForStep(tx, number);
      if (file === undefined || file.matter.owner.officerId !== accountId) continue;
      const from = file.matter.owner;
      const command: MatterCommand = {
        type: 'succeed',
        from,
        to: heirOf(directory, from),
        cause: 'accountDisabled',
      };
      await advance(tx, file, [command], { now: platform.now(), actor: { kind: 'system' }, manages: false, directory });
    }
    return open.length;
  });
  await posts.reload(districtId);
  platform.outboxFilled();
  return moved;
}
