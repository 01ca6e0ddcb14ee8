import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { CapitalNeed, Introduction, Investor } from './load.ts';
import type { Standing } from './machine.ts';

/** Stores investors in one statement; `at` is when they were registered. Lists travel as JSON, since unnest would flatten them. */
export async function insertInvestors(tx: Tx, investors: readonly Investor[], at: number): Promise<void> {
  await tx.run(sql`
    insert into investors (district_id, id, name, kind, forms, stages, sectors, least_fen, most_fen, desk, desk_phone, reference,
      open, demo, version, created_at)
    select ${tx.districtId}, i.id, i.name, i.kind, i.forms, i.stages, i.sectors, i."leastFen", i."mostFen", i.desk, i."deskPhone",
      i.reference, i.open, i.demo, i.version, ${new Date(at)}
    from jsonb_to_recordset(${JSON.stringify(investors)}::jsonb) as i (id uuid, name text, kind text, forms text[], stages text[],
      sectors text[], "leastFen" bigint, "mostFen" bigint, desk text, "deskPhone" text, reference text, open boolean, demo boolean,
      version integer)`);
}

/** A need as it is stored; the name and industry of the company are its own. */
export type NewCapitalNeed = Omit<CapitalNeed, 'firm' | 'sector'> & { readonly at: number };

/** Stores needs in one statement. */
export async function insertCapitalNeeds(tx: Tx, needs: readonly NewCapitalNeed[]): Promise<void> {
  await tx.run(sql`
    insert into capital_needs (district_id, id, firm_id, form, stage, amount_fen, purpose, until, open, demo, version, created_at)
    select ${tx.districtId}, n.* from ${unnest(
      column('uuid', needs, (n) => n.id),
      column('uuid', needs, (n) => n.firmId),
      column('text', needs, (n) => n.form),
      column('text', needs, (n) => n.stage),
      column('bigint', needs, (n) => BigInt(n.amountFen)),
      column('text', needs, (n) => n.purpose),
      column('date', needs, (n) => n.until),
      column('boolean', needs, (n) => n.open),
      column('boolean', needs, (n) => n.demo),
      column('integer', needs, (n) => n.version),
      column('timestamptz', needs, (n) => new Date(n.at)),
    )} as n`);
}

/** An introduction as it is stored, with how the answers given through staff are known. */
export type NewIntroduction = Omit<Introduction, 'createdAt'> & {
  readonly firmReference: string;
  readonly investorReference: string;
  readonly demo: boolean;
  readonly at: number;
};

/** Stores introductions in one statement. */
export async function insertIntroductions(tx: Tx, introductions: readonly NewIntroduction[]): Promise<void> {
  await tx.run(sql`
    insert into introductions (district_id, id, need_id, investor_id, state, firm_answer, investor_answer, firm_reference, investor_reference,
      reason, answer_by, matter_id, amount_fen, concluded_on, outcome_reference, demo, version, created_at)
    select ${tx.districtId}, t.* from ${unnest(
      column('uuid', introductions, (t) => t.id),
      column('uuid', introductions, (t) => t.needId),
      column('uuid', introductions, (t) => t.investorId),
      column('text', introductions, (t) => t.state),
      column('boolean', introductions, (t) => t.firmAgreed),
      column('boolean', introductions, (t) => t.investorAgreed),
      column('text', introductions, (t) => t.firmReference),
      column('text', introductions, (t) => t.investorReference),
      column('text', introductions, (t) => t.reason),
      column('date', introductions, (t) => t.answerBy),
      column('uuid', introductions, (t) => t.matterId),
      column('bigint', introductions, (t) => (t.amountFen === null ? null : BigInt(t.amountFen))),
      column('date', introductions, (t) => t.concludedOn),
      column('text', introductions, (t) => t.outcomeReference),
      column('boolean', introductions, (t) => t.demo),
      column('integer', introductions, (t) => t.version),
      column('timestamptz', introductions, (t) => new Date(t.at)),
    )} as t`);
}

/** What a step changes of an introduction beside where it stands; what is left out stays. */
export interface IntroductionChange {
  readonly next: Pick<Standing, 'state' | 'firmAgreed' | 'investorAgreed'>;
  readonly reason?: string;
  readonly firmReference?: string;
  readonly investorReference?: string;
  readonly outcome?: { readonly amountFen: number | null; readonly on: string; readonly reference: string };
}

/** Stores a step on a locked introduction and raises its version. */
export async function updateIntroduction(
  tx: Tx,
  { id, version }: Pick<Introduction, 'id' | 'version'>,
  { next, reason, firmReference, investorReference, outcome }: IntroductionChange,
): Promise<void> {
  const amount = outcome?.amountFen ?? null;
  await tx.run(sql`
    update introductions set state = ${next.state}, firm_answer = ${next.firmAgreed}, investor_answer = ${next.investorAgreed},
      reason = coalesce(${reason ?? null}, reason), firm_reference = coalesce(${firmReference ?? null}, firm_reference),
      investor_reference = coalesce(${investorReference ?? null}, investor_reference),
      amount_fen = coalesce(${amount === null ? null : BigInt(amount)}::bigint, amount_fen),
      concluded_on = coalesce(${outcome?.on ?? null}::date, concluded_on),
      outcome_reference = coalesce(${outcome?.reference ?? null}, outcome_reference), version = ${version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
}
