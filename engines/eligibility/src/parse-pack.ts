/** Reads a rule pack and refuses, with the place, everything that would silently weaken a rule. */
import { parseDay } from './days.ts';
import { type Fraction, parseDecimal } from './exact.ts';
import type {
  Criterion,
  CriterionExample,
  Evidence,
  Pack,
  Rule,
  Section,
  Standard,
  Test,
  Threshold,
  Tier,
} from './pack.ts';
import { readSections } from './parse-score.ts';
import { readQuantity, readValue } from './parse-value.ts';
import {
  at,
  type Entry,
  Fault,
  readEntry,
  readFlag,
  readList,
  readMap,
  readText,
  readWord,
  readWords,
  wrong,
} from './reading.ts';
import { type EligibilityRefusal, refuse } from './refusals.ts';
import type { Vocabulary } from './vocabulary.ts';

const EVIDENCE: readonly Evidence[] = ['V1', 'V2', 'C', 'M-H', 'M-M', 'M-L'];
const OPS = ['>=', '>', '<=', '<'] as const;

function readNumber(place: string, value: unknown): Fraction {
  const parsed = typeof value === 'string' ? parseDecimal(value) : null;
  // Distances are told on a grid of 10⁻⁶; a finer threshold could not be reached by them.
  return parsed !== null && parsed.den <= 1_000_000n ? parsed : wrong(place, value, '"0.15"');
}

function readTier(place: string, value: unknown, last: boolean): Tier {
  const entry = readEntry(place, value, { required: ['is'], optional: ['upTo', 'below'] });
  // Tiers go upwards: up to an end that belongs to the tier, or below one that does not; the last has no end.
  const [upTo, below] = [entry.attributes.get('upTo'), entry.attributes.get('below')];
  if ((upTo === undefined) === (below === undefined) && !last) wrong(place, value, 'upTo / below');
  const end = upTo ?? below;
  if (last && end !== undefined) wrong(place, value, 'is');
  return {
    upTo: end === undefined ? null : readNumber(`${place}.upTo`, end),
    inclusive: upTo !== undefined,
    is: readNumber(at(entry, 'is'), entry.attributes.get('is')),
  };
}

function readThreshold(entry: Entry, vocabulary: Vocabulary): Threshold {
  const value = entry.attributes.get('threshold');
  const place = at(entry, 'threshold');
  if (typeof value === 'string')
    return { by: null, tiers: [{ upTo: null, inclusive: true, is: readNumber(place, value) }] };
  const inner = readEntry(place, value, { required: ['by', 'tiers'] });
  const tiers = readList(inner, 'tiers');
  if (tiers.length < 2) wrong(`${place}.tiers`, tiers, '2 …');
  return {
    by: readValue(`${place}.by`, inner.attributes.get('by'), vocabulary).value,
    tiers: tiers.map((tier, index) => readTier(`${place}.tiers[${index}]`, tier, index === tiers.length - 1)),
  };
}

/** Exactly one of three forms: a number with its threshold, a flag, or a finding. */
function readTest(entry: Entry, vocabulary: Vocabulary): Test {
  const has = (name: string) => entry.attributes.has(name);
  if (has('value') && has('op') && has('threshold') && !has('flag') && !has('finding') && !has('is')) {
    const { value, unit } = readValue(at(entry, 'value'), entry.attributes.get('value'), vocabulary);
    const op = readWord(entry, 'op', OPS);
    const threshold = readThreshold(entry, vocabulary);
    // A score is reached, never limited, by one number; growth of minus one and less is no growth rate.
    if (value.kind === 'score' && (threshold.by !== null || op.startsWith('<'))) wrong(at(entry, 'op'), op, '>= / >');
    const tooLow = threshold.tiers.some(({ is }) => is.num + is.den <= 0n);
    if (value.kind === 'growth' && tooLow) wrong(at(entry, 'threshold'), entry.attributes.get('threshold'), '> -1');
    if (value.kind === 'meanGrowth') wrong(at(entry, 'value'), entry.attributes.get('value'), 'a score table');
    return { kind: 'number', value, op, threshold, unit };
  }
  // Mixing two forms would leave one of them without effect, so it is refused.
  const one = has('flag') ? 'flag' : 'finding';
  if (!has(one) || has('value') || has('op') || has('threshold') || (has('flag') && has('finding'))) {
    return wrong(entry.place, [...entry.attributes.keys()].join(' '), 'value op threshold / flag is / finding');
  }
  const { kind, of } = readQuantity(at(entry, one), readText(entry, one), vocabulary);
  if (kind !== 'flag' || of.from !== of.to) wrong(at(entry, one), readText(entry, one), 'a flag');
  if (one === 'finding') return has('is') ? wrong(at(entry, 'is'), true, 'flag') : { kind: 'finding', of };
  return { kind: 'flag', of, is: readFlag(entry, 'is', true) };
}

function readExample(place: string, value: unknown): CriterionExample {
  const entry = readEntry(place, value, { required: ['facts', 'outcome'] });
  const facts = readMap(`${place}.facts`, entry.attributes.get('facts')).attributes;
  return { facts, outcome: readWord(entry, 'outcome', ['met', 'unmet', 'unknown', 'manual_review'] as const) };
}

function readCriterion(id: string, value: unknown, vocabulary: Vocabulary): Criterion {
  const entry = readEntry(`criteria.${id}`, value, {
    required: ['title', 'citation', 'evidence'],
    optional: ['value', 'op', 'threshold', 'flag', 'is', 'finding', 'guard', 'needsHumanVerify', 'examples'],
  });
  const evidence = readWord(entry, 'evidence', EVIDENCE);
  const examples = entry.attributes.has('examples') ? readList(entry, 'examples') : [];
  return {
    id,
    title: readWords(entry, 'title'),
    citation: readText(entry, 'citation'),
    evidence,
    // What was written from memory is to be checked by a person before anybody relies on it.
    needsHumanVerify: readFlag(entry, 'needsHumanVerify', evidence.startsWith('M-')),
    guard: readFlag(entry, 'guard', false),
    test: readTest(entry, vocabulary),
    examples: examples.map((each, index) => readExample(`criteria.${id}.examples[${index}]`, each)),
  };
}

/** Names that rules refer to, and those that were referred to. */
interface Names {
  readonly criteria: ReadonlyMap<string, Criterion>;
  readonly used: Set<string>;
}

function readRule(place: string, value: unknown, names: Names): Rule {
  if (typeof value === 'string') {
    if (!names.criteria.has(value)) {
      throw new Fault(refuse('PACK_NAME_UNKNOWN', { place, name: value, kind: 'criterion' }));
    }
    names.used.add(value);
    return { kind: 'criterion', id: value };
  }
  const entry = readEntry(place, value, { required: [], optional: ['all', 'any'] });
  // Exactly one of both, and never an empty list, which would be met or unmet by nothing.
  const kind = entry.attributes.has('all') ? 'all' : 'any';
  const parts = readList(entry, kind);
  if (entry.attributes.size !== 1 || parts.length === 0) wrong(place, value, '{ all: [ … ] } / { any: [ … ] }');
  return { kind, parts: parts.map((part, index) => readRule(`${place}.${kind}[${index}]`, part, names)) };
}

function readStandard(place: string, value: unknown, names: Names): Standard {
  const entry = readEntry(place, value, { required: ['id', 'title', 'rule'], optional: ['required'] });
  return {
    id: readText(entry, 'id'),
    title: readWords(entry, 'title'),
    required: readFlag(entry, 'required', false),
    rule: readRule(at(entry, 'rule'), entry.attributes.get('rule'), names),
  };
}

function readDay(entry: Entry, name: string): number {
  const text = readText(entry, name);
  return parseDay(text) ?? wrong(at(entry, name), text, 'YYYY-MM-DD');
}

/** Criteria and sections that nothing uses, or sections that are used and not declared. */
function checkUse(criteria: ReadonlyMap<string, Criterion>, sections: ReadonlyMap<string, Section>, used: Set<string>) {
  // A rule without effect is the worst kind of slip: everything looks right and nothing is tested.
  const scored = new Set<string>();
  for (const { id, test } of criteria.values()) {
    if (!used.has(id)) throw new Fault(refuse('PACK_NAME_UNUSED', { place: 'criteria', name: id }));
    if (test.kind !== 'number' || test.value.kind !== 'score') continue;
    for (const name of test.value.sections) {
      scored.add(name);
      const place = `criteria.${id}`;
      if (!sections.has(name)) throw new Fault(refuse('PACK_NAME_UNKNOWN', { place, name, kind: 'section' }));
    }
  }
  for (const name of sections.keys()) {
    if (!scored.has(name)) throw new Fault(refuse('PACK_NAME_UNUSED', { place: 'sections', name }));
  }
}

const REQUIRED = ['id', 'version', 'title', 'currency', 'validFrom', 'checkedOn', 'source', 'criteria', 'standards'];
const OPTIONAL = ['validUntil', 'sections', 'notes', 'examples'];

function readNotes(top: Entry): Pack['notes'] {
  if (!top.attributes.has('notes')) return [];
  return readList(top, 'notes').map((note, index) => {
    const entry = readEntry(`notes[${index}]`, note, { required: ['zh', 'en'] });
    return { zh: readText(entry, 'zh'), en: readText(entry, 'en') };
  });
}

function readPack(data: unknown, vocabulary: Vocabulary): Pack {
  const top = readEntry('', data, { required: REQUIRED, optional: OPTIONAL });
  const criteria = new Map<string, Criterion>();
  for (const [id, value] of readMap('criteria', top.attributes.get('criteria')).attributes) {
    criteria.set(id, readCriterion(id, value, vocabulary));
  }
  const sections = readSections(top.attributes.get('sections') ?? {}, vocabulary);
  // Names are collected while the standards are read, and compared with what was declared afterwards.
  const used = new Set<string>();
  const standards = readList(top, 'standards').map((each, index) =>
    readStandard(`standards[${index}]`, each, { criteria, used }),
  );
  const ids = standards.map(({ id }) => id);
  if (ids.length === 0 || new Set(ids).size !== ids.length) wrong('standards', ids, 'ids, each once');
  checkUse(criteria, sections, used);
  const [validFrom, checkedOn] = [readDay(top, 'validFrom'), readDay(top, 'checkedOn')];
  const validUntil = top.attributes.has('validUntil') ? readDay(top, 'validUntil') : null;
  if (validUntil !== null && validUntil < validFrom) wrong('validUntil', readText(top, 'validUntil'), '>= validFrom');
  return {
    id: readText(top, 'id'),
    version: readText(top, 'version'),
    title: readWords(top, 'title'),
    currency: readWord(top, 'currency', ['CNY', 'HKD'] as const),
    validFrom,
    validUntil,
    checkedOn,
    dates: {
      validFrom: readText(top, 'validFrom'),
      validUntil: validUntil === null ? null : readText(top, 'validUntil'),
      checkedOn: readText(top, 'checkedOn'),
    },
    source: readText(top, 'source'),
    notes: readNotes(top),
    criteria,
    sections,
    standards,
  };
}

/** Checks a pack; the first fault is returned with its place and value. */
export function parsePack(
  data: unknown,
  vocabulary: Vocabulary,
): { readonly ok: true; readonly pack: Pack } | EligibilityRefusal {
  try {
    return { ok: true, pack: readPack(data, vocabulary) };
  } catch (error) {
    if (error instanceof Fault) return error.refusal;
    throw error;
  }
}

/** Two versions of one scheme must never be in force on one day: the answer would depend on the order of files. */
export function overlapOf(packs: readonly Pack[]): EligibilityRefusal<'PACK_OVERLAP'> | null {
  for (const [index, first] of packs.entries()) {
    for (const second of packs.slice(index + 1)) {
      // Days are inclusive at both ends, so versions that follow each other differ by one day at least.
      const apart =
        first.id !== second.id ||
        (first.validUntil !== null && first.validUntil < second.validFrom) ||
        (second.validUntil !== null && second.validUntil < first.validFrom);
      if (!apart) return refuse('PACK_OVERLAP', { scheme: first.id, first: first.version, second: second.version });
    }
  }
  return null;
}
