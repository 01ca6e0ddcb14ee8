import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';

interface CapitalSeed {
  readonly firms: readonly string[];
  readonly now: number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

const AGREED = [
  ['asked', true, null],
  ['asked', null, null],
  ['declined', true, false],
  ['introduced', true, true],
  ['funded', true, true],
  ['nothing', true, true],
] as const;

/** Needs open and closed, and introductions in every state, each as its own request. */
export async function seedCapital(tx: Tx, { firms, now, pick }: CapitalSeed): Promise<void> {
  const { districtId } = tx;
  const investor = newId();
  await tx.run(sql`insert into investors (district_id, id, name, kind, forms, stages, sectors, least_fen, most_fen, desk, desk_phone,
    reference, open, demo, version, created_at) values (${districtId}, ${investor}, '=基金', 'fund', '{equity}', '{growth}', '{}', 1, 2, '台',
    '0571', '函', true, true, 1, ${new Date(now)})`);
  const matters = await tx.rows<{ id: string }>(
    sql`select id from matters where district_id = ${districtId} order by id limit 24`,
  );
  for (const [at, { id: matterId }] of matters.entries()) {
    const needId = newId();
    await tx.run(sql`insert into capital_needs (district_id, id, firm_id, form, stage, amount_fen, purpose, until, open, demo, version, created_at)
      values (${districtId}, ${needId}, ${pick(firms)}, ${at % 3 === 0 ? 'debt' : 'equity'}, 'growth', ${at * 100 + 7}, '=1+1',
        ${at % 2 === 0 ? '2027-01-01' : '2026-12-01'}, ${at % 4 !== 0}, true, 1, ${new Date(now)})`);
    const [state, firm, other] = pick(AGREED);
    const over = state === 'funded' || state === 'nothing';
    await tx.run(sql`insert into introductions (district_id, id, need_id, investor_id, state, firm_answer, investor_answer, firm_reference,
      investor_reference, reason, answer_by, matter_id, amount_fen, concluded_on, outcome_reference, demo, version, created_at)
      values (${districtId}, ${newId()}, ${needId}, ${investor}, ${state}, ${firm}, ${other}, '', '', '', '2026-12-01', ${matterId},
        ${state === 'funded' ? at * 10 + 1 : null}, ${over ? '2026-11-01' : null}, '', true, 1, ${new Date(now)})`);
  }
}
