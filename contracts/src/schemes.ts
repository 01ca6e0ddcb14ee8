import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, Prose } from './common.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Union(list.map((word: Words[number]) => Type.Literal(word)));

/** The four answers: a missing paper is not a failed test, and a judgement is not a number. */
export const SchemeOutcome = words(['met', 'unmet', 'unknown', 'manual_review']);
export type SchemeOutcome = Static<typeof SchemeOutcome>;

const FactName = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-zA-Z0-9.]+$' });
export const SchemeId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9.]+$' });

/** Money in decimal text of whole yuan, counts as numbers, shares of one, days as text, flags as true or false. */
export const FactValue = Type.Union([Type.String({ maxLength: 40 }), Type.Number(), Type.Boolean()]);
export type FactValue = Static<typeof FactValue>;

/** One fact and the paper that says so. `year` is the fiscal year of a yearly fact, null for one as of now. */
export const FactStatement = closed({
  name: FactName,
  year: Nullable(Type.Integer({ minimum: 0, maximum: 99_999 })),
  value: FactValue,
  source: Line(120, 2),
  issuer: Line(80, 2),
  issuedOn: Day,
  validUntil: Nullable(Day),
});
export type FactStatement = Static<typeof FactStatement>;

/** `firmId` is for staff; a company states its own facts. All of them are taken, or none. */
export const StateFacts = closed({
  firmId: Type.Optional(Id),
  facts: Type.Array(FactStatement, { minItems: 1, maxItems: 60 }),
});
export type StateFacts = Static<typeof StateFacts>;

export const WithdrawFact = closed({ version: Type.Integer({ minimum: 1 }), reason: Prose(300, 2) });
export type WithdrawFact = Static<typeof WithdrawFact>;

/** An officer has seen the paper. */
export const ConfirmFact = closed({ version: Type.Integer({ minimum: 1 }) });
export type ConfirmFact = Static<typeof ConfirmFact>;

export const BookCoaching = closed({ firmId: Type.Optional(Id), scheme: SchemeId, note: Prose(300, 0) });
export type BookCoaching = Static<typeof BookCoaching>;

export const FactView = closed({
  id: Id,
  name: Type.String(),
  year: Nullable(Type.Integer()),
  value: FactValue,
  source: Type.String(),
  issuer: Type.String(),
  issuedOn: Day,
  validUntil: Nullable(Day),
  origin: words(['company', 'officer', 'import']),
  confirmed: Type.Boolean(),
  /** Past its last day: it counts as missing. */
  expired: Type.Boolean(),
  version: Type.Integer(),
});
export type FactView = Static<typeof FactView>;

/** A name that may be stated, for the forms. */
export const FactDefinitionView = closed({
  name: Type.String(),
  kind: words(['money', 'count', 'share', 'date', 'flag', 'years', 'rate', 'score']),
  yearly: Type.Boolean(),
  title: Bilingual,
  /** True for what only an officer may put on record: findings and points of experts. */
  byOfficer: Type.Boolean(),
});
export type FactDefinitionView = Static<typeof FactDefinitionView>;

const line = {
  id: Type.String(),
  title: Bilingual,
  outcome: SchemeOutcome,
  /** Limbs met and left on the cheapest way, and how many of those wait for a paper alone. */
  met: Type.Integer(),
  open: Type.Integer(),
  unknown: Type.Integer(),
  /** Facts, by name and fiscal year, whose papers would settle what is not known yet. */
  missing: Type.Array(Type.String()),
  nearest: Nullable(Bilingual),
  /** The cheapest next step in words. */
  first: Nullable(Bilingual),
  packVersion: Nullable(Type.String()),
  checkedOn: Nullable(Day),
  /** Nobody has compared the rules with their source for more than 180 days. */
  stale: Type.Boolean(),
  /** The number of the request by which coaching was booked, while it is open. */
  coaching: Nullable(Type.String()),
};
export const SchemeLine = closed(line);
export type SchemeLine = Static<typeof SchemeLine>;

/** What a company is within reach of, with the facts that say so. Never blended into one score. */
export const ReachView = closed({
  firm: closed({ id: Id, name: Type.String() }),
  asOf: Day,
  /** FY0: the newest complete fiscal year that counts. */
  fiscalYear: Type.Integer(),
  schemes: Type.Array(SchemeLine),
  facts: Type.Array(FactView),
  names: Type.Array(FactDefinitionView),
  now: Instant,
});
export type ReachView = Static<typeof ReachView>;

/** One limb with its value, what is asked, and the sentence made from the rule. */
export const CriterionView = closed({
  id: Type.String(),
  title: Bilingual,
  outcome: SchemeOutcome,
  value: Nullable(Type.String()),
  threshold: Nullable(Type.String()),
  distance: Nullable(Type.String()),
  unit: Type.String(),
  missing: Type.Array(Type.String()),
  citation: Type.String(),
  evidence: Type.String(),
  needsHumanVerify: Type.Boolean(),
  explanation: Bilingual,
});
export type CriterionView = Static<typeof CriterionView>;

const StepView = closed({
  criterion: Type.String(),
  outcome: SchemeOutcome,
  missing: Type.Array(Type.String()),
  explanation: Bilingual,
  /** For one fact at a time, the least value that turns the limb. */
  counterfactuals: Type.Array(closed({ fact: Type.String(), from: Type.String(), to: Type.String() })),
});

export const SchemeDetail = closed({
  ...line,
  firm: closed({ id: Id, name: Type.String() }),
  asOf: Day,
  fiscalYear: Type.Integer(),
  validFrom: Nullable(Day),
  steps: Type.Array(StepView),
  standards: Type.Array(
    closed({
      id: Type.String(),
      title: Bilingual,
      required: Type.Boolean(),
      nearest: Type.Boolean(),
      outcome: SchemeOutcome,
      criteria: Type.Array(CriterionView),
    }),
  ),
  notes: Type.Array(Bilingual),
  /** How the outcome turned, the newest first. */
  turns: Type.Array(
    closed({ outcome: SchemeOutcome, on: Day, cause: words(['facts', 'time']), packVersion: Type.String() }),
  ),
  facts: Type.Array(FactView),
  names: Type.Array(FactDefinitionView),
  now: Instant,
});
export type SchemeDetail = Static<typeof SchemeDetail>;

/** What became of facts that were stated: stored, or a sentence for each fault and nothing stored. */
export const FactsAnswer = closed({
  stored: Type.Integer(),
  faults: Type.Array(closed({ place: Type.String(), sentence: Bilingual })),
});
export type FactsAnswer = Static<typeof FactsAnswer>;

/** Every scheme in force with how many companies have each outcome. */
export const SchemeList = closed({
  schemes: Type.Array(
    closed({
      id: Type.String(),
      title: Bilingual,
      packVersion: Type.String(),
      validFrom: Day,
      checkedOn: Day,
      stale: Type.Boolean(),
      met: Type.Integer(),
      /** One limb is left. */
      near: Type.Integer(),
      unmet: Type.Integer(),
      unknown: Type.Integer(),
      review: Type.Integer(),
      /** Companies that hold the title now, and whose title ends within half a year; null where no fact says so. */
      held: Nullable(Type.Integer()),
      ending: Nullable(Type.Integer()),
    }),
  ),
  /** Companies of which any fact is on record. */
  companies: Type.Integer(),
  now: Instant,
});
export type SchemeList = Static<typeof SchemeList>;

/** Companies under one scheme: all, those that meet it, those with one limb left, those whose title ends soon. */
export const SchemeFilter = words(['all', 'met', 'near', 'ending']);
export type SchemeFilter = Static<typeof SchemeFilter>;

export const SchemeFirms = closed({
  id: Type.String(),
  title: Bilingual,
  rows: Type.Array(
    closed({
      firm: closed({ id: Id, name: Type.String() }),
      outcome: SchemeOutcome,
      met: Type.Integer(),
      open: Type.Integer(),
      unknown: Type.Integer(),
      /** Null while nothing is known at all. */
      since: Nullable(Day),
      /** Last day of the title, where the company holds it. */
      until: Nullable(Day),
    }),
  ),
  /** How many there are, also where the list ends before them. */
  total: Type.Integer(),
  packVersion: Nullable(Type.String()),
  checkedOn: Nullable(Day),
  stale: Type.Boolean(),
  now: Instant,
});
export type SchemeFirms = Static<typeof SchemeFirms>;
