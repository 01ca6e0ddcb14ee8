import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, Cursor, closed, Day, Id, Instant, Line, Nullable, PhoneInput, Prose } from './common.ts';
import { PostCard } from './session.ts';

/** QY-YYMM-#####: stands in addresses and on paper; the digits are scattered so that they do not leak a count. */
export const MatterNumber = Type.String({ pattern: '^QY-[0-9]{4}-[0-9]{5,7}$', maxLength: 16 });
export const QueryCode = Type.String({ pattern: '^[0-9]{6}$' });

export const Channel = Type.Union([Type.Literal('web'), Type.Literal('counter'), Type.Literal('phone')]);
export type Channel = Static<typeof Channel>;

/** How a matter came about: a company asked, or the district itself opened it for one. */
export const Origin = Type.Union([Channel, Type.Literal('district')]);
export type Origin = Static<typeof Origin>;

export const MatterState = Type.Union([
  Type.Literal('registered'),
  Type.Literal('inHand'),
  Type.Literal('waiting'),
  Type.Literal('proposed'),
  Type.Literal('closed'),
]);
export type MatterState = Static<typeof MatterState>;

/** Honest closure: confirmed, silent, withdrawn and rejected are four figures and never added up as "solved". */
export const Outcome = Type.Union([
  Type.Literal('confirmed'),
  Type.Literal('unconfirmed'),
  Type.Literal('withdrawn'),
  Type.Literal('rejected'),
]);
export type Outcome = Static<typeof Outcome>;

/** Category code of data/categories.json, for example `park.lift`; `other` is always valid. */
export const CategoryCode = Type.String({ pattern: '^[a-z]+([.-][a-zA-Z]+)*$', maxLength: 40 });

export const RaiseMatter = closed({
  text: Prose(500),
  category: Type.Optional(CategoryCode),
  place: Type.Optional(Line(120, 0)),
  siteId: Type.Optional(Id),
  /** Required for staff; for a company it follows from the session and is refused in the body. */
  firmId: Type.Optional(Id),
  channel: Type.Optional(Channel),
  contact: Type.Optional(closed({ name: Type.Optional(Line(40, 0)), phone: Type.Optional(PhoneInput) })),
  attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 9, uniqueItems: true })),
  /** Staff only: answered on the spot. The matter is registered and ends unconfirmed; the company may rate or reopen it. */
  answer: Type.Optional(Prose(2000)),
  /** Staff only: offered to this post at once. Until it accepts, whoever was asked first stays the owner. */
  offerToPostId: Type.Optional(Id),
});
export type RaiseMatter = Static<typeof RaiseMatter>;

export const Promises = closed({
  respondBy: Instant,
  contactBy: Instant,
  resolveBy: Nullable(Instant),
  calendarIncomplete: Type.Boolean(),
});

export const Receipt = closed({
  number: MatterNumber,
  queryCode: QueryCode,
  raisedAt: Instant,
  owner: PostCard,
  promises: Promises,
});
export type Receipt = Static<typeof Receipt>;

export const OfferKind = Type.Union([Type.Literal('handOver'), Type.Literal('assist')]);

export const OfferView = closed({
  id: Id,
  kind: OfferKind,
  status: Type.Union([
    Type.Literal('pending'),
    Type.Literal('accepted'),
    Type.Literal('acceptedInPart'),
    Type.Literal('declined'),
    Type.Literal('lapsed'),
    Type.Literal('withdrawn'),
    Type.Literal('superseded'),
  ]),
  from: PostCard,
  to: PostCard,
  ask: Type.String(),
  madeAt: Instant,
  lapsesAt: Instant,
  answeredAt: Nullable(Instant),
  basis: Nullable(Type.String()),
  suggested: Nullable(PostCard),
});
export type OfferView = Static<typeof OfferView>;

export const AttachmentView = closed({
  id: Id,
  name: Type.String(),
  bytes: Type.Integer(),
  mediaType: Type.String(),
  sha256: Type.String(),
});
export type AttachmentView = Static<typeof AttachmentView>;

/** One entry of the history. `internal` entries never reach a company: the server leaves them out, not the page. */
export const HistoryEntry = closed({
  seq: Type.Integer(),
  at: Instant,
  type: Type.String(),
  internal: Type.Boolean(),
  actor: closed({
    kind: Type.Union([Type.Literal('company'), Type.Literal('officer'), Type.Literal('system')]),
    post: Nullable(PostCard),
  }),
  text: Nullable(Type.String()),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
  target: Nullable(PostCard),
  attachments: Type.Array(AttachmentView),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

/** One span of the custody track: who answered for the matter, from when to when. */
export const Span = closed({ post: PostCard, from: Instant, until: Nullable(Instant), firstAsked: Type.Boolean() });

export type Span = Static<typeof Span>;

export const Pause = closed({ from: Instant, until: Nullable(Instant), what: Type.String(), resumeBy: Nullable(Day) });

export const ClockStatus = Type.Union([
  Type.Literal('green'),
  Type.Literal('amber'),
  Type.Literal('red'),
  Type.Literal('paused'),
  Type.Literal('done'),
]);
export type ClockStatus = Static<typeof ClockStatus>;

export const ClockView = closed({
  id: Type.Union([Type.Literal('respond'), Type.Literal('contact'), Type.Literal('resolve')]),
  dueAt: Nullable(Instant),
  metAt: Nullable(Instant),
  status: ClockStatus,
  /** Working milliseconds left (negative when overdue) at `asOf`. */
  leftMillis: Type.Integer(),
  limit: Bilingual,
});
export type ClockView = Static<typeof ClockView>;

/** Day columns of the custody track: each working block of the calendar between first and last instant shown. */
export const WorkingBlock = closed({ from: Instant, until: Instant });

export const MatterSummary = closed({
  number: MatterNumber,
  title: Type.String(),
  category: Nullable(closed({ code: Type.String(), name: Bilingual })),
  firm: closed({ id: Id, name: Type.String() }),
  areaNumber: Nullable(Type.Integer()),
  state: MatterState,
  outcome: Nullable(Outcome),
  channel: Origin,
  owner: Nullable(PostCard),
  pendingOffer: Nullable(OfferView),
  raisedAt: Instant,
  closedAt: Nullable(Instant),
  resolve: ClockView,
  spans: Type.Array(Span),
  version: Type.Integer(),
});
export type MatterSummary = Static<typeof MatterSummary>;

export const MatterDetail = closed({
  ...MatterSummary.properties,
  text: Type.String(),
  place: Type.String(),
  asOf: Instant,
  /** 1 registered, 2 in hand, 3 waiting or assisted, 4 proposed, 5 settled: for "第 3 步 / 共 5 步". */
  step: Type.Integer(),
  clocks: Type.Array(ClockView),
  workingBlocks: Type.Array(WorkingBlock),
  pauses: Type.Array(Pause),
  offers: Type.Array(OfferView),
  history: Type.Array(HistoryEntry),
  attachments: Type.Array(AttachmentView),
  rating: Nullable(closed({ grade: Type.Integer(), tags: Type.Array(Type.String()), text: Type.String() })),
  supervisor: PostCard,
  contact: closed({ name: Type.String(), phone: Type.String(), masked: Type.Boolean() }),
  /** Commands that this reader may give now; the page draws its buttons from them and from nothing else. */
  steps: Type.Array(Type.String()),
  calendarIncomplete: Type.Boolean(),
});
export type MatterDetail = Static<typeof MatterDetail>;

/** Receipt page without login: number and query code show progress, never names of other posts' notes. */
export const ReceiptPage = closed({
  number: MatterNumber,
  title: Type.String(),
  state: MatterState,
  outcome: Nullable(Outcome),
  raisedAt: Instant,
  asOf: Instant,
  owner: Nullable(PostCard),
  pendingOffer: Nullable(OfferView),
  clocks: Type.Array(ClockView),
  spans: Type.Array(Span),
  workingBlocks: Type.Array(WorkingBlock),
  pauses: Type.Array(Pause),
  history: Type.Array(HistoryEntry),
});
export type ReceiptPage = Static<typeof ReceiptPage>;

export const InboxView = Type.Union([
  Type.Literal('offered'),
  Type.Literal('mine'),
  Type.Literal('dueToday'),
  Type.Literal('overdue'),
  Type.Literal('waiting'),
  Type.Literal('proposed'),
  Type.Literal('assisting'),
  Type.Literal('settled'),
  Type.Literal('all'),
]);
export type InboxView = Static<typeof InboxView>;

export const MatterList = closed({
  rows: Type.Array(MatterSummary),
  next: Nullable(Cursor),
  asOf: Instant,
  counts: Type.Record(Type.String(), Type.Integer()),
});
export type MatterList = Static<typeof MatterList>;

/** Every command carries the version that its sender saw; somebody else's step in between is a conflict, not a loss. */
const Versioned = { version: Type.Optional(Type.Integer({ minimum: 1 })), postId: Type.Optional(Id) };
const files = { attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 9, uniqueItems: true })) };

export const Commands = {
  replies: closed({ ...Versioned, text: Prose(2000), ...files }),
  notes: closed({ ...Versioned, text: Prose(2000), ...files }),
  supplements: closed({ ...Versioned, text: Prose(500), ...files }),
  offers: closed({ ...Versioned, toPostId: Id, kind: OfferKind, ask: Prose(500) }),
  accept: closed({ ...Versioned, scope: Type.Optional(Prose(500)) }),
  decline: closed({ ...Versioned, basis: Prose(500), suggestedPostId: Nullable(Id) }),
  withdraw: closed({ ...Versioned }),
  arbitration: closed({ ...Versioned, toPostId: Id, reason: Prose(500) }),
  waits: closed({ ...Versioned, what: Prose(500), resumeBy: Day }),
  resumption: closed({ ...Versioned, reason: Prose(500) }),
  arrivals: closed({ ...Versioned, text: Prose(2000, 0) }),
  extension: closed({ ...Versioned, reason: Prose(500), workingDays: Type.Integer({ minimum: 1, maximum: 10 }) }),
  proposals: closed({ ...Versioned, text: Prose(2000), ...files }),
  confirmation: closed({
    ...Versioned,
    outcome: Type.Union([Type.Literal('solved'), Type.Literal('partly'), Type.Literal('unsolved')]),
    text: Type.Optional(Prose(500, 0)),
  }),
  rating: closed({
    ...Versioned,
    grade: Type.Integer({ minimum: 1, maximum: 5 }),
    tags: Type.Array(
      Type.Union([Type.Literal('fast'), Type.Literal('onSite'), Type.Literal('clear'), Type.Literal('oneTrip')]),
      {
        maxItems: 4,
        uniqueItems: true,
      },
    ),
    text: Type.Optional(Prose(500, 0)),
  }),
  reopening: closed({ ...Versioned, text: Prose(500) }),
  withdrawal: closed({ ...Versioned, text: Type.Optional(Prose(500, 0)) }),
  rejection: closed({
    ...Versioned,
    reason: Type.Union([
      Type.Literal('emergencyChannel'),
      Type.Literal('judicialDisciplineOrPetition'),
      Type.Literal('repeatedWithoutNewFacts'),
      Type.Literal('stateOrTradeSecret'),
      Type.Literal('outsideRemit'),
      Type.Literal('unlawful'),
    ]),
    explanation: Prose(500),
    redirect: Prose(500),
  }),
  nudge: closed({ ...Versioned, text: Type.Optional(Prose(500, 0)) }),
  oversight: closed({ ...Versioned, text: Prose(500) }),
} as const;

export const Similar = closed({ rows: Type.Array(MatterSummary) });
export type Similar = Static<typeof Similar>;

/** The body of each command by its path segment, for senders that hold types and not schemas. */
export type CommandBodies = { readonly [Name in keyof typeof Commands]: Static<(typeof Commands)[Name]> };
export type CommandName = keyof CommandBodies;

export const CategoryView = closed({
  code: CategoryCode,
  name: Bilingual,
  group: Bilingual,
  keywords: Type.Array(Type.String()),
});
export type CategoryView = Static<typeof CategoryView>;

/** All categories, and those that the text suggests, best first. A suggestion is offered, never set. */
export const Categories = closed({ categories: Type.Array(CategoryView), suggested: Type.Array(CategoryCode) });
export type Categories = Static<typeof Categories>;
