import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, PhoneInput, Prose } from './common.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Union(list.map((word: Words[number]) => Type.Literal(word)));

/** 基金, 银行, 产业资本, 担保机构. */
export const INVESTOR_KINDS = ['fund', 'bank', 'corporate', 'guarantor'] as const;
export const InvestorKind = words(INVESTOR_KINDS);
export type InvestorKind = Static<typeof InvestorKind>;

/** 股权 or 债权: a share of the company, or money that is paid back. */
export const FUNDING_FORMS = ['equity', 'debt'] as const;
export const FundingForm = words(FUNDING_FORMS);
export type FundingForm = Static<typeof FundingForm>;

/** 种子期, 早期, 成长期, 上市前. */
export const FUNDING_STAGES = ['seed', 'early', 'growth', 'preListing'] as const;
export const FundingStage = words(FUNDING_STAGES);
export type FundingStage = Static<typeof FundingStage>;

const Version = Type.Integer({ minimum: 1 });
/** One fen to a hundred billion yuan. */
const Fen = Type.Integer({ minimum: 1, maximum: 10_000_000_000_000 });
/** Division of GB/T 4754: two digits. */
const Sector = Type.String({ minLength: 2, maxLength: 2, pattern: '^[0-9]{2}$' });

const criteria = {
  forms: Type.Array(FundingForm, { minItems: 1, maxItems: 2, uniqueItems: true }),
  stages: Type.Array(FundingStage, { minItems: 1, maxItems: 4, uniqueItems: true }),
  /** None: every industry. */
  sectors: Type.Array(Sector, { maxItems: 30, uniqueItems: true }),
  leastFen: Fen,
  mostFen: Fen,
  /** Desk that answers: a post and a work phone, never a person. */
  desk: Line(60, 2),
  deskPhone: PhoneInput,
  /** Paper or address by which this is known. */
  reference: Line(160, 2),
};

export const RegisterInvestor = closed({ name: Line(80, 2), kind: InvestorKind, ...criteria });
export type RegisterInvestor = Static<typeof RegisterInvestor>;

/** What an investor looks for from now on; the whole of it. */
export const ReviseInvestor = closed({ version: Version, ...criteria });
export type ReviseInvestor = Static<typeof ReviseInvestor>;

/** Why something ends; the reason stays on record. */
export const CloseCapital = closed({ version: Version, reason: Line(200, 2) });
export type CloseCapital = Static<typeof CloseCapital>;

/** A company needs money. Staff name the company, a company means itself. */
export const StateCapitalNeed = closed({
  firmId: Type.Optional(Id),
  form: FundingForm,
  stage: FundingStage,
  amountFen: Fen,
  /** What it is for; without the company's name, which the other side sees only after both agree. */
  purpose: Prose(400, 2),
  until: Day,
});
export type StateCapitalNeed = Static<typeof StateCapitalNeed>;

export const AskIntroduction = closed({ investorId: Id });
export type AskIntroduction = Static<typeof AskIntroduction>;

export const IntroductionSide = words(['firm', 'investor']);
export type IntroductionSide = Static<typeof IntroductionSide>;

/** One side says yes or no. Staff give both sides' answers with how they know; a company gives its own. */
export const AnswerIntroduction = closed({
  version: Version,
  side: IntroductionSide,
  agreed: Type.Boolean(),
  reference: Line(160, 0),
  reason: Line(200, 0),
});
export type AnswerIntroduction = Static<typeof AnswerIntroduction>;

/** What came of it: so much money on a day, or nothing and why. */
export const ConcludeIntroduction = closed({
  version: Version,
  amountFen: Nullable(Fen),
  on: Day,
  reference: Line(160, 0),
  reason: Line(200, 0),
});
export type ConcludeIntroduction = Static<typeof ConcludeIntroduction>;

export const INTRODUCTION_STATES = ['asked', 'introduced', 'declined', 'lapsed', 'ended', 'funded', 'nothing'] as const;
export const IntroductionState = words(INTRODUCTION_STATES);
export type IntroductionState = Static<typeof IntroductionState>;

const Named = closed({ code: Type.String(), name: Type.String() });

/** An investor as the reader may see it: without its name and desk until both sides have agreed. */
export const InvestorCard = closed({
  id: Id,
  name: Nullable(Type.String()),
  kind: InvestorKind,
  forms: Type.Array(FundingForm),
  stages: Type.Array(FundingStage),
  sectors: Type.Array(Named),
  leastFen: Type.Integer(),
  mostFen: Type.Integer(),
  desk: Nullable(Type.String()),
  deskPhone: Nullable(Type.String()),
});
export type InvestorCard = Static<typeof InvestorCard>;

export const InvestorList = closed({
  investors: Type.Array(
    closed({
      investor: InvestorCard,
      reference: Type.String(),
      open: Type.Boolean(),
      /** Introductions under way, made, and what came of them. */
      asked: Type.Integer(),
      made: Type.Integer(),
      funded: Type.Integer(),
      fundedFen: Type.Integer(),
      demo: Type.Boolean(),
      version: Version,
    }),
  ),
  /** Divisions of GB/T 4754 to choose from. */
  sectors: Type.Array(Named),
  asOf: Instant,
});
export type InvestorList = Static<typeof InvestorList>;

export const CapitalCriterion = words(['form', 'stage', 'sector', 'amount']);
export type CapitalCriterion = Static<typeof CapitalCriterion>;

/** One criterion of an investor held against a need: what it looks for, what the need is, and how far they are apart. */
export const CapitalReason = closed({
  criterion: CapitalCriterion,
  met: Type.Boolean(),
  sentence: Bilingual,
  /** Fen by which the amount lies outside of what the investor puts in; null for every other criterion and where it is met. */
  distanceFen: Nullable(Type.Integer()),
});
export type CapitalReason = Static<typeof CapitalReason>;

export const IntroductionCommand = words(['answerFirm', 'answerInvestor', 'conclude']);
export type IntroductionCommand = Static<typeof IntroductionCommand>;

export const IntroductionView = closed({
  id: Id,
  investor: InvestorCard,
  state: IntroductionState,
  firmAgreed: Nullable(Type.Boolean()),
  investorAgreed: Nullable(Type.Boolean()),
  answerBy: Day,
  /** The request by which a post answers for it. */
  matter: Type.String(),
  outcome: Nullable(closed({ amountFen: Nullable(Type.Integer()), on: Day, reference: Type.String() })),
  reason: Type.String(),
  may: Type.Array(IntroductionCommand),
  version: Version,
});
export type IntroductionView = Static<typeof IntroductionView>;

const need = {
  id: Id,
  firm: closed({ id: Id, name: Type.String() }),
  form: FundingForm,
  stage: FundingStage,
  industry: Nullable(Named),
  amountFen: Type.Integer(),
  /** Sum of what introductions of this need have brought. */
  fundedFen: Type.Integer(),
  purpose: Type.String(),
  until: Day,
  open: Type.Boolean(),
  demo: Type.Boolean(),
  version: Version,
  /** Investors that fit in every criterion, introductions that wait for an answer, and those made. */
  fits: Type.Integer(),
  asked: Type.Integer(),
  made: Type.Integer(),
};
export const CapitalNeedRow = closed(need);
export type CapitalNeedRow = Static<typeof CapitalNeedRow>;

export const CapitalNeedList = closed({ needs: Type.Array(CapitalNeedRow), asOf: Instant });
export type CapitalNeedList = Static<typeof CapitalNeedList>;

export const CapitalNeedView = closed({
  ...need,
  /** What an investor is told before it agrees: everything but who it is. */
  profile: Bilingual,
  /** Those that fit, then those that miss a single criterion; none once the need is closed. */
  matches: Type.Array(closed({ investor: InvestorCard, reasons: Type.Array(CapitalReason), fits: Type.Boolean() })),
  introductions: Type.Array(IntroductionView),
  /** The reader may ask for introductions and close the need. */
  mine: Type.Boolean(),
  /** The reader keeps away from this company in the pool, and so only looks on. */
  recused: Type.Boolean(),
  asOf: Instant,
});
export type CapitalNeedView = Static<typeof CapitalNeedView>;
