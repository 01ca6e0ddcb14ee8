import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable } from './common.ts';
import { PostCard } from './session.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Union(list.map((word: Words[number]) => Type.Literal(word)));

/** 单建, 联建, 孵化, 苗圃, 待覆盖. */
export const COVERAGE_MODES = ['standalone', 'joint', 'incubation', 'nursery', 'none'] as const;
export const CoverageMode = words(COVERAGE_MODES);
export type CoverageMode = Static<typeof CoverageMode>;

/** What the briefing is counted by: 片区, 楼宇, 行业. */
export const COVERAGE_GROUPINGS = ['area', 'facility', 'industry'] as const;
export const CoverageGrouping = words(COVERAGE_GROUPINGS);
export type CoverageGrouping = Static<typeof CoverageGrouping>;

const Version = Type.Integer({ minimum: 1 });

/** Full members of a unit as a count with its paper; a unit that is not on the register comes onto it. */
export const CountMembers = closed({
  firmId: Id,
  fullMembers: Type.Integer({ minimum: 0, maximum: 100_000 }),
  countedOn: Day,
  source: Line(120, 2),
});
export type CountMembers = Static<typeof CountMembers>;

/** Takes what the rules suggest for a unit onto the plan, with all units of its group. */
export const PlanStep = closed({ firmId: Id, postId: Id, dueOn: Day });
export type PlanStep = Static<typeof PlanStep>;

/** Done with evidence, or dropped with a reason. */
export const CloseStep = closed({
  version: Version,
  outcome: words(['done', 'dropped']),
  on: Day,
  document: Line(200, 2),
});
export type CloseStep = Static<typeof CloseStep>;

/** The review of a unit that does not stand alone. */
export const ReviewUnit = closed({ standingId: Id, on: Day, document: Line(200, 2) });
export type ReviewUnit = Static<typeof ReviewUnit>;

const counts = {
  standalone: Type.Integer(),
  joint: Type.Integer(),
  incubation: Type.Integer(),
  nursery: Type.Integer(),
  none: Type.Integer(),
};

export const CoverageStepView = closed({
  id: Id,
  mode: CoverageMode,
  units: Type.Array(closed({ id: Id, name: Type.String() })),
  reason: Bilingual,
  rule: Type.String(),
  post: PostCard,
  dueOn: Day,
  late: Type.Boolean(),
  matter: Type.String(),
  version: Version,
});
export type CoverageStepView = Static<typeof CoverageStepView>;

/** How a district is covered, by place or trade; organization level only. */
export const CoverageBriefing = closed({
  by: CoverageGrouping,
  rows: Type.Array(
    closed({ key: Type.String(), name: Bilingual, ...counts, suggestions: Type.Integer(), alarms: Type.Integer() }),
  ),
  totals: closed({
    units: Type.Integer(),
    ...counts,
    /** 组织覆盖率 and 工作覆盖率: shares of one. */
    organizationCoverage: Type.Number(),
    workCoverage: Type.Number(),
    /** Units that lost their coverage by an ending and have none since. */
    lost: Type.Integer(),
    suggestions: Type.Integer(),
    /** Units that cannot be planned because nobody knows where they are. */
    unplaced: Type.Integer(),
  }),
  steps: Type.Array(CoverageStepView),
  rules: closed({ version: Type.String(), checkedOn: Day, stale: Type.Boolean() }),
  /** The day on which the suggestions were made. */
  plannedOn: Nullable(Day),
  now: Instant,
});
export type CoverageBriefing = Static<typeof CoverageBriefing>;

export const CoverageUnit = closed({
  firm: closed({ id: Id, name: Type.String() }),
  standingId: Id,
  areaNumber: Nullable(Type.Integer()),
  mode: CoverageMode,
  since: Day,
  /** A count under five is `<5`. */
  members: Type.String(),
  reason: Bilingual,
  rule: Type.String(),
  /** The joint branch, or the organization that hosts or guides it. */
  with: Nullable(Bilingual),
  lost: Type.Boolean(),
  reviewDue: Nullable(Day),
  alarms: Type.Array(closed({ code: Type.String(), matter: Type.String(), dueOn: Day })),
  suggestion: Nullable(
    closed({
      mode: CoverageMode,
      rule: Type.String(),
      reason: Bilingual,
      units: Type.Integer(),
      with: Nullable(Bilingual),
    }),
  ),
  /** The open step of the plan that it belongs to. */
  step: Nullable(Id),
});
export type CoverageUnit = Static<typeof CoverageUnit>;

export const CoverageUnits = closed({
  rows: Type.Array(CoverageUnit),
  /** How many there are, also where the list ends before them. */
  total: Type.Integer(),
  now: Instant,
});
export type CoverageUnits = Static<typeof CoverageUnits>;
