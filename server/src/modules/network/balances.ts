import type { Balance, BalanceSheet, UnitCard, UsageSheet } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { UNIT_CARD, UNIT_JOIN } from './units.ts';

interface BalanceRow {
  readonly unit: UnitCard;
  readonly givenMinutes: number;
  readonly givenCount: number;
  readonly takenMinutes: number;
  readonly takenCount: number;
  readonly offered: number;
  readonly needs: number;
}

function sideOf({ givenCount, takenCount }: BalanceRow): Balance['side'] {
  if (givenCount > 0) return takenCount > 0 ? 'both' : 'onlyGives';
  return takenCount > 0 ? 'onlyTakes' : 'none';
}

/** Balances of all units, or of one: sums of confirmed usages, so that nothing counts which one side alone says. */
export async function balancesOf(tx: Tx, unitId: string | null): Promise<Balance[]> {
  const rows = await tx.rows<BalanceRow>(sql`
    with usages as (
      select r.unit_id as giver, b.unit_id as taker, b.confirmed_minutes as minutes
      from bookings b join resources r on r.district_id = b.district_id and r.id = b.resource_id
      where b.district_id = ${tx.districtId} and b.confirmed_minutes > 0),
    given as (select giver as id, sum(minutes)::int as minutes, count(*)::int as count from usages group by giver),
    taken as (select taker as id, sum(minutes)::int as minutes, count(*)::int as count from usages group by taker)
    select ${UNIT_CARD} as unit, coalesce(g.minutes, 0) as "givenMinutes", coalesce(g.count, 0) as "givenCount",
      coalesce(t.minutes, 0) as "takenMinutes", coalesce(t.count, 0) as "takenCount",
      (select count(*)::int from resources r where r.district_id = u.district_id and r.unit_id = u.id and r.open) as offered,
      (select count(*)::int from needs n where n.district_id = u.district_id and n.unit_id = u.id and n.open) as needs
    from exchange_units u left join given g on g.id = u.id left join taken t on t.id = u.id ${UNIT_JOIN}
    where u.district_id = ${tx.districtId} and (${unitId}::uuid is null or u.id = ${unitId}::uuid)
    order by coalesce(g.minutes, 0) + coalesce(t.minutes, 0) desc, u.id`);
  return rows.map((row) => ({ ...row, side: sideOf(row) }));
}

interface Total {
  readonly minutes: number;
  readonly usages: number;
}

/** All balances with their sums beside the sum of the usages themselves, on one snapshot. */
export async function balanceSheet(tx: Tx, now: number): Promise<BalanceSheet> {
  const balances = await balancesOf(tx, null);
  const total = await tx.row<Total>(sql`
    select coalesce(sum(confirmed_minutes), 0)::int as minutes, count(*)::int as usages from bookings
    where district_id = ${tx.districtId} and confirmed_minutes > 0`);
  const sum = (of: (balance: Balance) => number): number => balances.reduce((whole, each) => whole + of(each), 0);
  return {
    balances,
    totals: {
      givenMinutes: sum(({ givenMinutes }) => givenMinutes),
      takenMinutes: sum(({ takenMinutes }) => takenMinutes),
      confirmedMinutes: total?.minutes ?? 0,
      usages: total?.usages ?? 0,
    },
    asOf: isoInstant(now),
  };
}

interface UsageRow extends Omit<UsageSheet['usages'][number], 'from' | 'until'> {
  readonly from: number;
  readonly until: number;
}

/** The confirmed usages of one unit, newest first: what its balance is made of, without a limit, so that they add up. */
export async function usageSheet(tx: Tx, unitId: string, now: number): Promise<UsageSheet> {
  const [balance] = await balancesOf(tx, unitId);
  if (balance === undefined) throw new Refusal('NOT_FOUND');
  const rows = await tx.rows<UsageRow>(sql`
    select b.id as "bookingId", r.title, r.kind, case when r.unit_id = ${unitId} then 'giver' else 'taker' end as side, ${UNIT_CARD} as other,
      lower(b.during) as "from", upper(b.during) as "until", b.confirmed_minutes as minutes
    from bookings b join resources r on r.district_id = b.district_id and r.id = b.resource_id
    join exchange_units u on u.district_id = b.district_id and u.id = case when r.unit_id = ${unitId} then b.unit_id else r.unit_id end ${UNIT_JOIN}
    where b.district_id = ${tx.districtId} and b.confirmed_minutes > 0 and ${unitId}::uuid in (b.unit_id, r.unit_id)
    order by lower(b.during) desc, b.id`);
  const usages = rows.map((row) => ({ ...row, from: isoInstant(row.from), until: isoInstant(row.until) }));
  return { balance, usages, asOf: isoInstant(now) };
}
