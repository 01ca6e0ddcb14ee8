import type { Ending, EndSubject, LinkFate } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { recordStep } from './record.ts';
import { nextRevision } from './store.ts';

/** A company or facility that ends on a day, with the one that goes on for it, or none. */
export interface Ended {
  readonly id: string;
  readonly intoId: string | null;
  readonly on: string;
  readonly document: string;
  readonly principal: Principal;
  readonly now: number;
}

/** What ends or moves elsewhere with it; handed in by the application, since those modules come later. */
export type OnSubjectEnded = (tx: Tx, ended: Ended) => Promise<readonly LinkFate[]>;

interface Locked {
  readonly name: string;
  readonly endedOn: string | null;
}

async function lockLiving(tx: Tx, id: string): Promise<void> {
  const row = await tx.row<Locked>(sql`
    select name, ended_on as "endedOn" from firms where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  if (row.endedOn !== null) throw new Refusal('FIRM_ENDED', { name: row.name, on: row.endedOn });
}

/** Refuses whatever would be new for a company that has ended. */
export async function mustLive(tx: Tx, id: string): Promise<void> {
  const row = await tx.row<Locked>(
    sql`select name, ended_on as "endedOn" from firms where district_id = ${tx.districtId} and id = ${id} for share`,
  );
  if (row !== undefined && row.endedOn !== null) throw new Refusal('FIRM_ENDED', { name: row.name, on: row.endedOn });
}

/** What is registered takes effect now, so its day has come: a day ahead would end links that still live. */
export function mustHaveCome(day: string, now: number): void {
  const today = dayAt(now);
  if (day > today) throw new Refusal('DATES_REVERSED', { earlier: day, later: today });
}

/**
 * Ends a company. Its row, sites and requests stay: a request is a promise and keeps its owner until it is closed. Accounts
 * of a merged company act for the successor from this instant (`firmsOfAccount`); all other links go on or end in
 * this transaction, and the answer says how many of each.
 */
export async function endFirm(
  tx: Tx,
  { principal, now }: Pick<Ended, 'principal' | 'now'>,
  given: { readonly id: string; readonly body: EndSubject; readonly onEnded: OnSubjectEnded },
): Promise<Ending> {
  const { id, body, onEnded } = given;
  const { endedOn, intoId = null } = body;
  // In the order of ids: two mergers across each other cannot wait in a circle.
  for (const each of [...new Set([id, intoId ?? id])].sort()) await lockLiving(tx, each);
  if (intoId === id) throw new Refusal('ENDS_INTO_ITSELF');
  mustHaveCome(endedOn, now);
  const document = body.document.trim();
  const links = await onEnded(tx, { id, intoId, on: endedOn, document, principal, now });
  await tx.run(sql`update firms set ended_on = ${endedOn}, merged_into_id = ${intoId}
    where district_id = ${tx.districtId} and id = ${id}`);
  const seq = await nextRevision(tx, id, now);
  if (seq === undefined) throw new Error(`company ${id} was just locked and is missing`);
  const step = { firmId: id, seq, at: now, principal, source: document };
  await recordStep(tx, step, { type: 'ended', endedOn, intoId }, { endedOn, intoId, links });
  return { id, endedOn, mergedIntoId: intoId, links: [...links] };
}
