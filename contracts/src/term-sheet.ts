import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Nullable } from './common.ts';
import { DealStructure, ScenarioOutcome } from './securitization.ts';
import { PostCard } from './session.ts';

/** Whole fen, below what a number of JSON holds exactly. */
const Fen = Type.Integer();
/** An exact decimal as text: rates, shares, ratios. */
const Decimal = Type.String();

const { id: ScenarioId } = ScenarioOutcome.properties;
export type DealScenario = Static<typeof ScenarioId>;

const SheetTranche = closed({
  id: Type.String(),
  class: Type.Union([Type.Literal('senior'), Type.Literal('mezzanine'), Type.Literal('subordinated')]),
  principalFen: Fen,
  /** Of all principal. */
  share: Decimal,
  coupon: Decimal,
  dayCount: Type.String(),
  rule: Type.Union([
    Type.Literal('passThrough'),
    Type.Literal('schedule'),
    Type.Literal('bullet'),
    Type.Literal('levelPay'),
  ]),
  /** Under the scenario: all that is paid; principal never paid, of subordinated holders null, who get what remains. */
  paidFen: Fen,
  lossFen: Nullable(Fen),
  averageLifeYears: Nullable(Decimal),
  yield: Nullable(Type.Number()),
  lastPrincipal: Nullable(Day),
});
export type SheetTranche = Static<typeof SheetTranche>;

/** A trigger with the value of the date on which it comes nearest to its level, or has passed it furthest. */
const SheetTrigger = closed({
  id: Type.String(),
  measure: Type.Union([
    Type.Literal('coverage'),
    Type.Literal('overcollateralization'),
    Type.Literal('cumulativeDefault'),
    Type.Literal('date'),
  ]),
  effect: Type.Union([
    Type.Literal('watch'),
    Type.Literal('sequential'),
    Type.Literal('retain'),
    Type.Literal('accelerate'),
    Type.Literal('default'),
  ]),
  level: Nullable(Decimal),
  date: Nullable(Day),
  nearest: Nullable(Decimal),
  on: Nullable(Day),
  hit: Type.Boolean(),
});
export type SheetTrigger = Static<typeof SheetTrigger>;

const SheetPeriod = closed({
  number: Type.Integer(),
  day: Day,
  collectedFen: Fen,
  feesFen: Fen,
  interestFen: Fen,
  principalFen: Fen,
  surplusFen: Fen,
  supportFen: Fen,
  /** Of senior tranches after the date. */
  seniorFen: Fen,
  poolFen: Fen,
  coverage: Nullable(Decimal),
});
export type SheetPeriod = Static<typeof SheetPeriod>;

/** A measure of the pool beside the level of a published guide: a screening warning, never a legal conclusion. */
const SheetWarning = closed({
  id: Type.Union([
    Type.Literal('debtors'),
    Type.Literal('largest'),
    Type.Literal('topFive'),
    Type.Literal('retention'),
  ]),
  value: Decimal,
  limit: Decimal,
  within: Type.Boolean(),
});
export type SheetWarning = Static<typeof SheetWarning>;

const FeeBasis = Type.Union([
  Type.Literal('fixed'),
  Type.Literal('pool'),
  Type.Literal('income'),
  Type.Literal('collections'),
]);

/** One product on one page: what is issued, who stands behind it, what watches it, and what it pays under a scenario. */
export const DealTermSheet = closed({
  id: Id,
  number: Type.Integer(),
  name: Type.String(),
  structure: DealStructure,
  demo: Type.Boolean(),
  source: Type.String(),
  scenario: ScenarioId,
  /** False while the terms wait for a second person. */
  approved: Type.Boolean(),
  district: Bilingual,
  post: PostCard,
  participations: Type.Integer(),
  firms: Type.Integer(),
  poolFen: Fen,
  cutOff: Day,
  closing: Day,
  firstPayment: Day,
  lastPayment: Day,
  payments: Type.Integer(),
  tranches: Type.Array(SheetTranche),
  fees: Type.Array(closed({ id: Type.String(), basis: FeeBasis, rate: Nullable(Decimal), amountFen: Nullable(Fen) })),
  support: closed({
    overcollateralization: Nullable(Decimal),
    coverage: Nullable(Decimal),
    seniorShare: Decimal,
    reserveFen: Fen,
    liquidityFen: Fen,
    promiseFen: Fen,
    guaranteeFen: Fen,
  }),
  triggers: Type.Array(SheetTrigger),
  periods: Type.Array(SheetPeriod),
  warnings: Type.Array(SheetWarning),
  asOf: Instant,
});
export type DealTermSheet = Static<typeof DealTermSheet>;
