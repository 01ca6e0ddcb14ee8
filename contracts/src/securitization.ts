import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, Prose } from './common.ts';
import { PostCard } from './session.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Union(list.map((word: Words[number]) => Type.Literal(word)));

/** 征集 > 尽调 > 评估 > 评级 > 申报 > 发行 > 存续 > 清算. */
export const DEAL_STAGES = [
  'soliciting',
  'diligence',
  'valuation',
  'rating',
  'filing',
  'issuing',
  'servicing',
  'settled',
] as const;
export const DealStage = words(DEAL_STAGES);
export type DealStage = Static<typeof DealStage>;

/** 二次许可, 质押贷款, 售后回租, 应收账款. */
export const DealStructure = words(['second_license', 'pledge_loan', 'sale_leaseback', 'receivable']);
export type DealStructure = Static<typeof DealStructure>;

export const PaperKind = words([
  'rightsRegister',
  'noDispute',
  'valuationReport',
  'ratingReport',
  'legalOpinion',
  'exchangeLetter',
  'issueResult',
]);
export type PaperKind = Static<typeof PaperKind>;

/** Whole fen, below what a number of JSON holds exactly. */
const Fen = Type.Integer();
const FenInput = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 });
/** Exact decimals: shares and yearly rates from 0 to 1, levels up to 9. */
const Share = Type.String({ pattern: '^(0(\\.[0-9]{1,6})?|1)$', maxLength: 8 });
const Level = Type.String({ pattern: '^[0-9](\\.[0-9]{1,6})?$', maxLength: 8 });

/** How a product pays: what the pool earns, what holders get, when, and which triggers watch it. */
export const DealTerms = closed({
  closing: Day,
  months: Type.Integer({ minimum: 1, maximum: 120 }),
  everyMonths: Type.Integer({ minimum: 1, maximum: 12 }),
  loanRate: Share,
  coupon: Share,
  seniorShare: Share,
  feeRate: Share,
  /** 差额支付承诺; 0 for none. */
  supportFen: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
  /** Coverage under which a warning is given; cumulative default from which the product accelerates. */
  watchCoverage: Level,
  accelerateDefault: Share,
});
export type DealTerms = Static<typeof DealTerms>;

const Candidate = {
  kind: words(['patent', 'license', 'loan']),
  patents: Type.Integer({ minimum: 0, maximum: 9999 }),
  risk: Share,
  expires: Nullable(Day),
  legalState: words(['inForce', 'pending', 'lapsed']),
  disputed: Type.Boolean(),
  pledged: Type.Boolean(),
};

export const AddCandidate = closed({
  ...Candidate,
  version: Type.Integer({ minimum: 1 }),
  firmId: Id,
  rights: Line(120, 2),
  industry: Line(40, 2),
  principalFen: FenInput,
  appraisedFen: Nullable(FenInput),
});
export type AddCandidate = Static<typeof AddCandidate>;

export const DealCandidate = closed({
  ...Candidate,
  id: Id,
  firm: closed({ id: Id, name: Type.String() }),
  rights: Type.String(),
  industry: Type.String(),
  principalFen: Fen,
  appraisedFen: Nullable(Fen),
  state: words(['in', 'chosen', 'left']),
});
export type DealCandidate = Static<typeof DealCandidate>;

/** A paper that a stage needs; `matter` is the request that somebody answers for while it is missing. */
export const DealPaper = closed({
  id: Id,
  kind: PaperKind,
  stage: DealStage,
  candidateId: Nullable(Id),
  reference: Nullable(Type.String()),
  receivedAt: Nullable(Instant),
  matter: Nullable(closed({ number: Type.String(), open: Type.Boolean(), owner: PostCard, dueAt: Nullable(Instant) })),
});
export type DealPaper = Static<typeof DealPaper>;

export const DealParticipation = closed({
  id: Id,
  number: Type.Integer(),
  firmId: Nullable(Id),
  label: Type.String(),
  patents: Nullable(Type.Integer()),
  amountFen: Fen,
});
export type DealParticipation = Static<typeof DealParticipation>;

export const DealProposal = closed({
  id: Id,
  kind: words(['pool', 'issue']),
  amountFen: Fen,
  state: words(['proposed', 'approved', 'returned']),
  author: Bilingual,
  decider: Nullable(Bilingual),
  reason: Type.String(),
  proposedAt: Instant,
  decidedAt: Nullable(Instant),
  /** True when the reader proposed it himself: somebody else decides. */
  own: Type.Boolean(),
  /** Fingerprint of what is shown; an approval names it, so that nobody approves what he has not seen. */
  mark: Type.String(),
  candidateIds: Type.Array(Id),
  issuedOn: Nullable(Day),
  terms: Nullable(DealTerms),
});
export type DealProposal = Static<typeof DealProposal>;

const TrancheOutcome = closed({
  id: Type.String(),
  class: words(['senior', 'mezzanine', 'subordinated']),
  principalFen: Fen,
  interestFen: Fen,
  surplusFen: Fen,
  lossFen: Fen,
  averageLifeYears: Nullable(Type.String()),
  yield: Nullable(Type.Number()),
});

const RunPeriod = closed({
  number: Type.Integer(),
  date: Day,
  collectedFen: Fen,
  defaultedFen: Fen,
  seniorPaidFen: Fen,
  seniorLeftFen: Fen,
  coverage: Nullable(Type.String()),
  events: Type.Array(Type.String()),
});

export const ScenarioOutcome = closed({
  id: words(['agreed', 'stressed', 'severe']),
  tranches: Type.Array(TrancheOutcome),
  lowestCoverage: Nullable(Type.String()),
  periods: Type.Array(RunPeriod),
});
export type ScenarioOutcome = Static<typeof ScenarioOutcome>;

/** Losses over many random paths of the stressed scenario. Amounts are rounded to whole fen. */
export const SimulationOutcome = closed({
  paths: Type.Integer(),
  seed: Type.Integer(),
  seniorExpectedLossFen: Fen,
  seniorLossFrequency: Type.Number(),
  seniorLoss99Fen: Fen,
  poolExpectedDefaultFen: Fen,
  poolDefault99Fen: Fen,
});
export type SimulationOutcome = Static<typeof SimulationOutcome>;

export const DealRunResult = closed({
  scenarios: Type.Array(ScenarioOutcome),
  simulation: SimulationOutcome,
});
export type DealRunResult = Static<typeof DealRunResult>;

export const DealRunView = closed({
  id: Id,
  state: words(['running', 'done', 'canceled', 'failed']),
  by: Bilingual,
  paths: Type.Integer(),
  pathsDone: Type.Integer(),
  startedAt: Instant,
  endedAt: Nullable(Instant),
  terms: DealTerms,
  result: Nullable(DealRunResult),
});
export type DealRunView = Static<typeof DealRunView>;

export const ServicerReport = closed({
  id: Id,
  period: Type.Integer(),
  fileName: Type.String(),
  reportedAt: Instant,
  by: Bilingual,
  lines: Type.Integer(),
  cashFen: Fen,
  reversesId: Nullable(Id),
  reversed: Type.Boolean(),
  reason: Type.String(),
});
export type ServicerReport = Static<typeof ServicerReport>;

/** Actual against projected in one collection period. */
export const PeriodComparison = closed({
  period: Type.Integer(),
  collectedBy: Day,
  paymentDay: Day,
  planPrincipalFen: Fen,
  planInterestFen: Fen,
  paidPrincipalFen: Fen,
  paidInterestFen: Fen,
  recoveredFen: Fen,
  defaultedFen: Fen,
  reported: Type.Boolean(),
});
export type PeriodComparison = Static<typeof PeriodComparison>;

/** The same for one company over all periods that have been reported. */
export const CompanyComparison = closed({
  number: Type.Integer(),
  label: Type.String(),
  firmId: Nullable(Id),
  planFen: Fen,
  paidFen: Fen,
  defaultedFen: Fen,
});
export type CompanyComparison = Static<typeof CompanyComparison>;

export const TriggerColor = words(['green', 'amber', 'red']);
export type TriggerColor = Static<typeof TriggerColor>;

export const TriggerView = closed({
  period: Type.Integer(),
  id: Type.String(),
  measure: words(['coverage', 'overcollateralization', 'cumulativeDefault', 'date']),
  value: Nullable(Type.String()),
  level: Type.String(),
  color: TriggerColor,
  matter: Nullable(Type.String()),
});
export type TriggerView = Static<typeof TriggerView>;

const DealHead = {
  id: Id,
  number: Type.Integer(),
  name: Type.String(),
  structure: DealStructure,
  stage: DealStage,
  demo: Type.Boolean(),
  source: Type.String(),
  post: PostCard,
  /** 家次 and 家: rows, and distinct companies in them. */
  participations: Type.Integer(),
  firms: Type.Integer(),
  /** Sum of the rows; what was issued; and the difference, which is zero or a fault. */
  rowsFen: Fen,
  issuedFen: Nullable(Fen),
  differenceFen: Nullable(Fen),
  issuedOn: Nullable(Day),
  /** Papers of the present stage that are missing, and triggers that are not green at the last report. */
  missing: Type.Integer(),
  warnings: Type.Integer(),
};

export const DealLine = closed(DealHead);
export type DealLine = Static<typeof DealLine>;

export const DealList = closed({
  deals: Type.Array(DealLine),
  /** Of issued products alone. */
  totals: closed({
    deals: Type.Integer(),
    participations: Type.Integer(),
    firms: Type.Integer(),
    rowsFen: Fen,
    issuedFen: Fen,
    differenceFen: Fen,
  }),
  asOf: Instant,
});
export type DealList = Static<typeof DealList>;

export const DealDetail = closed({
  ...DealHead,
  version: Type.Integer(),
  /** The reader holds the post that answers for the product. */
  mine: Type.Boolean(),
  terms: Nullable(DealTerms),
  candidates: Type.Array(DealCandidate),
  papers: Type.Array(DealPaper),
  proposals: Type.Array(DealProposal),
  participants: Type.Array(DealParticipation),
  runs: Type.Array(DealRunView),
  reports: Type.Array(ServicerReport),
  periods: Type.Array(PeriodComparison),
  companies: Type.Array(CompanyComparison),
  triggers: Type.Array(TriggerView),
  history: Type.Array(closed({ at: Instant, type: Type.String(), actor: Nullable(Bilingual) })),
  asOf: Instant,
});
export type DealDetail = Static<typeof DealDetail>;

/** The desk structures what bears interest; receivables at a discount are computed from a file (`banfei deal run`). */
export const OpenDeal = closed({
  name: Line(120, 2),
  structure: words(['second_license', 'pledge_loan', 'sale_leaseback']),
});
export type OpenDeal = Static<typeof OpenDeal>;

const Version = Type.Integer({ minimum: 1 });

/** Steps that need no more than what was seen. */
export const StepDeal = closed({ version: Version });
export type StepDeal = Static<typeof StepDeal>;

export const LeaveDeal = closed({ version: Version, reason: Prose(300, 2) });
export type LeaveDeal = Static<typeof LeaveDeal>;

export const ReceivePaper = closed({ version: Version, reference: Line(120, 2) });
export type ReceivePaper = Static<typeof ReceivePaper>;

/** Limits of a pool as the desk sets them; a null one is not asked. Screening warnings, never legal conclusions. */
export const PoolLimits = closed({
  firmShare: Nullable(Share),
  topFiveShare: Nullable(Share),
  industryShare: Nullable(Share),
  loanToValue: Nullable(Share),
  firms: Nullable(Type.Integer({ minimum: 1, maximum: 200 })),
  undisputed: Type.Boolean(),
  unpledged: Type.Boolean(),
  expiresAfter: Nullable(Day),
});
export type PoolLimits = Static<typeof PoolLimits>;

export const ChoosePool = closed({ leastFen: FenInput, mostFen: FenInput, limits: PoolLimits });
export type ChoosePool = Static<typeof ChoosePool>;

export const PoolChoice = closed({
  found: Type.Boolean(),
  candidateIds: Type.Array(Id),
  principalFen: Fen,
  expectedLossFen: Fen,
  limits: Type.Array(
    closed({
      id: Type.String(),
      name: Bilingual,
      citation: Nullable(Bilingual),
      value: Nullable(Type.String()),
      level: Type.String(),
      holds: Type.Boolean(),
      /** Without it the pool would carry less loss, or exist at all. */
      binding: Type.Boolean(),
      expectedLossWithoutFen: Nullable(Fen),
    }),
  ),
  excluded: Type.Array(closed({ candidateId: Id, by: Type.Array(Type.String()) })),
});
export type PoolChoice = Static<typeof PoolChoice>;

export const ProposePool = closed({
  version: Version,
  candidateIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
});
export type ProposePool = Static<typeof ProposePool>;

export const ProposeIssue = closed({ version: Version, amountFen: FenInput, issuedOn: Day, terms: DealTerms });
export type ProposeIssue = Static<typeof ProposeIssue>;

export const ApproveAmount = closed({ version: Version, mark: Type.String({ maxLength: 64 }) });
export type ApproveAmount = Static<typeof ApproveAmount>;

export const ReturnAmount = closed({ version: Version, reason: Prose(300, 2) });
export type ReturnAmount = Static<typeof ReturnAmount>;

/** Over the approved pool, or over candidates that are being considered. */
export const StartDealRun = closed({
  candidateIds: Nullable(Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true })),
  terms: DealTerms,
  paths: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
});
export type StartDealRun = Static<typeof StartDealRun>;
