import { checkSchemes } from '@banfei/eligibility';
import type { Tx } from '../../platform/db.ts';
import type { FirmCard } from '../firms/index.ts';
import { checkedFacts, papersOn } from './fact.ts';
import { schemeLibrary } from './library.ts';
import { factsOfFirms } from './store.ts';

export interface AskedDay {
  /** The day whose rules and papers count. */
  readonly asOf: string;
  readonly today: string;
  /** One scheme, or all. */
  readonly scheme?: string;
}

/** What every scheme says of a company as of a day, with every word of it. */
export async function judgedFor(tx: Tx, firm: FirmCard, { asOf, today, scheme }: AskedDay) {
  const papers = papersOn(await factsOfFirms(tx, [firm.id]), asOf);
  const checked = checkSchemes(checkedFacts(firm.name, papers, today), schemeLibrary(), {
    asOf,
    scheme: scheme ?? null,
  });
  if (!checked.ok) throw new Error(`${firm.id} cannot be judged: ${JSON.stringify(checked)}`);
  return checked.answer;
}
