/**
 * The set-up rules as dated data. A pack is a file of versions; each version has its days in force and its rules, each rule a
 * limit with its citation, how sure it is, and whether a person should still read the text. The engine knows the names of
 * the limits and no number: whoever changes a rule changes the pack.
 */
import { parseDay } from './days.ts';
import { type CoverageRefusal, quote, refuse } from './refusals.ts';

/** The limits that a pack must give, each with the range in which it makes sense. */
export const LIMIT_RANGES = {
  /** Full members from which a unit must have an organization of its own (PO-1). */
  standaloneMembers: [1, 100],
  /** Full members up to which an organization is a branch (PO-2). */
  branchMembersMost: [1, 1000],
  /** Full members from which it is a committee (PO-11). */
  committeeMembers: [2, 10_000],
  /** Full members from which a branch elects a committee of its own (PO-9). */
  boardMembers: [1, 100],
  /** Units of a joint branch at most (PO-3). At most 6, since the planner lists all groups of a neighborhood. */
  jointUnitsMost: [2, 6],
  /** Full members of a joint branch at least (PO-1 with PO-3). */
  jointMembersLeast: [2, 100],
  /** Months in which the superior committee answers an application (PO-7). */
  approvalMonths: [1, 24],
  /** Months of a branch's term (PO-10). */
  termMonths: [1, 120],
  /** Months of a committee's term (PO-11). */
  committeeTermMonths: [1, 120],
  /** Staff from which a unit without members is in scope (SC-1). */
  scopeStaff: [0, 10_000],
  /** Units are neighbors up to this distance. */
  linkMetres: [1, 20_000],
  /** No two units of a group lie farther apart. */
  spanMetres: [1, 100_000],
  /** Reach of an instructor. */
  mentorMetres: [1, 100_000],
  /** Reach of a host. */
  hostMetres: [1, 100_000],
  /** Nursery units for one mentor at most. */
  mentorUnitsMost: [1, 10_000],
  /** Incubated units for one host at most. */
  hostUnitsMost: [1, 10_000],
  /** How many metres a strange industry weighs when groups, hosts and mentors are chosen. */
  strangerMetres: [0, 100_000],
  /** How many metres one more organization weighs. */
  groupMetres: [0, 100_000],
  /** How many metres the same facility is worth. */
  facilityMetres: [0, 100_000],
  /** Months in which an incubated unit should stand alone. */
  incubationMonths: [1, 120],
  /** Months between two reviews of a nursery, an incubation or a joint branch. */
  reviewMonths: [1, 120],
  /** Days after which a unit that should stand alone becomes an alarm. */
  standaloneAlarmDays: [0, 3650],
  /** Days before the end of a term from which it is an alarm. */
  termNoticeDays: [0, 3650],
} as const;

export type LimitName = keyof typeof LIMIT_RANGES;

/** One rule of a pack. */
export interface SetupRule {
  readonly id: string;
  readonly limit: LimitName;
  readonly value: number;
  readonly citation: { readonly zh: string; readonly en: string };
  /** How sure the rule is: the tag of the project's table of regulations. */
  readonly evidence: string;
  /** A person should read the text in force before relying on it. */
  readonly needsHumanVerify: boolean;
}

/** A version of the rules in force. */
export interface SetupRules {
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly checkedOn: string;
  readonly limits: Readonly<Record<LimitName, number>>;
  /** The rule that gives each limit. */
  readonly rules: Readonly<Record<LimitName, SetupRule>>;
}

type Fault = CoverageRefusal<'COVERAGE_RULE' | 'COVERAGE_RULE_DATE'>;

const wrong = (field: string, value: unknown, expected: string): Fault =>
  refuse('COVERAGE_RULE', { field, found: quote(value), expected });

/** The members of an object, or none when it is something else. */
const entriesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

const isLimit = (name: unknown): name is LimitName => typeof name === 'string' && name in LIMIT_RANGES;

/** Reads one rule; `field` is its place in the file. */
function readRule(value: unknown, field: string): SetupRule | Fault {
  const given = entriesOf(value);
  const [id, limit, amount] = [given.get('id'), given.get('limit'), given.get('value')];
  if (typeof id !== 'string' || id === '') return wrong(`${field}.id`, id, 'PO-1');
  if (!isLimit(limit)) return wrong(`${field}.limit`, limit, Object.keys(LIMIT_RANGES).join(' | '));
  const [least, most] = LIMIT_RANGES[limit];
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < least || amount > most)
    return wrong(`${field}.value`, amount, `${least}..${most}`);
  const citation = entriesOf(given.get('citation'));
  const [zh, en] = [citation.get('zh'), citation.get('en')];
  if (typeof zh !== 'string' || typeof en !== 'string') return wrong(`${field}.citation`, zh, '{ zh, en }');
  const [evidence, needsHumanVerify] = [given.get('evidence'), given.get('needsHumanVerify')];
  if (typeof evidence !== 'string') return wrong(`${field}.evidence`, evidence, 'A | B | C | D | E');
  if (typeof needsHumanVerify !== 'boolean')
    return wrong(`${field}.needsHumanVerify`, needsHumanVerify, 'true | false');
  return { id, limit, value: amount, citation: { zh, en }, evidence, needsHumanVerify };
}

/** Gives every limit its rule, or says which one is missing or doubled. */
function byLimit(rules: readonly SetupRule[], field: string): Record<LimitName, SetupRule> | Fault {
  const found: Partial<Record<LimitName, SetupRule>> = {};
  for (const rule of rules) {
    if (found[rule.limit] !== undefined) return wrong(`${field}.${rule.limit}`, rule.id, 'one rule');
    found[rule.limit] = rule;
  }
  const isWhole = (each: Partial<Record<LimitName, SetupRule>>): each is Record<LimitName, SetupRule> =>
    Object.keys(LIMIT_RANGES).every((name) => name in each);
  if (isWhole(found)) return found;
  const missing = Object.keys(LIMIT_RANGES).find((name) => !(name in found));
  return wrong(`${field}.${missing}`, undefined, 'one rule');
}

/** Limits that only make sense together. */
function togetherFault(limits: Readonly<Record<LimitName, number>>, field: string): Fault | null {
  if (limits.committeeMembers <= limits.branchMembersMost)
    return wrong(`${field}.committeeMembers`, limits.committeeMembers, `> ${limits.branchMembersMost}`);
  // Otherwise no two neighbors could share a branch.
  return limits.spanMetres < limits.linkMetres
    ? wrong(`${field}.spanMetres`, limits.spanMetres, `>= ${limits.linkMetres}`)
    : null;
}

function readVersion(value: unknown, field: string): SetupRules | Fault {
  const given = entriesOf(value);
  const [version, from, to, checkedOn] = ['version', 'effectiveFrom', 'effectiveTo', 'checkedOn'].map((name) =>
    given.get(name),
  );
  if (typeof version !== 'string') return wrong(`${field}.version`, version, '2018-10-28');
  if (typeof from !== 'string' || parseDay(from) === null) return wrong(`${field}.effectiveFrom`, from, 'YYYY-MM-DD');
  if (to !== null && (typeof to !== 'string' || parseDay(to) === null))
    return wrong(`${field}.effectiveTo`, to, 'YYYY-MM-DD | null');
  if (typeof checkedOn !== 'string' || parseDay(checkedOn) === null)
    return wrong(`${field}.checkedOn`, checkedOn, 'YYYY-MM-DD');
  const listed = given.get('rules');
  if (!Array.isArray(listed)) return wrong(`${field}.rules`, listed, '[…]');
  const read: SetupRule[] = [];
  for (const [index, each] of listed.entries()) {
    const rule = readRule(each, `${field}.rules[${index}]`);
    if ('ok' in rule) return rule;
    read.push(rule);
  }
  const rules = byLimit(read, `${field}.rules`);
  if ('ok' in rules) return rules;
  const limits = limitsOf(rules);
  const fault = togetherFault(limits, `${field}.rules`);
  return fault ?? { version, effectiveFrom: from, effectiveTo: to, checkedOn, limits, rules };
}

/** The numbers alone. Written out, so that the type is proved and not claimed. */
function limitsOf(rules: Readonly<Record<LimitName, SetupRule>>): Record<LimitName, number> {
  const limits = {
    standaloneMembers: 0,
    branchMembersMost: 0,
    committeeMembers: 0,
    boardMembers: 0,
    jointUnitsMost: 0,
    jointMembersLeast: 0,
    approvalMonths: 0,
    termMonths: 0,
    committeeTermMonths: 0,
    scopeStaff: 0,
    linkMetres: 0,
    spanMetres: 0,
    mentorMetres: 0,
    hostMetres: 0,
    mentorUnitsMost: 0,
    hostUnitsMost: 0,
    strangerMetres: 0,
    groupMetres: 0,
    facilityMetres: 0,
    incubationMonths: 0,
    reviewMonths: 0,
    standaloneAlarmDays: 0,
    termNoticeDays: 0,
  } satisfies Record<LimitName, number>;
  for (const { limit, value } of Object.values(rules)) limits[limit] = value;
  return limits;
}

/**
 * Reads a pack and takes the version in force on a day.
 *
 * @param data the parsed file: `{ versions: [{ version, effectiveFrom, effectiveTo, checkedOn, rules }] }`
 * @param asOf the day, `YYYY-MM-DD`; the first and the last day of a version belong to it
 * @returns the rules, or the first fault of the file with its field, or that no version is in force
 */
export function rulesAt(data: unknown, asOf: string): { readonly ok: true; readonly rules: SetupRules } | Fault {
  const versions = entriesOf(data).get('versions');
  if (!Array.isArray(versions)) return wrong('versions', versions, '[…]');
  const read: SetupRules[] = [];
  for (const [index, each] of versions.entries()) {
    const version = readVersion(each, `versions[${index}]`);
    if ('ok' in version) return version;
    read.push(version);
  }
  // Texts are compared below, so this one must be a date.
  if (parseDay(asOf) === null) return refuse('COVERAGE_RULE_DATE', { asOf });
  const inForce = read.find(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= asOf && (effectiveTo === null || asOf <= effectiveTo),
  );
  return inForce === undefined ? refuse('COVERAGE_RULE_DATE', { asOf }) : { ok: true, rules: inForce };
}
