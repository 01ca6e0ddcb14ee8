/** The answer of `banfei schemes check`: plain data, exact decimals as text, one sentence for each limb. */
import { counterfactuals } from './counterfactual.ts';
import type { Judged } from './criterion.ts';
import { parseDay } from './days.ts';
import { formatParts } from './exact.ts';
import { explain } from './explain.ts';
import { type Facts, type FactsView, factsAt } from './facts.ts';
import { decimalOf, thresholdText } from './format.ts';
import type { Outcome } from './outcomes.ts';
import type { Evidence, Pack } from './pack.ts';
import { type EligibilityRefusal, quote, refuse, type Words } from './refusals.ts';
import { type JudgedScheme, type JudgedStandard, judgeScheme } from './scheme.ts';
import { SCALES, type Vocabulary } from './vocabulary.ts';

/** After so many days without a check the pack says so on every answer. */
const STALE_AFTER_DAYS = 180;

interface CriterionAnswer {
  readonly id: string;
  readonly title: Words;
  readonly outcome: Outcome;
  /** Decimal text; true or false; `[low, high]` of an open score; null when not known. */
  readonly value: string | boolean | readonly [string, string] | null;
  readonly threshold: string | boolean | null;
  /** How value and threshold are compared. */
  readonly op: string;
  readonly distance: string | null;
  readonly unit: string;
  readonly missing: readonly string[];
  /** The article the limb comes from. */
  readonly citation: string;
  /** How sure the rule is. */
  readonly evidence: Evidence;
  /** True until a person has compared the limb with the text. */
  readonly needsHumanVerify: boolean;
  /** One sentence made from the rule, in both languages. */
  readonly explanation: Words;
}

interface StandardAnswer {
  readonly id: string;
  readonly title: Words;
  /** True when every applicant needs it. */
  readonly required: boolean;
  readonly outcome: Outcome;
  readonly criteria: readonly CriterionAnswer[];
}

interface StepAnswer {
  /** Id of the limb that is open. */
  readonly criterion: string;
  readonly outcome: Outcome;
  readonly distance: string | null;
  readonly unit: string;
  /** Facts whose papers would settle the limb. */
  readonly missing: readonly string[];
  /** For one fact at a time, the least value that turns the limb. */
  readonly counterfactuals: readonly { readonly fact: string; readonly from: string; readonly to: string }[];
  readonly explanation: Words;
}

/** The answer for one scheme. */
export interface SchemeAnswer {
  readonly id: string;
  readonly title: Words;
  readonly outcome: Outcome;
  /** FY0 of this answer. */
  readonly fiscalYear: number;
  readonly standards: readonly StandardAnswer[];
  /** The standard to choose that is nearest, the first when there is nothing to choose; null when none is in force. */
  readonly nearest: string | null;
  /** What is left to do, the cheapest first. */
  readonly steps: readonly StepAnswer[];
  /** The version that was in force; null when none was. */
  readonly packVersion: string | null;
  /** First day on which this version was in force. */
  readonly validFrom: string | null;
  /** Last day in force; null while it is open. */
  readonly validUntil: string | null;
  /** The day on which the pack was last compared with its source. */
  readonly checkedOn: string | null;
  /** True when nobody has checked the pack against the regulation for 180 days. */
  readonly stale: boolean;
  /** Remarks of the pack, and a warning when it is stale. */
  readonly notes: readonly Words[];
}

/** What `banfei schemes check` prints. */
export interface SchemesAnswer {
  /** The day whose rules and facts count. */
  readonly asOf: string;
  readonly firm: string;
  /** In the order of the packs. */
  readonly schemes: readonly SchemeAnswer[];
}

function criterionAnswer(judged: Judged, vocabulary: Vocabulary): CriterionAnswer {
  const { criterion, outcome, value, upTo, flag, threshold, distance, grid, missing } = judged;
  const { test } = criterion;
  // An open score is told by both its ends; everything else has one value.
  const low = value === null ? null : decimalOf(value, grid);
  return {
    id: criterion.id,
    title: criterion.title,
    outcome,
    value: test.kind !== 'number' ? flag : low === null || upTo === null ? low : [low, decimalOf(upTo, grid)],
    threshold:
      test.kind === 'number'
        ? threshold === null
          ? null
          : thresholdText(threshold)
        : test.kind === 'flag'
          ? test.is
          : true,
    op: test.kind === 'number' ? test.op : '=',
    distance: distance === null ? null : decimalOf(distance, grid),
    unit: unitOf(judged),
    missing,
    citation: criterion.citation,
    evidence: criterion.evidence,
    needsHumanVerify: criterion.needsHumanVerify,
    explanation: explain(judged, vocabulary),
  };
}

const unitOf = ({ criterion: { test } }: Judged): string => (test.kind === 'number' ? test.unit : test.kind);

/** What a check needs besides the facts. */
export interface Library {
  /** All versions of all schemes; the day chooses. */
  readonly packs: readonly Pack[];
  readonly vocabulary: Vocabulary;
}

function stepAnswer(judged: Judged, pack: Pack, view: FactsView, vocabulary: Vocabulary): StepAnswer {
  // Counterfactuals cost a search each, so they are told for the steps that are left and nowhere else.
  const found = counterfactuals(judged.criterion, view, pack, vocabulary).map(({ fact, from, to }) => {
    const kind = vocabulary.facts.get(fact.split('@')[0] ?? '')?.kind ?? 'count';
    return { fact, from: formatParts(from, SCALES[kind]), to: formatParts(to, SCALES[kind]) };
  });
  const { criterion, outcome, distance, grid, missing } = judged;
  return {
    criterion: criterion.id,
    outcome,
    distance: distance === null ? null : decimalOf(distance, grid),
    unit: unitOf(judged),
    missing,
    counterfactuals: found,
    explanation: explain(judged, vocabulary),
  };
}

/** The remark on a pack that has not been checked for too long, with its dates. */
function staleNote(pack: Pack, asOf: number): Words {
  const [days, since] = [asOf - pack.checkedOn, pack.dates.checkedOn];
  return {
    zh: `这份规则上次核对是 ${since}，已过 ${days} 天，超过 ${STALE_AFTER_DAYS} 天；使用前请对照现行文件`,
    en: `This pack was last checked on ${since}, ${days} days ago, more than ${STALE_AFTER_DAYS}; compare it with the text in force before relying on it`,
  };
}

function standardAnswer({ standard, outcome, criteria }: JudgedStandard, vocabulary: Vocabulary): StandardAnswer {
  const { id, title, required } = standard;
  return { id, title, required, outcome, criteria: criteria.map((each) => criterionAnswer(each, vocabulary)) };
}

function schemeAnswer(judged: JudgedScheme, view: FactsView, vocabulary: Vocabulary): SchemeAnswer {
  const { pack, outcome, standards, nearest, steps } = judged;
  // Measured against the day that is asked about: a past day is judged by the pack of that day, which is not stale.
  const stale = view.asOf - pack.checkedOn > STALE_AFTER_DAYS;
  return {
    id: pack.id,
    title: pack.title,
    outcome,
    fiscalYear: view.fiscalYear,
    standards: standards.map((each) => standardAnswer(each, vocabulary)),
    nearest: nearest?.standard.id ?? null,
    steps: steps.map((each) => stepAnswer(each, pack, view, vocabulary)),
    packVersion: pack.version,
    ...pack.dates,
    stale,
    notes: [...pack.notes, ...(stale ? [staleNote(pack, view.asOf)] : [])],
  };
}

/** A scheme for which no version was in force, or none is encoded: unknown, and it says why. */
function notInForce(id: string, title: Words, asOf: string, fiscalYear: number): SchemeAnswer {
  const none = { packVersion: null, validFrom: null, validUntil: null, checkedOn: null, stale: false };
  const note = { zh: `${asOf} 没有已收录的有效版本`, en: `No version on record was in force on ${asOf}` };
  return { id, title, outcome: 'unknown', fiscalYear, standards: [], nearest: null, steps: [], ...none, notes: [note] };
}

/** The version of a scheme in force on a day. */
export function packInForce(packs: readonly Pack[], id: string, asOf: number): Pack | null {
  // Versions never overlap (overlapOf), so at most one is found.
  const inForce = (pack: Pack) => pack.validFrom <= asOf && (pack.validUntil === null || pack.validUntil >= asOf);
  return packs.find((pack) => pack.id === id && inForce(pack)) ?? null;
}

/** Checks the facts of one company against all schemes, or one, under the rules in force on the day. */
export function checkSchemes(
  facts: Facts,
  { packs, vocabulary }: Library,
  asked: { readonly asOf: string; readonly scheme: string | null },
): { readonly ok: true; readonly answer: SchemesAnswer } | EligibilityRefusal<'AS_OF' | 'SCHEME_UNKNOWN'> {
  const asOf = parseDay(asked.asOf);
  if (asOf === null) return refuse('AS_OF', { found: quote(asked.asOf) });
  const ids = [...new Set(packs.map(({ id }) => id))];
  if (asked.scheme !== null && !ids.includes(asked.scheme)) {
    return refuse('SCHEME_UNKNOWN', { scheme: asked.scheme, known: ids.join(' ') });
  }
  // Everything that depends on the day is settled here, once: expiry, FY0, and the versions in force.
  const view = factsAt(facts, asOf);
  const schemes = ids
    .filter((id) => asked.scheme === null || id === asked.scheme)
    .map((id) => {
      const pack = packInForce(packs, id, asOf);
      if (pack !== null) return schemeAnswer(judgeScheme(pack, view), view, vocabulary);
      const title = packs.find((each) => each.id === id)?.title ?? { zh: id, en: id };
      return notInForce(id, title, asked.asOf, view.fiscalYear);
    });
  return { ok: true, answer: { asOf: asked.asOf, firm: facts.firm, schemes } };
}

/** The verdict on one scheme without the words: enough to rank many companies. */
export interface SchemeOutline {
  readonly id: string;
  /** The version that was in force. */
  readonly packVersion: string;
  readonly outcome: Outcome;
  /** The standard that is nearest. */
  readonly nearest: string | null;
  /** Limbs that are met, of everything required and of the nearest standard. */
  readonly met: number;
  /** Limbs that are left on the cheapest way. */
  readonly open: number;
  /** How many of those wait for a paper alone. */
  readonly unknown: number;
}

/** All schemes in force on a day for one company, by the oracle; `asOf` is a day number. */
export function outlineSchemes(facts: Facts, packs: readonly Pack[], asOf: number): readonly SchemeOutline[] {
  const view = factsAt(facts, asOf);
  return [...new Set(packs.map(({ id }) => id))].flatMap((id) => {
    const pack = packInForce(packs, id, asOf);
    if (pack === null) return [];
    const { outcome, standards, nearest, steps } = judgeScheme(pack, view);
    const way = standards.filter((each) => each.standard.required || each === nearest);
    const limbs = new Set(way.flatMap(({ criteria }) => criteria).filter((limb) => limb.outcome === 'met'));
    const unknown = steps.filter((step) => step.outcome === 'unknown').length;
    const { version } = pack;
    return {
      id,
      packVersion: version,
      outcome,
      nearest: nearest?.standard.id ?? null,
      met: limbs.size,
      open: steps.length,
      unknown,
    };
  });
}
