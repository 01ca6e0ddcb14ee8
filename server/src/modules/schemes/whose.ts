import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { type FirmCard, firmCard, mustLive } from '../firms/index.ts';

/** The company that is meant: a company names no other than itself, staff name one. */
export async function whoseReach(tx: Tx, { role, scopes }: Principal, asked: string | undefined): Promise<FirmCard> {
  const own = role === 'company';
  if (own && asked !== undefined) throw new Refusal('FIRM_NOT_IN_BODY');
  const id = own ? scopes[0] : asked;
  if (id === undefined) throw new Refusal('FIRM_REQUIRED');
  const firm = await firmCard(tx, id);
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  return firm;
}

/** The same for whoever changes something: companies that have ended keep what they had. */
export async function whoseLiving(tx: Tx, principal: Principal, asked: string | undefined): Promise<FirmCard> {
  const firm = await whoseReach(tx, principal, asked);
  await mustLive(tx, firm.id);
  return firm;
}
