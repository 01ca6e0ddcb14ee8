import { scatter } from '../../modules/matters/index.ts';
import { directoryIn } from '../../modules/posts/index.ts';
import { alertOfLatest } from '../../modules/securitization/index.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { AMBER_NUMBER, type DealsOfDemo } from './securitization.ts';

/** One number of the month's series, taken in the transaction that uses it: nobody else is there yet. */
async function numberAt(tx: Tx, at: number): Promise<string> {
  const month = dayAt(at).slice(2, 7).replace('-', '');
  const series = `QY-${month}`;
  await tx.run(
    sql`insert into number_blocks (district_id, series, next) values (${tx.districtId}, ${series}, 0) on conflict do nothing`,
  );
  const row = await tx.row<{ taken: number }>(sql`
    update number_blocks set next = next + 1 where district_id = ${tx.districtId} and series = ${series} returning next - 1 as taken`);
  return `${series}-${scatter(row?.taken ?? 0)}`;
}

/** The product that fell short has turned amber, and the request of that is open: so a desk finds what it has to do. */
export async function alertOfDemo(tx: Tx, { issued, alertId }: DealsOfDemo): Promise<void> {
  const short = issued.find(({ deal }) => deal.number === AMBER_NUMBER);
  const report = short?.reports.at(-1);
  if (short === undefined || report === undefined || short.deal.stage !== 'servicing') return;
  const { districtId } = tx;
  const { id, postId } = short.deal;
  const principal = { districtId, accountId: report.accountId, role: 'officer', scopes: [postId] } as const;
  const acting = { principal, now: report.reportedAt, directory: await directoryIn(tx) };
  await alertOfLatest(tx, acting, id, { id: alertId, number: await numberAt(tx, report.reportedAt) });
}
