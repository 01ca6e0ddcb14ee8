/** A rule pack: one scheme in one version, in force from one day to another. Types only; `parse-pack.ts` checks. */
import type { ElapsedUnit } from './days.ts';
import type { Fraction } from './exact.ts';
import type { Words } from './refusals.ts';

/** Comparison of a value with its threshold: 不低于 is `>=`, 超过 is `>`, 不超过 is `<=`, 不满 is `<`. */
export type Op = '>=' | '>' | '<=' | '<';

/** Unit of a value, its threshold and its distance. */
export type Unit = 'CNY' | 'HKD' | 'share' | 'count' | ElapsedUnit | 'points';

/**
 * The sum of one fact over fiscal years from FY`from` to FY`to` (0 is the latest, -1 the one before); a fact as of now
 * has both at 0 and `yearly` false.
 */
export interface Quantity {
  readonly name: string;
  /** False for a fact as of now, which has no year. */
  readonly yearly: boolean;
  readonly from: number;
  readonly to: number;
  /** Parts of one in which the fact is kept. */
  readonly scale: bigint;
  /** For a derived fact: the two of which, year by year, the lower counts. */
  readonly lowerOf: readonly [string, string] | null;
}

/** What a criterion measures. */
export type Value =
  /** A sum, or a mean when `by` is not 1. */
  | { readonly kind: 'amount'; readonly of: Quantity; readonly by: bigint }
  /** A sum converted to the currency of the venue. */
  | { readonly kind: 'venue'; readonly of: Quantity; readonly rate: Quantity }
  /** One sum as a share of another; not defined when the other is not above zero. */
  | { readonly kind: 'ratio'; readonly of: Quantity; readonly to: Quantity }
  /** Compound yearly growth from FY-`years` to FY0; not defined when the first is not above zero. */
  | { readonly kind: 'growth'; readonly last: Quantity; readonly first: Quantity; readonly years: 1 | 2 }
  /** Mean of the two yearly growth rates of three years, 195号: ½ (Y2/Y1 + Y3/Y2) − 1. */
  | { readonly kind: 'meanGrowth'; readonly of: readonly [Quantity, Quantity, Quantity] }
  /** Whole units of time since a date. */
  | { readonly kind: 'elapsed'; readonly since: Quantity; readonly unit: ElapsedUnit }
  /** The sum of sections of the score table. */
  | { readonly kind: 'score'; readonly sections: readonly string[] };

/** One step of a threshold that depends on another value; the last step has no upper end. */
export interface Tier {
  readonly upTo: Fraction | null;
  /** True when a value at the upper end itself still belongs to this step. */
  readonly inclusive: boolean;
  /** The threshold within this tier. */
  readonly is: Fraction;
}

/** A threshold is one number (one tier, `by` null) or depends on another value by tiers. */
export interface Threshold {
  readonly by: Value | null;
  readonly tiers: readonly Tier[];
}

/** What is tested. */
export type Test =
  | {
      readonly kind: 'number';
      readonly value: Value;
      readonly op: Op;
      readonly threshold: Threshold;
      readonly unit: Unit;
    }
  /** A fact that is true or false. */
  | { readonly kind: 'flag'; readonly of: Quantity; readonly is: boolean }
  /** A judgement: `manual_review` until an officer has recorded a finding. */
  | { readonly kind: 'finding'; readonly of: Quantity };

/** How sure the rule is: read in the law, read in a source that cites it, computed, or from memory. */
export type Evidence = 'V1' | 'V2' | 'C' | 'M-H' | 'M-M' | 'M-L';

/** One limb of a rule, with the article it comes from. */
export interface Criterion {
  readonly id: string;
  readonly title: Words;
  /** The article, as one would look it up. */
  readonly citation: string;
  /** How sure the limb is. */
  readonly evidence: Evidence;
  /** True until a person has compared the limb with the text in force. */
  readonly needsHumanVerify: boolean;
  /** True for a limb that only chooses a branch, so that nobody is told to shrink in order to pass. */
  readonly guard: boolean;
  /** What is asked of the facts. */
  readonly test: Test;
  /** Facts on both sides of the boundary, run as a test. */
  readonly examples: readonly CriterionExample[];
}

/** Facts in short form (`revenue[-1]`), and what the criterion must answer on them. */
export interface CriterionExample {
  readonly facts: ReadonlyMap<string, unknown>;
  /** What the criterion must answer. */
  readonly outcome: string;
}

/** How limbs are put together. */
export type Rule =
  | { readonly kind: 'criterion'; readonly id: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Rule[] };

/** A set of limbs with a name: one that every applicant needs, or one of several to choose from. */
export interface Standard {
  readonly id: string;
  readonly title: Words;
  /** True when every applicant needs it; otherwise it is one of several to choose. */
  readonly required: boolean;
  /** Its limbs and how they are put together. */
  readonly rule: Rule;
}

/** One step of a line: from a value on, above it, or up to it. */
export interface Step {
  readonly op: '>=' | '>' | '<=';
  /** Where the step begins or ends. */
  readonly bound: Fraction;
  /** Least points of the step, in hundredths. */
  readonly low: bigint;
  /** Most points of the step. */
  readonly high: bigint;
}

/** A line of the score table: the first step that holds for the value gives the interval of points. */
export interface Bands {
  readonly value: Value;
  readonly steps: readonly Step[];
}

/** One item of a score; points are kept in hundredths. */
export interface ScoreItem {
  readonly id: string;
  readonly title: Words;
  readonly max: bigint;
  /** The fact in which an expert's points are given; they go before the bands. */
  readonly given: Quantity | null;
  /** The best of several bands counts; empty when only an expert can say. */
  readonly bands: readonly Bands[];
}

/** A section of the score table with its cap. */
export interface Section {
  readonly id: string;
  readonly title: Words;
  /** The most that the items of the section can give together. */
  readonly cap: bigint;
  readonly items: readonly ScoreItem[];
}

/** A scheme in one version. */
export interface Pack {
  readonly id: string;
  /** Names this content for ever; changed rules take a new version. */
  readonly version: string;
  readonly title: Words;
  readonly currency: 'CNY' | 'HKD';
  /** First and last day in force, as day numbers; null is open. */
  readonly validFrom: number;
  readonly validUntil: number | null;
  readonly dates: { readonly validFrom: string; readonly validUntil: string | null; readonly checkedOn: string };
  /** The day on which somebody last compared the pack with its source. */
  readonly checkedOn: number;
  /** Where the numbers were read, when the text itself was not. */
  readonly source: string;
  /** Remarks that every answer carries. */
  readonly notes: readonly Words[];
  /** In the order of the file. */
  readonly criteria: ReadonlyMap<string, Criterion>;
  /** Score tables; empty for most schemes. */
  readonly sections: ReadonlyMap<string, Section>;
  readonly standards: readonly Standard[];
}
