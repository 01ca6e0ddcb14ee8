import type { CompanyComparison, DealDetail, DealLine, DealList, DealPaper, PeriodComparison } from '@banfei/contracts';
import { formatDay } from '@banfei/waterfall';
import { isoInstant, isoOrNull } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { standingOf as mattersStanding } from '../matters/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import { fenNumber, PAPERS } from './deal.ts';
import { loadDeal } from './load.ts';
import { type Cell, type Standing, standingOf } from './standing.ts';
import { missingPapers } from './store.ts';
import {
  alertMatters,
  candidatesOf,
  dealLine,
  dealLines,
  dealTotals,
  historyOf,
  type LineRow,
  papersOf,
  participantsOf,
  proposalsOf,
  reportsOf,
  runsOf,
} from './views.ts';

export interface Reader {
  readonly principal: Principal;
  readonly directory: PostDirectory;
  readonly now: number;
}

async function present(tx: Tx, directory: PostDirectory, row: LineRow): Promise<DealLine> {
  const { postId, rowsFen, issuedFen, ...line } = row;
  return {
    ...line,
    post: directory.card(postId),
    rowsFen: fenNumber(rowsFen),
    issuedFen: issuedFen === null ? null : fenNumber(issuedFen),
    differenceFen: issuedFen === null ? null : fenNumber(issuedFen - rowsFen),
    missing: (await missingPapers(tx, row.id, row.stage)).length,
  };
}

/** All products with their totals; each total is the sum of rows on this snapshot, beside what was issued. */
export async function presentDeals(tx: Tx, { directory, now }: Reader): Promise<DealList> {
  const deals: DealLine[] = [];
  for (const row of await dealLines(tx)) deals.push(await present(tx, directory, row));
  const { rowsFen, issuedFen, ...totals } = await dealTotals(tx);
  return {
    deals,
    totals: {
      ...totals,
      rowsFen: fenNumber(rowsFen),
      issuedFen: fenNumber(issuedFen),
      differenceFen: fenNumber(issuedFen - rowsFen),
    },
    asOf: isoInstant(now),
  };
}

async function presentPapers(tx: Tx, directory: PostDirectory, dealId: string): Promise<DealPaper[]> {
  const rows = await papersOf(tx, dealId);
  const matters = await mattersStanding(
    tx,
    rows.flatMap(({ matterId }) => (matterId === null ? [] : [matterId])),
  );
  return rows.map(({ matterId, receivedAt, ...row }) => {
    const matter = matterId === null ? undefined : matters.get(matterId);
    return {
      ...row,
      stage: PAPERS[row.kind].stage,
      receivedAt: isoOrNull(receivedAt),
      matter:
        matter === undefined
          ? null
          : {
              number: matter.number,
              open: matter.open,
              owner: directory.card(matter.ownerPostId),
              dueAt: matter.dueAt,
            },
    };
  });
}

const sumOf = (cells: readonly Cell[], of: (cell: Cell) => bigint): number =>
  fenNumber(cells.reduce((sum, cell) => sum + of(cell), 0n));

function periodsOf({ engine, cells, reported }: Standing): PeriodComparison[] {
  return engine.paymentDays.map((day, index) => {
    const own = cells.filter(({ period }) => period === index + 1);
    return {
      period: index + 1,
      collectedBy: formatDay(day - engine.collectionLag),
      paymentDay: formatDay(day),
      planPrincipalFen: sumOf(own, (cell) => cell.planPrincipal),
      planInterestFen: sumOf(own, (cell) => cell.planInterest),
      paidPrincipalFen: sumOf(own, (cell) => cell.principal),
      paidInterestFen: sumOf(own, (cell) => cell.interest),
      recoveredFen: sumOf(own, (cell) => cell.recovered),
      defaultedFen: sumOf(own, (cell) => cell.defaulted),
      reported: index < reported,
    };
  });
}

function companiesOf({ cells, reported }: Standing, participants: DealDetail['participants']): CompanyComparison[] {
  return participants.map(({ number, label, firmId }) => {
    const own = cells.filter((cell) => cell.number === number && cell.period <= reported);
    return {
      number,
      label,
      firmId,
      planFen: sumOf(own, (cell) => cell.planPrincipal + cell.planInterest),
      paidFen: sumOf(own, (cell) => cell.principal + cell.interest + cell.recovered),
      defaultedFen: sumOf(own, (cell) => cell.defaulted),
    };
  });
}

/** A product with everything that its desk and its second person need. */
export async function presentDeal(tx: Tx, { principal, directory, now }: Reader, id: string): Promise<DealDetail> {
  const row = await dealLine(tx, id);
  const deal = await loadDeal(tx, id);
  if (row === undefined || deal === undefined) throw new Refusal('NOT_FOUND');
  const participants = await participantsOf(tx, id);
  const standing = await standingOf(tx, deal);
  const alerts = await alertMatters(tx, id);
  return {
    ...(await present(tx, directory, row)),
    version: deal.version,
    mine: principal.scopes.includes(deal.postId),
    terms: deal.terms,
    candidates: await candidatesOf(tx, id),
    papers: await presentPapers(tx, directory, id),
    proposals: await proposalsOf(tx, id, principal.accountId),
    participants,
    runs: await runsOf(tx, id),
    reports: await reportsOf(tx, id),
    periods: standing === null ? [] : periodsOf(standing),
    companies: standing === null ? [] : companiesOf(standing, participants),
    triggers:
      standing?.triggers.map((trigger) => ({
        ...trigger,
        matter: alerts.get(`${trigger.id} ${trigger.period}`) ?? null,
      })) ?? [],
    history: await historyOf(tx, id),
    asOf: isoInstant(now),
  };
}
