/** What is planned: units with counts and places. There is no field for a person, and no list of persons anywhere. */

/** Degrees, WGS 84. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** A company or another body in the district. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  /** Full members 正式党员 as a count; members on probation do not count (rule PO-1). */
  readonly fullMembers: number;
  readonly staff: number;
  readonly place: Place;
  /** GB/T 4754 code at any level, with or without the letter of its section; empty when unknown. */
  readonly industry: string;
  /** Code of the organization that the unit belongs to today. */
  readonly organization: string | null;
  /** Code of the facility that it sits in. */
  readonly host: string | null;
}

/** Kinds of organization; only a joint branch has no strength to guide others. */
export type OrganizationKind = 'branch' | 'jointBranch' | 'generalBranch' | 'committee' | 'workingCommittee';

/** An organization that exists and may send instructors or host a unit on its way. */
export interface Organization {
  readonly code: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly place: Place;
  readonly industry: string;
  /** Code of the facility that it belongs to. */
  readonly host: string | null;
}

/**
 * The four modes of coverage 四维覆盖, and the lack of one:
 * standalone 单建, joint 联建, incubation 孵化, nursery 苗圃, none 待覆盖.
 */
export type Mode = 'standalone' | 'joint' | 'nursery' | 'incubation' | 'none';

/** What a standing organization is called by its size (rules PO-2 and PO-11). */
export type OrganizationForm = 'branch' | 'generalBranch' | 'committee';

/** Why a unit has its mode; facts are flat, ready for a sentence in any language. */
export type Reason =
  | { readonly code: 'STANDS_ALONE'; readonly facts: StandaloneFacts & { readonly organization: string } }
  | { readonly code: 'MUST_STAND_ALONE'; readonly facts: StandaloneFacts }
  | { readonly code: 'LEAVES_JOINT'; readonly facts: StandaloneFacts & { readonly organization: string } }
  | {
      readonly code: 'JOINT';
      readonly facts: {
        readonly members: number;
        readonly group: string;
        readonly groupUnits: number;
        readonly groupMembers: number;
        readonly spanMetres: number;
        readonly most: number;
      };
    }
  | {
      readonly code: 'INCUBATED';
      readonly facts: {
        readonly members: number;
        readonly host: string;
        readonly metres: number;
        readonly linked: number;
      };
    }
  | { readonly code: 'NURSED'; readonly facts: { readonly mentor: string; readonly metres: number } }
  | {
      readonly code: 'NO_HOST';
      readonly facts: { readonly members: number; readonly linked: number; readonly reachMetres: number };
    }
  | { readonly code: 'NO_MENTOR'; readonly facts: { readonly reachMetres: number } };

/** Facts of a unit that stands alone or must. */
export interface StandaloneFacts {
  readonly members: number;
  readonly least: number;
  readonly form: OrganizationForm;
}

/** One unit of a plan. */
export interface PlannedUnit {
  readonly code: string;
  readonly mode: Mode;
  /** Id of the joint group; only for `joint`. */
  readonly group: string | null;
  /** Code of the organization that hosts it; only for `incubation`. */
  readonly host: string | null;
  /** Code of the organization that sends the instructor; only for `nursery`. */
  readonly mentor: string | null;
  /** Id of the rule in the pack that produced the mode. */
  readonly rule: string;
  readonly reason: Reason;
}

/** One joint branch of a plan. */
export interface JointGroup {
  readonly id: string;
  /** Codes in order. */
  readonly units: readonly string[];
  /** Sum of full members. */
  readonly members: number;
  /** Largest distance between two of its units, rounded up to whole metres. */
  readonly spanMetres: number;
  /** Mean kinship of its pairs, 0 strangers to 1 the same class of industry. */
  readonly kinship: number;
}

/** What a plan adds up to. */
export interface PlanTotals {
  readonly units: number;
  readonly standalone: number;
  readonly joint: number;
  readonly nursery: number;
  readonly incubation: number;
  readonly none: number;
  readonly groups: number;
  /** Units with at least one full member: those that ought to have an organization. */
  readonly withMembers: number;
  /** 组织覆盖率: (standalone + joint) of `withMembers`; 1 when there are none. */
  readonly organizationCoverage: number;
  /** Units with members, or with the staff from which a campaign counts a unit (rule SC-1). */
  readonly inScope: number;
  /** 工作覆盖率: units in scope with any mode, of `inScope`; 1 when there are none. */
  readonly workCoverage: number;
  /** Units that were in a group of the current plan and no longer are, or are in another one; null without a plan. */
  readonly moved: number | null;
}

/** A plan for a whole district. */
export interface CoveragePlan {
  /** In the order of the question. */
  readonly units: readonly PlannedUnit[];
  readonly groups: readonly JointGroup[];
  readonly totals: PlanTotals;
}

/** What a later plan needs of an earlier one. */
export interface CurrentPlan {
  readonly units: readonly {
    readonly code: string;
    readonly group: string | null;
    readonly host: string | null;
    readonly mentor: string | null;
  }[];
}
