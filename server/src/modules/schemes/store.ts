import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Fact } from './fact.ts';

/** A paper as it is stored for the first time. */
export interface NewFact extends Omit<Fact, 'version'> {
  readonly accountId: string | null;
}

/** Stores papers at version 1; the caller records the events. */
export async function insertFacts(tx: Tx, facts: readonly NewFact[], at: number): Promise<void> {
  await tx.run(sql`
    insert into firm_facts (district_id, id, firm_id, name, year, value, source, issuer, issued_on, valid_until, origin, state, account_id,
      stated_at, version)
    select ${tx.districtId}, f.*, ${new Date(at)}, 1 from ${unnest(
      column('uuid', facts, (f) => f.id),
      column('uuid', facts, (f) => f.firmId),
      column('text', facts, (f) => f.name),
      column('integer', facts, (f) => f.year),
      column('jsonb', facts, (f) => JSON.stringify(f.value)),
      column('text', facts, (f) => f.source),
      column('text', facts, (f) => f.issuer),
      column('date', facts, (f) => f.issuedOn),
      column('date', facts, (f) => f.validUntil),
      column('text', facts, (f) => f.origin),
      column('text', facts, (f) => f.state),
      column('uuid', facts, (f) => f.accountId),
    )} as f`);
}

const FACT = sql`id, firm_id as "firmId", name, year, value, source, issuer, issued_on as "issuedOn", valid_until as "validUntil", origin, state,
  version from firm_facts`;

/** Living papers of companies, by name and year. */
export const factsOfFirms = (tx: Tx, firmIds: readonly string[]): Promise<readonly Fact[]> =>
  tx.rows<Fact>(sql`select ${FACT} where district_id = ${tx.districtId} and firm_id = any(${[...firmIds]}::uuid[])
    and state in ('stated', 'confirmed') order by firm_id, name, year, issued_on`);

/** One living paper under lock. */
export const lockFact = (tx: Tx, id: string): Promise<Fact | undefined> =>
  tx.row<Fact>(
    sql`select ${FACT} where district_id = ${tx.districtId} and id = ${id} and state in ('stated', 'confirmed') for no key update`,
  );

export const setState = (
  tx: Tx,
  { id, version }: Pick<Fact, 'id' | 'version'>,
  state: 'confirmed' | 'replaced' | 'withdrawn',
) =>
  tx.run(
    sql`update firm_facts set state = ${state}, version = ${version + 1} where district_id = ${tx.districtId} and id = ${id}`,
  );

/** Acts on the papers of a company follow one another. */
export const lockFirm = (tx: Tx, firmId: string): Promise<unknown> =>
  tx.row(sql`select id from firms where district_id = ${tx.districtId} and id = ${firmId} for no key update`);
