import type { LeaveDeal } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import type { Table } from '../firms/index.ts';
import { type OpenedMatter, openMatters } from '../matters/index.ts';
import { worded } from '../network/index.ts';
import { DESK_CATEGORY } from './build.ts';
import { type Deal, yuan } from './deal.ts';
import { type Acting, lockDeal, mustBeSeen, mustHoldDesk, mustStandAt, storeAct } from './load.ts';
import { readReport } from './report-file.ts';
import { type Cell, type Standing, standingOf, standingReports, type TriggerState } from './standing.ts';
import { insertReport, type ReportLine } from './store.ts';

/** A file as it arrived. */
export interface GivenReport {
  readonly fileName: string;
  readonly sha256: Buffer;
  readonly table: Table;
  /** Numbers for matters, taken before the transaction: one for each trigger that could turn. */
  readonly numbers: readonly string[];
}

interface Participant {
  readonly number: number;
  readonly label: string;
  readonly firmId: string | null;
  readonly amount: bigint;
}

const participantsOf = (tx: Tx, dealId: string): Promise<Participant[]> =>
  tx.rows<Participant>(sql`
    select number, label, firm_id as "firmId", amount_fen as amount from participations
    where district_id = ${tx.districtId} and deal_id = ${dealId} order by number`);

const TRIGGER_WORDS: Readonly<Record<TriggerState['measure'], { readonly zh: string; readonly en: string }>> = {
  coverage: { zh: '覆盖率', en: 'coverage' },
  overcollateralization: { zh: '超额抵押率', en: 'overcollateralization' },
  cumulativeDefault: { zh: '累计违约率', en: 'cumulative default' },
  date: { zh: '到期日', en: 'date' },
};

const cash = ({ principal, interest, recovered }: Pick<Cell, 'principal' | 'interest' | 'recovered'>): bigint =>
  principal + interest + recovered;
const short = (cell: Cell): bigint => cell.planPrincipal + cell.planInterest - cash(cell);

/** The company that fell short of its plan most in a period, among those of the register. */
function mostShort(cells: readonly Cell[], participants: readonly Participant[]) {
  const known = new Map(participants.map((each) => [each.number, each]));
  let worst: { readonly firmId: string; readonly cell: Cell } | null = null;
  for (const cell of cells) {
    const firmId = known.get(cell.number)?.firmId ?? null;
    if (firmId !== null && short(cell) > 0n && (worst === null || short(cell) > short(worst.cell)))
      worst = { firmId, cell };
  }
  return worst;
}

function alertText(deal: Deal, trigger: TriggerState, cell: Cell): string {
  const { zh, en } = TRIGGER_WORDS[trigger.measure];
  const { period, value, level } = trigger;
  const [came, missing] = [yuan(cash(cell)), yuan(short(cell))];
  return `第 ${deal.number} 单第 ${period} 期少收 ${missing} 元。贵公司本期到账 ${came} 元，比计划少 ${missing} 元；产品${zh} ${value ?? '—'}，预警线 ${level}。请说明原因和补足安排。\nProduct ${deal.number}, period ${period}: ${missing} yuan short; ${en} ${value ?? '—'} against ${level}. Please say why and how it will be made up.`;
}

/** A trigger that stands amber or red for the first time on its date becomes a matter, answered for by the desk post. */
async function raiseAlerts(
  tx: Tx,
  acting: Acting,
  given: {
    readonly deal: Deal;
    readonly standing: Standing;
    readonly participants: readonly Participant[];
    readonly reportId: string;
    readonly numbers: readonly string[];
    readonly matterId?: string;
  },
): Promise<readonly OpenedMatter[]> {
  const { deal, standing, participants, reportId, numbers, matterId } = given;
  const period = standing.reported;
  const known = await tx.rows<{ id: string }>(sql`
    select trigger_id as id from deal_alerts where district_id = ${tx.districtId} and deal_id = ${deal.id} and period = ${period}`);
  const struck = standing.triggers.filter(
    (each) => each.period === period && each.color !== 'green' && !known.some(({ id }) => id === each.id),
  );
  const worst = mostShort(
    standing.cells.filter((cell) => cell.period === period),
    participants,
  );
  const opened: OpenedMatter[] = [];
  for (const [index, trigger] of struck.entries()) {
    const number = numbers[index];
    const [matter] =
      worst === null || number === undefined
        ? []
        : await openMatters(
            tx,
            [
              {
                number,
                ...(matterId === undefined ? {} : { id: matterId }),
                firmId: worst.firmId,
                category: DESK_CATEGORY,
                text: alertText(deal, trigger, worst.cell),
                ownerPostId: deal.postId,
              },
            ],
            acting,
          );
    if (matter !== undefined) opened.push(matter);
    await tx.run(sql`
      insert into deal_alerts (district_id, deal_id, trigger_id, period, color, value, level, report_id, matter_id)
      values (${tx.districtId}, ${deal.id}, ${trigger.id}, ${period}, ${trigger.color}, ${trigger.value}, ${trigger.level}, ${reportId}, ${matter?.id ?? null})`);
  }
  return opened;
}

/** No claim pays or loses more principal than it has, over all reports together. */
function mustFit(cells: readonly Cell[], lines: readonly ReportLine[], participants: readonly Participant[]): void {
  const gone = new Map<number, bigint>();
  for (const { number, principal, defaulted } of [...cells, ...lines])
    gone.set(number, (gone.get(number) ?? 0n) + principal + defaulted);
  for (const { number, label, amount } of participants) {
    const found = gone.get(number) ?? 0n;
    if (found > amount) throw new Refusal('REPORT_OVERPAID', { label, found: yuan(found), limit: yuan(amount) });
  }
}

async function mustBeNew(tx: Tx, dealId: string, sha256: Buffer): Promise<void> {
  const row =
    await tx.row(sql`select 1 from servicer_reports r where r.district_id = ${tx.districtId} and r.deal_id = ${dealId}
    and r.sha256 = ${sha256} and ${standingReports}`);
  if (row !== undefined) throw new Refusal('REPORT_TWICE');
}

async function lockIssued(tx: Tx, acting: Acting, dealId: string): Promise<{ deal: Deal; standing: Standing }> {
  const deal = await lockDeal(tx, dealId);
  mustHoldDesk(deal, acting);
  mustStandAt(deal, (stage) => stage === 'servicing');
  const standing = await standingOf(tx, deal);
  if (standing === null) throw new Error(`deal ${deal.number} is serviced and has no cash flows`);
  return { deal, standing };
}

/** Takes down a servicer's report whole or not at all; triggers that turn open matters in the same transaction. */
export async function importReport(tx: Tx, acting: Acting, dealId: string, given: GivenReport): Promise<void> {
  const { principal, now } = acting;
  const { deal, standing } = await lockIssued(tx, acting, dealId);
  const participants = await participantsOf(tx, dealId);
  await mustBeNew(tx, dealId, given.sha256);
  const { period, lines } = readReport(given.table, participants);
  const expected = standing.reported + 1;
  if (period !== expected || period > standing.engine.paymentDays.length)
    throw new Refusal('REPORT_PERIOD', { number: deal.number, expected, period });
  mustFit(standing.cells, lines, participants);
  const id = newId(now);
  const { fileName, sha256, numbers } = given;
  const report = { id, dealId, period, fileName, sha256, reversesId: null, reason: '', lines };
  await insertReport(tx, { ...report, accountId: principal.accountId, reportedAt: now });
  const after = await standingOf(tx, deal);
  if (after === null) throw new Error(`deal ${deal.number} lost its cash flows`);
  const matters = await raiseAlerts(tx, acting, { deal, standing: after, participants, reportId: id, numbers });
  const payload = {
    reportId: id,
    period,
    fileName,
    sha256: sha256.toString('hex'),
    cashFen: String(lines.reduce((sum, line) => sum + cash(line), 0n)),
    matters: matters.map(({ number }) => number),
  };
  await storeAct(tx, deal, { type: 'reportImported', payload }, acting);
}

/** Judges the latest report of a product that was stored without being imported; what has turned opens its matter. */
export async function alertOfLatest(
  tx: Tx,
  acting: Acting,
  dealId: string,
  matter: { readonly id: string; readonly number: string },
): Promise<readonly OpenedMatter[]> {
  const { deal, standing } = await lockIssued(tx, acting, dealId);
  const latest = await tx.row<{ id: string }>(sql`
    select r.id from servicer_reports r where r.district_id = ${tx.districtId} and r.deal_id = ${dealId} and ${standingReports}
    order by r.period desc limit 1`);
  if (latest === undefined) return [];
  const participants = await participantsOf(tx, dealId);
  const given = { deal, standing, participants, reportId: latest.id };
  return raiseAlerts(tx, acting, { ...given, numbers: [matter.number], matterId: matter.id });
}

interface Stood {
  readonly id: string;
  readonly period: number;
  readonly sha256: Buffer;
}

/** Reverses the latest report that stands: opposite lines join it, nothing is deleted, and its period can be imported anew. */
export async function reverseReport(tx: Tx, acting: Acting, reportId: string, body: LeaveDeal): Promise<string> {
  const { principal, now } = acting;
  const found = await tx.row<{ dealId: string }>(sql`
    select deal_id as "dealId" from servicer_reports where district_id = ${tx.districtId} and id = ${reportId}`);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  const { deal } = await lockIssued(tx, acting, found.dealId);
  mustBeSeen(deal, body.version);
  const reason = worded('reason', body.reason);
  const latest = await tx.row<Stood>(sql`
    select r.id, r.period, r.sha256 from servicer_reports r where r.district_id = ${tx.districtId} and r.deal_id = ${deal.id} and ${standingReports}
    order by r.period desc limit 1`);
  if (latest === undefined || latest.id !== reportId) throw new Refusal('REPORT_REVERSED');
  const lines = await tx.rows<ReportLine>(sql`
    select number, -principal_fen as principal, -interest_fen as interest, -recovered_fen as recovered, -defaulted_fen as defaulted
    from servicer_lines where district_id = ${tx.districtId} and report_id = ${reportId} order by number`);
  const id = newId(now);
  const { period, sha256 } = latest;
  const reversal = { id, dealId: deal.id, period, fileName: '', sha256, reversesId: reportId, reason, lines };
  await insertReport(tx, { ...reversal, accountId: principal.accountId, reportedAt: now });
  await storeAct(tx, deal, { type: 'reportReversed', payload: { reportId, reversalId: id, period, reason } }, acting);
  return deal.id;
}

/** Triggers of a product that could turn with one report, so that as many numbers are taken beforehand. */
export const TRIGGERS_MOST = 2;
