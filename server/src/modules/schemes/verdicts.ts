import type { SchemeOutcome } from '@banfei/contracts';
import { outlineSchemes, parseDay, type SchemeOutline } from '@banfei/eligibility';
import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { checkedFacts, type Fact, papersOn } from './fact.ts';
import { schemeLibrary } from './library.ts';
import { factsOfFirms } from './store.ts';

/** What every scheme says of one company on a day. */
export interface Verdict extends SchemeOutline {
  readonly firmId: string;
}

const isValid = ({ validUntil }: Fact, day: string): boolean => validUntil === null || validUntil >= day;

/** Judges companies by the papers and rules of a day. Pure: those of whom the same is known are judged once. */
export function verdictsOf(firmIds: readonly string[], facts: readonly Fact[], day: string): readonly Verdict[] {
  const { packs } = schemeLibrary();
  const asOf = parseDay(day);
  if (asOf === null) throw new Error(`${day} is no day`);
  const of = new Map<string, Fact[]>(firmIds.map((id) => [id, []]));
  for (const fact of facts) of.get(fact.firmId)?.push(fact);
  const judged = new Map<string, readonly SchemeOutline[]>();
  return [...of].flatMap(([firmId, papers]) => {
    const valid = papersOn(papers, day).filter((paper) => isValid(paper, day));
    const known = JSON.stringify(valid.map(({ name, year, value }) => [name, year, value]).sort());
    const outlines = judged.get(known) ?? outlineSchemes(checkedFacts(firmId, valid, day), packs, asOf);
    judged.set(known, outlines);
    return outlines.map((outline) => ({ firmId, ...outline }));
  });
}

interface Known {
  readonly firmId: string;
  readonly scheme: string;
  readonly outcome: SchemeOutcome;
  readonly since: string;
  readonly turns: number;
}

export interface Judging {
  /** The day whose rules and papers count. */
  readonly day: string;
  /** What brings the verdict about: other papers, or time alone. */
  readonly cause: 'facts' | 'time';
}

/**
 * A verdict that knows nothing and has met nothing says no more than that there is none: it is not stored, so that one certificate of a
 * company does not fill a page with unknowns.
 */
export const says = ({ outcome, met }: Pick<Verdict, 'outcome' | 'met'>): boolean => outcome !== 'unknown' || met > 0;

interface Kept extends Verdict {
  readonly since: string;
  readonly turns: number;
  readonly turned: boolean;
}

/** New verdicts are inserted, known ones updated; whoever judges a company holds its row, so nobody comes between. */
async function keepVerdicts(tx: Tx, kept: readonly Kept[], day: string): Promise<void> {
  const fresh = kept.filter(({ turns, turned }) => turned && turns === 1);
  const known = kept.filter(({ turns, turned }) => !(turned && turns === 1));
  const rows = (some: readonly Kept[]) =>
    unnest(
      column('uuid', some, (v) => v.firmId),
      column('text', some, (v) => v.id),
      column('text', some, (v) => v.outcome),
      column('integer', some, (v) => v.met),
      column('integer', some, (v) => v.open),
      column('integer', some, (v) => v.unknown),
      column('text', some, (v) => v.nearest),
      column('text', some, (v) => v.packVersion),
      column('date', some, (v) => v.since),
      column('integer', some, (v) => v.turns),
    );
  await tx.run(sql`
    insert into scheme_verdicts (district_id, firm_id, scheme, outcome, met, open, unknown, nearest, pack_version, as_of, since, turns)
    select ${tx.districtId}, v.a, v.b, v.c, v.d, v.e, v.f, v.g, v.h, ${day}, v.i, v.j from ${rows(fresh)} as v (a, b, c, d, e, f, g, h, i, j)`);
  await tx.run(sql`
    update scheme_verdicts set outcome = v.c, met = v.d, open = v.e, unknown = v.f, nearest = v.g, pack_version = v.h, as_of = ${day},
      since = v.i, turns = v.j
    from ${rows(known)} as v (a, b, c, d, e, f, g, h, i, j)
    where scheme_verdicts.district_id = ${tx.districtId} and scheme_verdicts.firm_id = v.a and scheme_verdicts.scheme = v.b`);
}

/** Judges companies anew, keeps the verdicts, and takes down each outcome that turned; says how many did. */
export async function judgeFirms(tx: Tx, firmIds: readonly string[], { day, cause }: Judging): Promise<number> {
  const verdicts = verdictsOf(firmIds, await factsOfFirms(tx, firmIds), day);
  const known = await tx.rows<Known>(sql`
    select firm_id as "firmId", scheme, outcome, since, turns from scheme_verdicts
    where district_id = ${tx.districtId} and firm_id = any(${[...firmIds]}::uuid[])`);
  const before = new Map(known.map((each) => [`${each.firmId} ${each.scheme}`, each]));
  const kept = verdicts
    .filter((verdict) => says(verdict) || before.has(`${verdict.firmId} ${verdict.id}`))
    .map((verdict) => {
      const old = before.get(`${verdict.firmId} ${verdict.id}`);
      const turned = old === undefined || old.outcome !== verdict.outcome;
      const turns = (old?.turns ?? 0) + (turned ? 1 : 0);
      return { ...verdict, since: turned ? day : (old?.since ?? day), turns, turned };
    });
  await keepVerdicts(tx, kept, day);
  const turned = kept.filter((each) => each.turned);
  await tx.run(sql`
    insert into scheme_turns (district_id, firm_id, scheme, seq, outcome, turned_on, cause, pack_version)
    select ${tx.districtId}, t.a, t.b, t.c, t.d, ${day}, ${cause}, t.e from ${unnest(
      column('uuid', turned, (t) => t.firmId),
      column('text', turned, (t) => t.id),
      column('integer', turned, (t) => t.turns),
      column('text', turned, (t) => t.outcome),
      column('text', turned, (t) => t.packVersion),
    )} as t (a, b, c, d, e)`);
  return turned.length;
}
