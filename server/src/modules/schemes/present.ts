import type {
  CriterionView,
  FactDefinitionView,
  FactView,
  ReachView,
  SchemeDetail,
  SchemeLine,
} from '@banfei/contracts';
import type { SchemeAnswer } from '@banfei/eligibility';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import type { FirmCard } from '../firms/index.ts';
import { coachingOf } from './coaching.ts';
import { type Fact, isByOfficer, papersOn } from './fact.ts';
import { judgedFor } from './judged.ts';
import { schemeLibrary } from './library.ts';
import { factsOfFirms } from './store.ts';
import { whoseReach } from './whose.ts';

export interface Reader {
  readonly principal: Principal;
  readonly now: number;
}

/** Whose reach, and as of which day; today when none is named. */
export interface Asked {
  readonly firmId: string | undefined;
  readonly asOf: string | undefined;
}

function factView({ firmId, state, ...fact }: Fact, asOf: string): FactView {
  const { validUntil } = fact;
  return { ...fact, confirmed: state === 'confirmed', expired: validUntil !== null && validUntil < asOf };
}

const definitions = (): FactDefinitionView[] =>
  [...schemeLibrary().vocabulary.facts.values()].map(({ name, kind, scope, title }) => ({
    name,
    kind,
    yearly: scope === 'yearly',
    title,
    byOfficer: isByOfficer(name),
  }));

/** Papers that would settle what is unknown: those of the steps first, then those of standards that may still be met. */
function missingOf({ standards, steps }: SchemeAnswer): string[] {
  const open = standards.filter(({ outcome }) => outcome === 'unknown').flatMap(({ criteria }) => criteria);
  const limbs = [...steps, ...open].filter(({ outcome }) => outcome === 'unknown');
  return [...new Set(limbs.flatMap(({ missing }) => missing))];
}

function lineOf(answer: SchemeAnswer, coaching: ReadonlyMap<string, string>): SchemeLine {
  const { id, title, outcome, standards, steps, nearest, packVersion, checkedOn, stale } = answer;
  const way = standards.filter((each) => each.required || each.id === nearest);
  const met = new Set(
    way
      .flatMap(({ criteria }) => criteria)
      .filter((limb) => limb.outcome === 'met')
      .map((limb) => limb.id),
  );
  return {
    id,
    title,
    outcome,
    met: met.size,
    open: steps.length,
    missing: missingOf(answer),
    unknown: steps.filter((step) => step.outcome === 'unknown').length,
    nearest: standards.find((each) => each.id === nearest)?.title ?? null,
    first: steps[0]?.explanation ?? null,
    packVersion,
    checkedOn,
    stale,
    coaching: coaching.get(id) ?? null,
  };
}

interface Seen {
  readonly firm: FirmCard;
  readonly asOf: string;
  readonly facts: readonly FactView[];
}

async function seenBy(tx: Tx, { principal, now }: Reader, { firmId, asOf }: Asked): Promise<Seen> {
  const today = dayAt(now);
  if (asOf !== undefined && asOf > today) throw new Refusal('AS_OF_AHEAD', { asOf });
  const firm = await whoseReach(tx, principal, firmId);
  const day = asOf ?? today;
  const facts = papersOn(await factsOfFirms(tx, [firm.id]), day).map((fact) => factView(fact, day));
  return { firm, asOf: day, facts };
}

/** What a company is within reach of. */
export async function presentReach(tx: Tx, reader: Reader, asked: Asked): Promise<ReachView> {
  const { firm, asOf, facts } = await seenBy(tx, reader, asked);
  const answer = await judgedFor(tx, firm, { asOf, today: dayAt(reader.now) });
  const coaching = await coachingOf(tx, firm.id);
  const { id, name } = firm;
  return {
    firm: { id, name },
    asOf,
    fiscalYear: answer.schemes[0]?.fiscalYear ?? 0,
    schemes: answer.schemes.map((each) => lineOf(each, coaching)),
    facts: [...facts],
    names: definitions(),
    now: isoInstant(reader.now),
  };
}

const spoken = (value: SchemeAnswer['standards'][number]['criteria'][number]['value']): string | null =>
  value === null ? null : Array.isArray(value) ? value.join(' – ') : String(value);

function criterionView(limb: SchemeAnswer['standards'][number]['criteria'][number]): CriterionView {
  const { op, value, threshold, missing, ...rest } = limb;
  return {
    ...rest,
    value: spoken(value),
    threshold: threshold === null ? null : String(threshold),
    missing: [...missing],
  };
}

const turnsOf = (tx: Tx, firmId: string, scheme: string): Promise<SchemeDetail['turns']> =>
  tx.rows(sql`select outcome, turned_on as "on", cause, pack_version as "packVersion" from scheme_turns
    where district_id = ${tx.districtId} and firm_id = ${firmId} and scheme = ${scheme} order by seq desc limit 50`);

/** One scheme for one company: what is left, the cheapest first, and every limb with its article. */
export async function presentScheme(
  tx: Tx,
  reader: Reader,
  asked: Asked & { readonly scheme: string },
): Promise<SchemeDetail> {
  const { scheme } = asked;
  const { ids } = schemeLibrary();
  if (!ids.includes(scheme)) throw new Refusal('SCHEME_NONE', { scheme, known: ids.join(' ') });
  const { firm, asOf, facts } = await seenBy(tx, reader, asked);
  const answer = await judgedFor(tx, firm, { asOf, today: dayAt(reader.now), scheme });
  const found = answer.schemes[0];
  if (found === undefined) throw new Error(`no answer about ${scheme}`);
  return {
    ...lineOf(found, await coachingOf(tx, firm.id)),
    firm: { id: firm.id, name: firm.name },
    asOf,
    fiscalYear: found.fiscalYear,
    validFrom: found.validFrom,
    steps: found.steps.map(({ criterion, outcome, missing, explanation, counterfactuals }) => ({
      criterion,
      outcome,
      missing: [...missing],
      explanation,
      counterfactuals: [...counterfactuals],
    })),
    standards: found.standards.map(({ id, title, required, outcome, criteria }) => ({
      id,
      title,
      required,
      nearest: id === found.nearest,
      outcome,
      criteria: criteria.map(criterionView),
    })),
    notes: [...found.notes],
    turns: await turnsOf(tx, firm.id, scheme),
    facts: [...facts],
    names: definitions(),
    now: isoInstant(reader.now),
  };
}
