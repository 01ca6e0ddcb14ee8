import type { AddKeyDate, WithdrawKeyDate } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt, dayNumber } from '../../platform/days.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { firmCard, mustLive } from '../firms/index.ts';
import { worded } from '../network/index.ts';
import { insertKeyDates } from './store.ts';

const FURTHEST_DAYS = 20 * 366;

export interface Keeping {
  readonly principal: Principal;
  readonly now: number;
}

/** A company keeps its own dates and names no other; staff name the company. */
function firmOf({ role, scopes }: Principal, body: AddKeyDate): string {
  if (role !== 'company') {
    if (body.firmId === undefined) throw new Refusal('FIRM_REQUIRED');
    return body.firmId;
  }
  if (body.firmId !== undefined) throw new Refusal('FIRM_NOT_IN_BODY');
  const [own] = scopes;
  if (own === undefined) throw new Refusal('FIRM_REQUIRED');
  return own;
}

/** Enters a date with the paper that it is taken from. */
export async function addKeyDate(tx: Tx, { principal, now }: Keeping, body: AddKeyDate): Promise<void> {
  const firmId = firmOf(principal, body);
  if ((await firmCard(tx, firmId)) === undefined) throw new Refusal('NOT_FOUND');
  await mustLive(tx, firmId);
  const { kind, dueOn, everyMonths } = body;
  const [due, today] = [dayNumber(dueOn), dayNumber(dayAt(now))];
  if (due < today && everyMonths === null) throw new Refusal('KEY_DATE_PAST', { dueOn });
  if (Math.abs(due - today) > FURTHEST_DAYS) throw new Refusal('KEY_DATE_FAR', { dueOn });
  const [title, reference] = [worded('title', body.title), worded('reference', body.reference)];
  const id = newId(now);
  const date = { id, firmId, kind, title, reference, dueOn, everyMonths };
  try {
    await insertKeyDates(tx, [date], now);
  } catch (error) {
    if (constraintOf(error) === 'key_dates_living_once') throw new Refusal('KEY_DATE_TWICE', { reference, dueOn });
    throw error;
  }
  await chronicle(tx, {
    subject: 'keyDate',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'entered',
    by: principal,
    payload: date,
  });
}

/** Takes a date off the list with a reason; what was told of it stays on record. */
export async function withdrawKeyDate(
  tx: Tx,
  { principal, now }: Keeping,
  given: { readonly id: string; readonly body: WithdrawKeyDate },
): Promise<void> {
  const { id, body } = given;
  const row = await tx.row<{ firmId: string; version: number; withdrawn: boolean }>(sql`
    select firm_id as "firmId", version, withdrawn from key_dates where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  if (principal.role === 'company' && !principal.scopes.includes(row.firmId)) throw new Refusal('NOT_FOUND');
  if (row.withdrawn || row.version !== body.version) throw new Refusal('KEY_DATE_VERSION');
  const reason = worded('reason', body.reason);
  const seq = row.version + 1;
  await tx.run(
    sql`update key_dates set withdrawn = true, version = ${seq} where district_id = ${tx.districtId} and id = ${id}`,
  );
  const payload = { reason };
  await chronicle(tx, { subject: 'keyDate', subjectId: id, seq, at: now, type: 'withdrawn', by: principal, payload });
}
