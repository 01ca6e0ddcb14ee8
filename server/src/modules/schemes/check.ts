import { dayAt } from '../../platform/days.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Verdict as Promised } from '../../platform/verdict.ts';
import { factsOf, papersOn } from './fact.ts';
import { factsOfFirms } from './store.ts';
import { says, type Verdict, verdictsOf } from './verdicts.ts';

const EXAMPLES = 5;
const CHUNK = 500;

const promised = (id: string, sentence: string, found: readonly string[]): Promised => ({
  id,
  sentence,
  violations: found.length,
  examples: found.slice(0, EXAMPLES),
});

interface Kept {
  readonly firmId: string;
  readonly scheme: string;
  readonly said: string;
  readonly asOf: string;
}

const saying = ({ outcome, met, open, unknown, nearest, packVersion }: Omit<Verdict, 'firmId' | 'id'>): string =>
  [outcome, met, open, unknown, nearest, packVersion].join(' ');

interface Found {
  readonly unread: string[];
  readonly wrong: string[];
}

/** Judges some companies again, each as of the day of its verdict, from the papers on record. */
async function judgeAgain(tx: Tx, firmIds: readonly string[], today: string, found: Found): Promise<void> {
  const facts = await factsOfFirms(tx, firmIds);
  const kept = await tx.rows<Kept>(sql`
    select firm_id as "firmId", scheme, concat_ws(' ', outcome, met, open, unknown, coalesce(nearest, ''), pack_version) as said, as_of as "asOf"
    from scheme_verdicts where district_id = ${tx.districtId} and firm_id = any(${[...firmIds]}::uuid[])`);
  for (const firmId of firmIds) {
    const own = facts.filter((fact) => fact.firmId === firmId);
    if (!factsOf(firmId, papersOn(own, today), today).ok) {
      found.unread.push(firmId);
      continue;
    }
    const mine = kept.filter((each) => each.firmId === firmId);
    const days = [...new Set(mine.map(({ asOf }) => asOf))];
    const judged = days.flatMap((day) => verdictsOf([firmId], own, day).map((each) => ({ ...each, day })));
    const again = new Map(judged.map((each) => [`${each.id} ${each.day}`, saying(each)]));
    const known = new Set(mine.map(({ scheme }) => scheme));
    const wrong = mine.filter(({ scheme, said, asOf }) => again.get(`${scheme} ${asOf}`) !== said);
    // Where nothing is kept, the rules of that day must have nothing to say either.
    const missing = judged.filter((each) => says(each) && !known.has(each.id));
    if (wrong.length + missing.length > 0) found.wrong.push(firmId);
  }
}

/** Promises about facts and verdicts, asked on one snapshot as of an instant. */
export const checkSchemeVerdicts = (db: Db, districtId: number, now: number): Promise<readonly Promised[]> =>
  db.readDistrict(districtId, async (tx) => {
    const firms = await tx.rows<{ id: string }>(sql`
      select distinct firm_id as id from firm_facts where district_id = ${districtId} and state in ('stated', 'confirmed') order by id`);
    const found: Found = { unread: [], wrong: [] };
    for (let from = 0; from < firms.length; from += CHUNK) {
      const ids = firms.slice(from, from + CHUNK).map(({ id }) => id);
      await judgeAgain(tx, ids, dayAt(now), found);
    }
    const turns = await tx.rows<{ example: string }>(sql`
      select v.firm_id::text as example from scheme_verdicts v left join scheme_turns t on t.district_id = v.district_id and t.firm_id = v.firm_id
        and t.scheme = v.scheme and t.seq = v.turns
      where v.district_id = ${districtId} and (t.seq is null or t.outcome <> v.outcome or t.turned_on <> v.since)`);
    const coached = await tx.rows<{ example: string }>(sql`
      select c.id::text as example from coachings c join matters m on m.district_id = c.district_id and m.id = c.matter_id
      where c.district_id = ${districtId} and m.firm_id <> c.firm_id`);
    const examples = (rows: readonly { readonly example: string }[]) => rows.map(({ example }) => example);
    return [
      promised('I-FACT-read', 'every fact on record can be read, and no part exceeds its whole', found.unread),
      promised(
        'I-SCHEME-verdict',
        'every verdict follows from the papers on record and the rules of its day',
        found.wrong,
      ),
      promised('I-SCHEME-turn', 'every verdict is the last of its turns, on the day of that turn', examples(turns)),
      promised('I-SCHEME-coaching', 'every booked coaching is a request of the same company', examples(coached)),
    ];
  });
