import type { FirmHit, TakeDownFirm } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { type NewFirm, NO_CAPITAL } from './firm.ts';
import { hasLostCharacter, hiddenCharacter, nameKey, trimmed } from './names.ts';
import { recordStep } from './record.ts';
import type { FirmSearch } from './search.ts';
import { insertFirms } from './store.ts';

/** Companies that search finds under the whole name; the key decides, since search folds more than spelling. */
async function namesake(tx: Tx, search: FirmSearch, name: string): Promise<string | undefined> {
  const { hits } = await search.find(tx.districtId, { text: name, limit: 10 });
  const rows = await tx.rows<{ name: string }>(sql`
    select name from firms where district_id = ${tx.districtId} and id = any(${hits.map(({ id }) => id)}::uuid[])`);
  return rows.find((row) => nameKey(row.name) === nameKey(name))?.name;
}

const COUNTER_SOURCE = '窗口登记 · counter';

/**
 * Takes down a company that the register does not know, so that its request can be answered now; somebody verifies the
 * name afterwards. The phone is kept until then and enters no leaf, so that it can be erased.
 */
export async function takeDownFirm(
  tx: Tx,
  { search, principal, at }: { readonly search: FirmSearch; readonly principal: Principal; readonly at: number },
  input: TakeDownFirm,
): Promise<FirmHit> {
  const name = trimmed(input.name);
  // The schema counted the blanks around it too.
  if ([...name].length < 2) throw new Refusal('INPUT_INVALID', { field: 'name', problem: 'fewer than 2 characters' });
  const hidden = hiddenCharacter(name) ?? (hasLostCharacter(name) ? 'U+FFFD' : null);
  if (hidden !== null) throw new Refusal('FIRM_NAME_HIDDEN', { character: hidden });
  const known = await namesake(tx, search, name);
  if (known !== undefined) throw new Refusal('FIRM_NAME_TAKEN', { name: known });
  const id = newId(at);
  const firm: NewFirm = {
    id,
    code: null,
    name,
    formerNames: [],
    status: '',
    establishedOn: null,
    capital: NO_CAPITAL,
    industryCode: null,
    regionCode: null,
    provisional: true,
    demo: false,
    contactPhone: input.phone ?? '',
    source: COUNTER_SOURCE,
    importId: null,
    sites: [],
  };
  await insertFirms(tx, [firm], at);
  await recordStep(tx, { firmId: id, seq: 1, at, principal, source: COUNTER_SOURCE }, { type: 'takenDown' }, { name });
  return { id, name, code: null, address: '', areaNumber: null, provisional: true, matchedBy: 'name' };
}
