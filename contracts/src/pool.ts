import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, Prose } from './common.ts';
import { PostCard } from './session.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Union(list.map((word: Words[number]) => Type.Literal(word)));

/** 储备 > 股改 > 辅导备案 > 受理 > 问询·上市委 > 注册 > 已上市. */
export const POOL_STAGES = [
  'reserve',
  'restructure',
  'coachingFiling',
  'application',
  'committeeReview',
  'registration',
  'listed',
] as const;
/** 退出培育, 撤回, 否决, 终止: the ways out other than a listing. */
export const POOL_ENDS = ['left', 'withdrawn', 'rejected', 'terminated'] as const;

export const PoolStage = words([...POOL_STAGES, ...POOL_ENDS]);
export type PoolStage = Static<typeof PoolStage>;

/** Boards that a candidate aims at. */
export const TARGET_BOARDS = ['sseMain', 'star', 'szseMain', 'chinext', 'bse', 'hkex', 'undecided'] as const;
export const TargetBoard = words(TARGET_BOARDS);
export type TargetBoard = Static<typeof TargetBoard>;

const Version = Type.Integer({ minimum: 1 });
const Item = Type.String({ minLength: 2, maxLength: 40, pattern: '^[a-zA-Z]+$' });
/** A paper under the number or address by which it can be found. */
const Filed = closed({ item: Item, reference: Line(160, 2) });

export const EnterPool = closed({
  firmId: Id,
  board: TargetBoard,
  /** Null: the first post of the caller. */
  postId: Nullable(Id),
  on: Day,
  reference: Line(160, 2),
});
export type EnterPool = Static<typeof EnterPool>;

/** A move to a stage or out of the pool: forward ones carry evidence, backward ones and ends a cause. */
export const MoveCandidate = closed({
  version: Version,
  to: PoolStage,
  on: Day,
  cause: Prose(400, 0),
  evidence: Type.Array(Filed, { maxItems: 20 }),
});
export type MoveCandidate = Static<typeof MoveCandidate>;

export const FileEvidence = closed({ version: Version, item: Item, reference: Line(160, 2) });
export type FileEvidence = Static<typeof FileEvidence>;

export const NoteFact = closed({ version: Version, text: Prose(800, 2), confidential: Type.Boolean() });
export type NoteFact = Static<typeof NoteFact>;

export const INTERMEDIARY_KINDS = ['sponsor', 'lawFirm', 'accountant', 'other'] as const;
export const IntermediaryKind = words(INTERMEDIARY_KINDS);
export type IntermediaryKind = Static<typeof IntermediaryKind>;

export const EngageIntermediary = closed({ version: Version, name: Line(80, 2), kind: IntermediaryKind, since: Day });
export type EngageIntermediary = Static<typeof EngageIntermediary>;

/** 回避: of an intermediary by its id, or of the caller when null. */
export const DeclareRecusal = closed({ version: Version, intermediaryId: Nullable(Id), reason: Line(200, 2) });
export type DeclareRecusal = Static<typeof DeclareRecusal>;

/** Tasks of the coaching plan to open now, each with the post that answers and its day. */
export const OpenPlan = closed({
  version: Version,
  tasks: Type.Array(closed({ task: Item, postId: Id, dueOn: Day }), { minItems: 1, maxItems: 10 }),
});
export type OpenPlan = Static<typeof OpenPlan>;

/** A candidate on the board. */
const card = {
  id: Id,
  firm: closed({ id: Id, name: Type.String() }),
  board: TargetBoard,
  stage: PoolStage,
  /** Day on which it entered the stage, and days since. */
  since: Day,
  dwellDays: Type.Integer(),
  /** Longer in its stage than is usual. */
  slow: Type.Boolean(),
  /** Papers that the next stage still needs. */
  missing: Type.Integer(),
  post: PostCard,
  /** The open task that is due first. */
  next: Nullable(closed({ name: Bilingual, dueOn: Day, late: Type.Boolean() })),
  mine: Type.Boolean(),
  demo: Type.Boolean(),
  version: Version,
};
export const PoolCard = closed(card);
export type PoolCard = Static<typeof PoolCard>;

const StageCount = closed({
  stage: PoolStage,
  name: Bilingual,
  usualDays: Nullable(Type.Integer()),
  count: Type.Integer(),
  slow: Type.Integer(),
});

export const PoolBoard = closed({
  stages: Type.Array(StageCount),
  candidates: Type.Array(PoolCard),
  /** Version of the rules of today, and when somebody last checked them. */
  rules: closed({ version: Type.String(), checkedOn: Day }),
  asOf: Instant,
});
export type PoolBoard = Static<typeof PoolBoard>;

/** A paper that a move needs, with what was filed for it. */
export const PoolItem = closed({
  item: Type.String(),
  name: Bilingual,
  citation: Type.String(),
  reference: Nullable(Type.String()),
});
export type PoolItem = Static<typeof PoolItem>;

export const MoveKind = words(['enter', 'forward', 'back', 'end', 'return']);
export type MoveKind = Static<typeof MoveKind>;

/** A move that the rules of today know from where the candidate stands. */
export const PossibleMove = closed({
  to: PoolStage,
  name: Bilingual,
  kind: MoveKind,
  items: Type.Array(PoolItem),
  causeNeeded: Type.Boolean(),
  /** The first day on which it may happen. */
  earliest: Day,
});
export type PossibleMove = Static<typeof PossibleMove>;

const Engagement = closed({
  intermediaryId: Id,
  name: Type.String(),
  kind: IntermediaryKind,
  since: Day,
  recused: Nullable(Type.String()),
});
const Fact = closed({
  id: Id,
  /** Null for whoever has not asked to read it. */
  text: Nullable(Type.String()),
  confidential: Type.Boolean(),
  at: Instant,
  by: Bilingual,
});

export const CandidateDetail = closed({
  ...card,
  possible: Type.Array(PossibleMove),
  history: Type.Array(
    closed({
      seq: Type.Integer(),
      from: Nullable(PoolStage),
      to: PoolStage,
      kind: MoveKind,
      on: Day,
      cause: Type.String(),
      by: Nullable(Bilingual),
      at: Instant,
      evidence: Type.Array(closed({ name: Bilingual, reference: Type.String() })),
    }),
  ),
  dwell: Type.Array(closed({ stage: PoolStage, days: Type.Integer(), visits: Type.Integer() })),
  plan: Type.Array(
    closed({
      task: Type.String(),
      name: Bilingual,
      /** Proposed day for a task that is not open yet. */
      dueOn: Day,
      stage: PoolStage,
      matter: Nullable(closed({ number: Type.String(), open: Type.Boolean(), owner: PostCard })),
    }),
  ),
  facts: Type.Array(Fact),
  readings: Type.Array(closed({ at: Instant, by: Bilingual, facts: Type.Integer() })),
  engagements: Type.Array(Engagement),
  /** The caller has recused himself and only looks on. */
  recused: Type.Boolean(),
  /** The caller may ask to read what is confidential; doing so is taken down. */
  mayRead: Type.Boolean(),
  asOf: Instant,
});
export type CandidateDetail = Static<typeof CandidateDetail>;

/** What is confidential about a candidate, with the mark that the screen lays over it. */
export const ConfidentialReading = closed({
  facts: Type.Array(closed({ id: Id, text: Type.String() })),
  watermark: Bilingual,
});
export type ConfidentialReading = Static<typeof ConfidentialReading>;
