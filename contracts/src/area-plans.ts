import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, Cursor, closed, Id, Instant, Nullable, Prose } from './common.ts';
import { PostCard } from './session.ts';

const Count = Type.Integer({ minimum: 0 });
const AreaNumber = Type.Integer({ minimum: 1, maximum: 9999 });
/** H3 index as text. */
const Cell = Type.String({ pattern: '^[0-9a-f]{15}$', minLength: 15, maxLength: 15 });

/** What one company, one hundred of its staff and one matter of the last twelve months weigh. */
export const AreaWeights = closed({
  firm: Type.Integer({ minimum: 0, maximum: 100 }),
  staff: Type.Integer({ minimum: 0, maximum: 100 }),
  matter: Type.Integer({ minimum: 0, maximum: 100 }),
});
export type AreaWeights = Static<typeof AreaWeights>;

export const AreaPlanSettings = closed({
  weights: AreaWeights,
  /** How far the load of a team may lie above the mean, in thousandths. */
  tolerance: Type.Integer({ minimum: 5, maximum: 500 }),
  /** Price of a company that changes its team, against the length of boundaries: 0 redraws freely, 100 moves hardly anybody. */
  calm: Type.Integer({ minimum: 0, maximum: 100 }),
});
export type AreaPlanSettings = Static<typeof AreaPlanSettings>;

export const AreaPlanState = Type.Union([
  Type.Literal('draft'),
  Type.Literal('proposed'),
  Type.Literal('approved'),
  Type.Literal('inForce'),
  Type.Literal('withdrawn'),
  Type.Literal('outdated'),
]);
export type AreaPlanState = Static<typeof AreaPlanState>;

/** The whole plan in figures. Loads are points per member of a team, in hundredths. */
export const AreaMeasures = closed({
  /** Load of the heaviest team above the mean, in thousandths. */
  above: Type.Integer(),
  /** Load of the lightest team below the mean, in thousandths. */
  below: Type.Integer(),
  /** Areas in one piece, of all. */
  whole: Count,
  areas: Count,
  /** Length of all boundaries between areas. */
  boundaryMeters: Count,
});
export type AreaMeasures = Static<typeof AreaMeasures>;

const Side = closed({ cells: Count, firms: Count, points: Count, load: Count, whole: Type.Boolean() });

export const AreaChange = closed({
  number: AreaNumber,
  name: Bilingual,
  team: closed({ number: Type.Integer(), name: Bilingual }),
  strength: Count,
  tint: closed({ before: Type.Integer(), after: Type.Integer() }),
  before: Side,
  after: Side,
  /** Companies that come to this team and that leave it. */
  arriving: Count,
  leaving: Count,
});
export type AreaChange = Static<typeof AreaChange>;

export const AreaMove = closed({ cell: Cell, from: AreaNumber, to: AreaNumber });
export type AreaMove = Static<typeof AreaMove>;

/** An open matter of a company that changes its team. It stays with its owner until somebody else has accepted it. */
export const AreaPlanMatter = closed({
  number: Type.String(),
  title: Type.String(),
  firm: Type.String(),
  from: AreaNumber,
  to: AreaNumber,
  owner: PostCard,
});
export type AreaPlanMatter = Static<typeof AreaPlanMatter>;

/** The cells as a graph, so that a page can judge an edit before it is sent: neighbors by position in `cells`. */
export const AreaGraph = closed({
  cells: Type.Array(Cell),
  area: Type.Array(AreaNumber),
  points: Type.Array(Count),
  firms: Type.Array(Count),
  edges: Type.Array(Type.Tuple([Count, Count])),
});
export type AreaGraph = Static<typeof AreaGraph>;

/** What the planner says of its own plan; a bound above zero is the best that any plan could do (heaviest cell). */
export const PlannerVerdict = closed({
  withinTolerance: Type.Boolean(),
  /** No plan can bring the heaviest team below this, in thousandths above the mean. */
  bound: Nullable(Type.Integer()),
  movedFirms: Count,
  seconds: Type.Number(),
});
export type PlannerVerdict = Static<typeof PlannerVerdict>;

/** Another price of moves and what it would bring. */
export const CurvePoint = closed({ calm: Count, movedFirms: Count, above: Type.Integer(), boundaryMeters: Count });
export type CurvePoint = Static<typeof CurvePoint>;

export const AreaPlanLine = closed({
  id: Id,
  number: Type.Integer(),
  state: AreaPlanState,
  author: Bilingual,
  approver: Nullable(Bilingual),
  createdAt: Instant,
  effectiveAt: Nullable(Instant),
  movedCells: Count,
});
export type AreaPlanLine = Static<typeof AreaPlanLine>;

export const AreaPlans = closed({ plans: Type.Array(AreaPlanLine) });
export type AreaPlans = Static<typeof AreaPlans>;

export const AreaPlanDetail = closed({
  ...AreaPlanLine.properties,
  version: Type.Integer(),
  /** The reader drew this plan: he may change and propose it, and somebody else must approve it. */
  own: Type.Boolean(),
  settings: AreaPlanSettings,
  verdict: PlannerVerdict,
  curve: Type.Array(CurvePoint),
  returnReason: Type.String(),
  /** What has changed since the plan was computed: the areas themselves, and companies that came, went or moved. */
  stale: closed({ areas: Type.Boolean(), firms: Count }),
  /** Fingerprint of what is shown; an approval names it, so that nobody approves what he has not seen. */
  mark: Type.String(),
  before: AreaMeasures,
  after: AreaMeasures,
  areas: Type.Array(AreaChange),
  moves: Type.Array(AreaMove),
  movedFirms: Count,
  /** Companies whose staff nobody has written down; they weigh by themselves alone. */
  staffUnknown: Count,
  matters: Type.Array(AreaPlanMatter),
  mattersTotal: Count,
  graph: AreaGraph,
  history: Type.Array(closed({ at: Instant, type: Type.String(), actor: Nullable(Bilingual), text: Type.String() })),
});
export type AreaPlanDetail = Static<typeof AreaPlanDetail>;

/** Companies that change their team, by name. */
export const AreaPlanFirms = closed({
  rows: Type.Array(
    closed({ id: Id, name: Type.String(), address: Type.String(), from: AreaNumber, to: AreaNumber, open: Count }),
  ),
  total: Count,
  next: Nullable(Cursor),
});
export type AreaPlanFirms = Static<typeof AreaPlanFirms>;

export const DraftAreaPlan = closed({ settings: AreaPlanSettings });
export type DraftAreaPlan = Static<typeof DraftAreaPlan>;

const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 });

/** Cells and the areas they shall belong to; naming the area of today takes a move back. */
export const EditAreaPlan = closed({
  version: Version,
  moves: Type.Array(closed({ cell: Cell, to: AreaNumber }), { minItems: 1, maxItems: 5000 }),
});
export type EditAreaPlan = Static<typeof EditAreaPlan>;

export const ProposeAreaPlan = closed({ version: Version, effectiveAt: Instant });
export type ProposeAreaPlan = Static<typeof ProposeAreaPlan>;

export const ApproveAreaPlan = closed({
  version: Version,
  mark: Type.String({ maxLength: 64, pattern: '^[0-9a-f]*$' }),
});
export type ApproveAreaPlan = Static<typeof ApproveAreaPlan>;

export const ReturnAreaPlan = closed({ version: Version, reason: Prose(500) });
export type ReturnAreaPlan = Static<typeof ReturnAreaPlan>;

export const WithdrawAreaPlan = closed({ version: Version });
export type WithdrawAreaPlan = Static<typeof WithdrawAreaPlan>;
