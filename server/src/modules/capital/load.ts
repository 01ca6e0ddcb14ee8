import type { FundingForm, FundingStage, IntroductionState, InvestorKind } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Standing } from './machine.ts';
import type { Criteria } from './match.ts';

/** 投资机构 — a fund, bank, company or guarantor with what it looks for; its desk is a post and a work phone. */
export interface Investor extends Criteria {
  readonly id: string;
  readonly name: string;
  readonly kind: InvestorKind;
  readonly desk: string;
  readonly deskPhone: string;
  readonly reference: string;
  readonly open: boolean;
  readonly demo: boolean;
  readonly version: number;
}

/** 融资需求 — money that a company needs, of a form, at a stage, until a day. */
export interface CapitalNeed {
  readonly id: string;
  readonly firmId: string;
  readonly firm: string;
  readonly form: FundingForm;
  readonly stage: FundingStage;
  readonly amountFen: number;
  readonly purpose: string;
  readonly until: string;
  readonly open: boolean;
  readonly demo: boolean;
  readonly version: number;
  /** Division of GB/T 4754 of the company; null where the register does not know it. */
  readonly sector: string | null;
}

/** 引荐 — a need and an investor that are brought together when both agree. */
export interface Introduction extends Standing {
  readonly id: string;
  readonly needId: string;
  readonly investorId: string;
  readonly state: IntroductionState;
  readonly reason: string;
  readonly matterId: string;
  readonly amountFen: number | null;
  readonly concludedOn: string | null;
  readonly outcomeReference: string;
  readonly createdAt: number;
  readonly version: number;
}

const INVESTORS: Sql = sql`select i.id, i.name, i.kind, i.forms, i.stages, i.sectors, i.least_fen::double precision as "leastFen",
  i.most_fen::double precision as "mostFen", i.desk, i.desk_phone as "deskPhone", i.reference, i.open, i.demo, i.version from investors i`;

// The section letter that some registers write before the division is no part of it.
const NEEDS: Sql = sql`select n.id, n.firm_id as "firmId", f.name as firm, n.form, n.stage, n.amount_fen::double precision as "amountFen", n.purpose, n.until,
  n.open, n.demo, n.version, substring(f.industry_code from '^[A-Z]?([0-9]{2})') as sector
  from capital_needs n join firms f on f.district_id = n.district_id and f.id = n.firm_id`;

const INTRODUCTIONS: Sql = sql`select t.id, t.need_id as "needId", t.investor_id as "investorId", t.state, t.firm_answer as "firmAgreed",
  t.investor_answer as "investorAgreed", t.answer_by as "answerBy", t.reason, t.matter_id as "matterId", t.amount_fen::double precision as "amountFen",
  t.concluded_on as "concludedOn", t.outcome_reference as "outcomeReference", t.created_at as "createdAt", t.version from introductions t`;

/** All investors of the district by name. */
export const allInvestors = (tx: Tx): Promise<Investor[]> =>
  tx.rows(sql`${INVESTORS} where i.district_id = ${tx.districtId} order by i.name, i.id`);

const found = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
};

/** One investor under lock. */
export const lockInvestor = async (tx: Tx, id: string): Promise<Investor> =>
  found(
    await tx.row<Investor>(
      sql`${INVESTORS} where i.district_id = ${tx.districtId} and i.id = ${id} for no key update of i`,
    ),
  );

/** Needs of one company, or of the district when null; the newest first. */
export const capitalNeeds = (tx: Tx, firmId: string | null): Promise<CapitalNeed[]> =>
  tx.rows(sql`${NEEDS} where n.district_id = ${tx.districtId} and (${firmId}::uuid is null or n.firm_id = ${firmId})
    order by n.open desc, n.created_at desc, n.id desc`);

export const capitalNeed = async (tx: Tx, id: string): Promise<CapitalNeed> =>
  found(await tx.row<CapitalNeed>(sql`${NEEDS} where n.district_id = ${tx.districtId} and n.id = ${id}`));

/** One need under lock: whatever happens to it and its introductions follows one another. */
export const lockCapitalNeed = async (tx: Tx, id: string): Promise<CapitalNeed> =>
  found(
    await tx.row<CapitalNeed>(
      sql`${NEEDS} where n.district_id = ${tx.districtId} and n.id = ${id} for no key update of n`,
    ),
  );

export const introductionsOf = (tx: Tx, needId: string): Promise<Introduction[]> =>
  tx.rows(
    sql`${INTRODUCTIONS} where t.district_id = ${tx.districtId} and t.need_id = ${needId} order by t.created_at, t.id`,
  );

/** Living introductions that a condition chooses, in the order in which they are to be locked. */
export const livingIntroductions = (tx: Tx, where: Sql): Promise<Introduction[]> =>
  tx.rows(
    sql`${INTRODUCTIONS} where t.district_id = ${tx.districtId} and t.state in ('asked', 'introduced') and (${where}) order by t.id`,
  );

/** The introduction under lock, its need first, in the order that every act keeps. */
export async function lockIntroduction(
  tx: Tx,
  id: string,
): Promise<{ readonly introduction: Introduction; readonly need: CapitalNeed }> {
  const known = found(
    await tx.row<{ needId: string }>(
      sql`select need_id as "needId" from introductions where district_id = ${tx.districtId} and id = ${id}`,
    ),
  );
  const need = await lockCapitalNeed(tx, known.needId);
  const introduction = found(
    await tx.row<Introduction>(
      sql`${INTRODUCTIONS} where t.district_id = ${tx.districtId} and t.id = ${id} for no key update of t`,
    ),
  );
  return { introduction, need };
}

/** What introductions of a need or an investor have come to. */
export interface Tally {
  readonly asked: number;
  readonly made: number;
  readonly funded: number;
  readonly fundedFen: number;
}

const NO_TALLY: Tally = { asked: 0, made: 0, funded: 0, fundedFen: 0 };

/** Tallies by need or by investor. */
export async function talliesBy(tx: Tx, by: 'need' | 'investor'): Promise<(id: string) => Tally> {
  const key = by === 'need' ? sql`need_id` : sql`investor_id`;
  const rows = await tx.rows<Tally & { readonly id: string }>(sql`
    select ${key} as id, count(*) filter (where state = 'asked')::integer as asked,
      count(*) filter (where state in ('introduced', 'funded', 'nothing'))::integer as made,
      count(*) filter (where state = 'funded')::integer as funded, coalesce(sum(amount_fen), 0)::double precision as "fundedFen"
    from introductions where district_id = ${tx.districtId} group by 1`);
  const known = new Map(rows.map(({ id, ...tally }) => [id, tally]));
  return (id) => known.get(id) ?? NO_TALLY;
}
