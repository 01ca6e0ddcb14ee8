import type {
  AddCandidate,
  AddKeyDate,
  AddSite,
  AnswerBooking,
  AnswerIntroduction,
  AnswerNeed,
  ApproveAmount,
  ApproveAreaPlan,
  AreaMap,
  AreaPlanDetail,
  AreaPlanFirms,
  AreaPlans,
  AskBooking,
  AskIntroduction,
  AttachmentView,
  Balance,
  BalanceSheet,
  BookCoaching,
  BookingList,
  BookingView,
  CancelEvent,
  CandidateDetail,
  CapitalNeedList,
  CapitalNeedView,
  Categories,
  ChangeEvent,
  ChangeOrganization,
  ChoosePool,
  CloseCapital,
  CloseStep,
  Cockpit,
  CommandBodies,
  CommandName,
  ConcludeIntroduction,
  ConfidentialReading,
  ConfirmFact,
  ConfirmUsage,
  CountAttendance,
  CountMembers,
  CoverageBriefing,
  CoverageUnits,
  DealDetail,
  DealList,
  DealTermSheet,
  DecideAnswer,
  DeclareRecusal,
  DemoAccounts,
  DraftAreaPlan,
  EditAreaPlan,
  Ending,
  EndingPreview,
  EndOrganization,
  EndPartnership,
  EndSubject,
  EngageIntermediary,
  EnterPool,
  FacilityList,
  FacilityMove,
  FactsAnswer,
  FigureRows,
  FileEvidence,
  FirmHit,
  FirmPage,
  FirmSearch,
  FoundPartnership,
  HoldActivity,
  ImportMapping,
  ImportReport,
  ImportRows,
  InvestorList,
  JoinPlatform,
  LeaveDeal,
  MatterDetail,
  MatterList,
  Me,
  MomentList,
  MoveCandidate,
  MoveFacility,
  NeedList,
  NeedView,
  NetworkMap,
  NoteFact,
  OfferResource,
  OpenDeal,
  OpenPlan,
  OrganizationList,
  OrganizationPage,
  PartnershipList,
  PartnershipView,
  PlanStep,
  PlatformList,
  PoolBoard,
  PoolChoice,
  PostSearch,
  ProposeAreaPlan,
  ProposeIssue,
  ProposePool,
  PublishEvent,
  RaiseMatter,
  ReachView,
  Receipt,
  ReceiptPage,
  ReceivePaper,
  RegisterInvestor,
  RegisterOrganization,
  RegisterSeats,
  ResourceList,
  ResourceView,
  ReturnAmount,
  ReturnAreaPlan,
  ReviseInvestor,
  SchemeDetail,
  SchemeFirms,
  SchemeList,
  ServicePoints,
  SharedNeedList,
  SignIn,
  Similar,
  SiteView,
  StartDealRun,
  StateCapitalNeed,
  StateFacts,
  StateNeed,
  StepDeal,
  TakeDownFirm,
  Timeline,
  UnplacedFirms,
  UsageSheet,
  WithdrawAnswer,
  WithdrawAreaPlan,
  WithdrawFact,
  WithdrawKeyDate,
} from '@banfei/contracts';

/** What each address answers to a GET. Every type is the contract's own; the web writes none by hand. */
export interface Reads {
  '/api/session': Me;
  '/api/demo-accounts': DemoAccounts;
  '/api/matters': MatterList;
  '/api/matters/similar': Similar;
  '/api/matters/categories': Categories;
  '/api/matters/:number': MatterDetail;
  '/api/receipts/:number': ReceiptPage;
  '/api/firms/search': FirmSearch;
  '/api/firms/unplaced': UnplacedFirms;
  '/api/firms/:id': FirmPage;
  '/api/firms/:id/timeline': Timeline;
  '/api/firm-imports/:id': ImportReport;
  '/api/firm-imports/:id/rows': ImportRows;
  '/api/resources': ResourceList;
  '/api/resources/:id': ResourceView;
  '/api/bookings': BookingList;
  '/api/needs': NeedList;
  '/api/balance': { balance: Balance | null };
  '/api/balances': BalanceSheet;
  '/api/balances/:id': UsageSheet;
  '/api/network': NetworkMap;
  '/api/platforms': PlatformList;
  '/api/organizations': OrganizationList;
  '/api/organizations/:id': OrganizationPage;
  '/api/organizations/:id/ending': EndingPreview;
  '/api/firms/:id/ending': EndingPreview;
  '/api/facilities': FacilityList;
  '/api/facilities/:id/ending': EndingPreview;
  '/api/shared-needs': SharedNeedList;
  '/api/partnerships': PartnershipList;
  '/api/posts': PostSearch;
  '/api/areas': AreaMap;
  '/api/area-plans': AreaPlans;
  '/api/area-plans/:id': AreaPlanDetail;
  '/api/area-plans/:id/firms': AreaPlanFirms;
  '/api/service-points': ServicePoints;
  '/api/moments': MomentList;
  '/api/coverage': CoverageBriefing;
  '/api/coverage/units': CoverageUnits;
  '/api/reach': ReachView;
  '/api/reach/:scheme': SchemeDetail;
  '/api/schemes': SchemeList;
  '/api/schemes/:scheme/firms': SchemeFirms;
  '/api/pool': PoolBoard;
  '/api/candidates/:id': CandidateDetail;
  '/api/investors': InvestorList;
  '/api/capital-needs': CapitalNeedList;
  '/api/capital-needs/:id': CapitalNeedView;
  '/api/deals': DealList;
  '/api/deals/:id': DealDetail;
  '/api/deals/:id/term-sheet': DealTermSheet;
  '/api/figures': Cockpit;
  '/api/figures/:id/rows': FigureRows;
}

type OfferAnswer = 'accept' | 'decline' | 'withdraw';

/** Commands on a matter; the three answers to an offer stand below the offer's own address. */
type MatterWrites = {
  [Name in CommandName as Name extends OfferAnswer
    ? `POST /api/matters/:number/offers/:offerId/${Name}`
    : `POST /api/matters/:number/${Name}`]: { body: CommandBodies[Name]; answer: MatterDetail };
};

/** The securitization desk: every act answers with the product as it then stands. */
interface DeskWrites {
  'POST /api/deals': { body: OpenDeal; answer: DealDetail };
  'POST /api/deals/:id/candidates': { body: AddCandidate; answer: DealDetail };
  'POST /api/deals/:id/candidates/:candidateId/leaving': { body: LeaveDeal; answer: DealDetail };
  'POST /api/deals/:id/stage': { body: StepDeal; answer: DealDetail };
  'POST /api/deals/:id/papers/:paperId/receipt': { body: ReceivePaper; answer: DealDetail };
  'POST /api/deals/:id/papers/chasing': { body: StepDeal; answer: DealDetail };
  'POST /api/deals/:id/pool-choice': { body: ChoosePool; answer: PoolChoice };
  'POST /api/deals/:id/pool-proposal': { body: ProposePool; answer: DealDetail };
  'POST /api/deals/:id/issue-proposal': { body: ProposeIssue; answer: DealDetail };
  'POST /api/deals/:id/runs': { body: StartDealRun; answer: DealDetail };
  'POST /api/deal-proposals/:id/approval': { body: ApproveAmount; answer: DealDetail };
  'POST /api/deal-proposals/:id/return': { body: ReturnAmount; answer: DealDetail };
  'POST /api/deal-runs/:id/cancellation': { body: Record<string, never>; answer: DealDetail };
  'POST /api/servicer-reports/:id/reversal': { body: LeaveDeal; answer: DealDetail };
}

/** The cultivation pool: every act answers with the candidate as it then stands, but for a reading. */
interface PoolWrites {
  'POST /api/candidates': { body: EnterPool; answer: CandidateDetail };
  'POST /api/candidates/:id/recusals': { body: DeclareRecusal; answer: CandidateDetail };
  'POST /api/candidates/:id/engagements': { body: EngageIntermediary; answer: CandidateDetail };
  'POST /api/candidates/:id/evidence': { body: FileEvidence; answer: CandidateDetail };
  'POST /api/candidates/:id/moves': { body: MoveCandidate; answer: CandidateDetail };
  'POST /api/candidates/:id/tasks': { body: OpenPlan; answer: CandidateDetail };
  'POST /api/candidates/:id/facts': { body: NoteFact; answer: CandidateDetail };
  'POST /api/candidates/:id/readings': { body: Record<string, never>; answer: ConfidentialReading };
}

/** Capital: acts on investors answer with all of them, acts on needs with the need as it then stands. */
interface CapitalWrites {
  'POST /api/investors': { body: RegisterInvestor; answer: InvestorList };
  'POST /api/investors/:id/criteria': { body: ReviseInvestor; answer: InvestorList };
  'POST /api/investors/:id/closing': { body: CloseCapital; answer: InvestorList };
  'POST /api/capital-needs': { body: StateCapitalNeed; answer: CapitalNeedView };
  'POST /api/capital-needs/:id/closing': { body: CloseCapital; answer: CapitalNeedView };
  'POST /api/capital-needs/:id/introductions': { body: AskIntroduction; answer: CapitalNeedView };
  'POST /api/introductions/:id/answer': { body: AnswerIntroduction; answer: CapitalNeedView };
  'POST /api/introductions/:id/outcome': { body: ConcludeIntroduction; answer: CapitalNeedView };
}

/** The registers: what is new, what changes, what ends or moves. */
interface RegisterWrites {
  'POST /api/organizations': { body: RegisterOrganization; answer: OrganizationPage };
  'POST /api/organizations/:id/changes': { body: ChangeOrganization; answer: OrganizationPage };
  'POST /api/organizations/:id/ending': { body: EndOrganization; answer: OrganizationPage };
  'POST /api/firms/:id/ending': { body: EndSubject; answer: Ending };
  'POST /api/facilities/:id/ending': { body: EndSubject; answer: Ending };
  'POST /api/partnerships': { body: FoundPartnership; answer: PartnershipView };
  'POST /api/partnerships/:id/activities': { body: HoldActivity; answer: PartnershipView };
  'POST /api/partnerships/:id/ending': { body: EndPartnership; answer: PartnershipView };
  'POST /api/facilities/:id/move': { body: MoveFacility; answer: FacilityMove };
}

/** Coverage by organizations: every act answers with the briefing by area. */
interface CoverageWrites {
  'POST /api/coverage/counts': { body: CountMembers; answer: CoverageBriefing };
  'POST /api/coverage/suggestions': { body: Record<string, never>; answer: CoverageBriefing };
  'POST /api/coverage/steps': { body: PlanStep; answer: CoverageBriefing };
  'POST /api/coverage/steps/:id/closing': { body: CloseStep; answer: CoverageBriefing };
}

/** Facts and what follows from them. */
interface SchemeWrites {
  'POST /api/facts': { body: StateFacts; answer: FactsAnswer };
  'POST /api/facts/:id/withdrawal': { body: WithdrawFact; answer: ReachView };
  'POST /api/facts/:id/confirmation': { body: ConfirmFact; answer: ReachView };
  'POST /api/coachings': { body: BookCoaching; answer: ReachView };
}

interface OtherWrites {
  'POST /api/session': { body: SignIn; answer: Me };
  'DELETE /api/session': { body: undefined; answer: undefined };
  'POST /api/matters': { body: RaiseMatter; answer: Receipt };
  'POST /api/area-plans': { body: DraftAreaPlan; answer: AreaPlanDetail };
  'POST /api/area-plans/:id/edits': { body: EditAreaPlan; answer: AreaPlanDetail };
  'POST /api/area-plans/:id/proposal': { body: ProposeAreaPlan; answer: AreaPlanDetail };
  'POST /api/area-plans/:id/approval': { body: ApproveAreaPlan; answer: AreaPlanDetail };
  'POST /api/area-plans/:id/return': { body: ReturnAreaPlan; answer: AreaPlanDetail };
  'POST /api/area-plans/:id/withdrawal': { body: WithdrawAreaPlan; answer: AreaPlanDetail };
  'POST /api/firms': { body: TakeDownFirm; answer: FirmHit };
  'POST /api/firms/:id/sites': { body: AddSite; answer: SiteView };
  'POST /api/platforms/:id/membership': { body: JoinPlatform; answer: PlatformList };
  'POST /api/platforms/:id/events': { body: PublishEvent; answer: PlatformList };
  'POST /api/platform-events/:id/registration': { body: RegisterSeats; answer: PlatformList };
  'POST /api/platform-events/:id/attendance': { body: CountAttendance; answer: PlatformList };
  'POST /api/platform-events/:id/changes': { body: ChangeEvent; answer: PlatformList };
  'POST /api/platform-events/:id/cancellation': { body: CancelEvent; answer: PlatformList };
  'POST /api/resources': { body: OfferResource; answer: ResourceView };
  'POST /api/resources/:id/withdrawal': { body: Record<string, never>; answer: ResourceView };
  'POST /api/resources/:id/bookings': { body: AskBooking; answer: BookingView };
  'POST /api/bookings/:id/acceptance': { body: Record<string, never>; answer: BookingView };
  'POST /api/bookings/:id/refusal': { body: AnswerBooking; answer: BookingView };
  'POST /api/bookings/:id/withdrawal': { body: Record<string, never>; answer: BookingView };
  'POST /api/bookings/:id/usage': { body: ConfirmUsage; answer: BookingView };
  'POST /api/key-dates': { body: AddKeyDate; answer: MomentList };
  'POST /api/key-dates/:id/withdrawal': { body: WithdrawKeyDate; answer: MomentList };
  'POST /api/needs': { body: StateNeed; answer: NeedView };
  'POST /api/shared-needs/:id/answers': { body: AnswerNeed; answer: SharedNeedList };
  'POST /api/need-answers/:id/decision': { body: DecideAnswer; answer: NeedList };
  'POST /api/need-answers/:id/withdrawal': { body: WithdrawAnswer; answer: SharedNeedList };
  'POST /api/needs/:id/closing': { body: Record<string, never>; answer: NeedView };
  'PUT /api/sites/:id/place': { body: { lon: number; lat: number }; answer: SiteView };
  'PUT /api/firm-imports/:id/mapping': { body: { mapping: ImportMapping }; answer: ImportReport };
  'POST /api/firm-imports/:id/commit': { body: Record<string, never>; answer: ImportReport };
}

/** What each unsafe operation takes and answers. */
export type Writes = MatterWrites &
  DeskWrites &
  CoverageWrites &
  SchemeWrites &
  PoolWrites &
  CapitalWrites &
  RegisterWrites &
  OtherWrites;

/** Multipart operations: one file, and what the server says of it. */
export interface Uploads {
  '/api/attachments': AttachmentView;
  '/api/firm-imports': ImportReport;
  '/api/deals/:id/reports': DealDetail;
}

/** Names in a path that the caller must fill, for example `number` in `/api/matters/:number`. */
export type PathNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `params` is required exactly when the path has names. */
export type PathPart<Path extends string> = [PathNames<Path>] extends [never]
  ? { params?: undefined }
  : { params: Record<PathNames<Path>, string> };
