import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, PhoneInput, Prose } from './common.ts';

/** What organizations and companies lend each other. */
export const ResourceKind = Type.Union([
  Type.Literal('instrument'),
  Type.Literal('room'),
  Type.Literal('expert'),
  Type.Literal('course'),
  Type.Literal('venue'),
  Type.Literal('compute'),
]);
export type ResourceKind = Static<typeof ResourceKind>;

/** A party of the exchange: an organization, or a company that has none. A unit is never a person. */
export const UnitCard = closed({ id: Id, name: Bilingual, organizationId: Nullable(Id) });
export type UnitCard = Static<typeof UnitCard>;

const MINUTES_OF_DAY = 24 * 60;

/** Open on one weekday (1 Monday … 7 Sunday) from and until these minutes of the day. */
export const OpenHours = closed({
  weekday: Type.Integer({ minimum: 1, maximum: 7 }),
  from: Type.Integer({ minimum: 0, maximum: MINUTES_OF_DAY }),
  until: Type.Integer({ minimum: 0, maximum: MINUTES_OF_DAY }),
});
export type OpenHours = Static<typeof OpenHours>;

export const SlotView = closed({ from: Instant, until: Instant });
export type SlotView = Static<typeof SlotView>;

export const ResourceView = closed({
  id: Id,
  kind: ResourceKind,
  title: Type.String(),
  detail: Type.String(),
  place: Type.String(),
  unit: UnitCard,
  /** Desk that answers questions: a post and a work phone, never a person. */
  desk: Type.String(),
  deskPhone: Type.String(),
  /** Fen per hour; 0 is free of charge. The owner sets it. */
  priceFen: Type.Integer(),
  slotMinutes: Type.Integer(),
  /** Meters from the reader's own site, where both are known. */
  meters: Nullable(Type.Integer()),
  open: Type.Boolean(),
  mine: Type.Boolean(),
  free: Type.Array(SlotView),
});
export type ResourceView = Static<typeof ResourceView>;

export const ResourceList = closed({ resources: Type.Array(ResourceView), asOf: Instant });
export type ResourceList = Static<typeof ResourceList>;

export const OfferResource = closed({
  kind: ResourceKind,
  title: Line(80, 2),
  detail: Type.Optional(Prose(1000)),
  place: Line(120),
  desk: Line(60),
  deskPhone: PhoneInput,
  priceFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  slotMinutes: Type.Integer({ minimum: 15, maximum: 480 }),
  hours: Type.Array(OpenHours, { minItems: 1, maxItems: 21 }),
  /** Open on public holidays too; otherwise a weekday that the calendar takes off is closed. */
  onHolidays: Type.Optional(Type.Boolean()),
  lon: Type.Optional(Type.Number({ minimum: 73, maximum: 136 })),
  lat: Type.Optional(Type.Number({ minimum: 3, maximum: 54 })),
});
export type OfferResource = Static<typeof OfferResource>;

export const BookingState = Type.Union([
  Type.Literal('asked'),
  Type.Literal('accepted'),
  Type.Literal('declined'),
  Type.Literal('lapsed'),
  Type.Literal('withdrawn'),
  Type.Literal('canceled'),
]);
export type BookingState = Static<typeof BookingState>;

export const BookingCommand = Type.Union([
  Type.Literal('acceptance'),
  Type.Literal('refusal'),
  Type.Literal('withdrawal'),
  Type.Literal('usage'),
]);
export type BookingCommand = Static<typeof BookingCommand>;

export const BookingView = closed({
  id: Id,
  resource: closed({
    id: Id,
    kind: ResourceKind,
    title: Type.String(),
    place: Type.String(),
    desk: Type.String(),
    deskPhone: Type.String(),
  }),
  giver: UnitCard,
  taker: UnitCard,
  /** Which side the reader is on; null for staff. */
  side: Nullable(Type.Union([Type.Literal('giver'), Type.Literal('taker')])),
  from: Instant,
  until: Instant,
  purpose: Type.String(),
  state: BookingState,
  reason: Type.String(),
  askedAt: Instant,
  /** The owner answers by then: one working day, or the end of the slot when that is earlier. */
  answerBy: Instant,
  calendarIncomplete: Type.Boolean(),
  /** Minutes that each side says were used; a usage counts when both say the same. */
  giverMinutes: Nullable(Type.Integer()),
  takerMinutes: Nullable(Type.Integer()),
  confirmedMinutes: Nullable(Type.Integer()),
  version: Type.Integer(),
  may: Type.Array(BookingCommand),
});
export type BookingView = Static<typeof BookingView>;

export const BookingList = closed({ bookings: Type.Array(BookingView), asOf: Instant });
export type BookingList = Static<typeof BookingList>;

export const AskBooking = closed({ from: Instant, until: Instant, purpose: Line(200, 2) });
export type AskBooking = Static<typeof AskBooking>;

export const AnswerBooking = closed({ reason: Line(200, 2) });
export type AnswerBooking = Static<typeof AnswerBooking>;

export const ConfirmUsage = closed({ minutes: Type.Integer({ minimum: 0, maximum: 1440 }) });
export type ConfirmUsage = Static<typeof ConfirmUsage>;

export const Nothing = closed({});

/** Given and taken, from usages that both sides confirmed; no other figure enters. */
export const Balance = closed({
  unit: UnitCard,
  givenMinutes: Type.Integer(),
  givenCount: Type.Integer(),
  takenMinutes: Type.Integer(),
  takenCount: Type.Integer(),
  offered: Type.Integer(),
  needs: Type.Integer(),
  side: Type.Union([Type.Literal('both'), Type.Literal('onlyGives'), Type.Literal('onlyTakes'), Type.Literal('none')]),
});
export type Balance = Static<typeof Balance>;

export const BalanceSheet = closed({
  balances: Type.Array(Balance),
  /** Sums of all rows and of the confirmed usages themselves; the three are equal or the page says so. */
  totals: closed({
    givenMinutes: Type.Integer(),
    takenMinutes: Type.Integer(),
    confirmedMinutes: Type.Integer(),
    usages: Type.Integer(),
  }),
  asOf: Instant,
});
export type BalanceSheet = Static<typeof BalanceSheet>;

/** Every confirmed usage of one unit beside its balance; the rows add up to it. */
export const UsageSheet = closed({
  balance: Balance,
  usages: Type.Array(
    closed({
      bookingId: Id,
      title: Type.String(),
      kind: ResourceKind,
      side: Type.Union([Type.Literal('giver'), Type.Literal('taker')]),
      other: UnitCard,
      from: Instant,
      until: Instant,
      minutes: Type.Integer(),
    }),
  ),
  asOf: Instant,
});
export type UsageSheet = Static<typeof UsageSheet>;

export const StateNeed = closed({
  kind: ResourceKind,
  title: Line(80, 2),
  detail: Type.Optional(Prose(1000)),
  until: Day,
  /** Other units may read it, without the name of the one that needs. */
  shared: Type.Optional(Type.Boolean()),
});
export type StateNeed = Static<typeof StateNeed>;

/** Why an offer fits a need: each reason with its value, so that the page can say it in a sentence. */
export const MatchReason = closed({
  code: Type.Union([
    Type.Literal('kind'),
    Type.Literal('words'),
    Type.Literal('near'),
    Type.Literal('free'),
    Type.Literal('noCharge'),
  ]),
  value: Type.String(),
});
export type MatchReason = Static<typeof MatchReason>;

/** A unit answers a shared need: how it can help, and the desk that the other side learns if it agrees. */
export const AnswerNeed = closed({ words: Line(400, 2), desk: Line(60, 2), deskPhone: PhoneInput });
export type AnswerNeed = Static<typeof AnswerNeed>;

/** The side that needs says yes, with its own desk, or no and why. */
export const DecideAnswer = closed({
  version: Type.Integer({ minimum: 1 }),
  agreed: Type.Boolean(),
  desk: Line(60, 0),
  deskPhone: Line(20, 0),
  reason: Line(200, 0),
});
export type DecideAnswer = Static<typeof DecideAnswer>;

export const WithdrawAnswer = closed({ version: Type.Integer({ minimum: 1 }) });
export type WithdrawAnswer = Static<typeof WithdrawAnswer>;

export const NeedAnswerState = Type.Union(
  (['asked', 'agreed', 'declined', 'withdrawn', 'ended'] as const).map((state) => Type.Literal(state)),
);
export type NeedAnswerState = Static<typeof NeedAnswerState>;

/** An answer as one side reads it: the other side without name and desk until both have agreed. */
export const NeedAnswerView = closed({
  id: Id,
  state: NeedAnswerState,
  words: Type.String(),
  other: Nullable(closed({ unit: UnitCard, desk: Type.String(), deskPhone: Type.String() })),
  reason: Type.String(),
  version: Type.Integer(),
  may: Type.Array(Type.Union([Type.Literal('decide'), Type.Literal('withdraw')])),
});
export type NeedAnswerView = Static<typeof NeedAnswerView>;

/** A need of some other unit, nameless, with the own answer to it. */
export const SharedNeedView = closed({
  id: Id,
  kind: ResourceKind,
  title: Type.String(),
  detail: Type.String(),
  until: Day,
  answer: Nullable(NeedAnswerView),
});
export type SharedNeedView = Static<typeof SharedNeedView>;

export const SharedNeedList = closed({ needs: Type.Array(SharedNeedView), asOf: Instant });
export type SharedNeedList = Static<typeof SharedNeedList>;

export const NeedView = closed({
  id: Id,
  kind: ResourceKind,
  title: Type.String(),
  detail: Type.String(),
  until: Day,
  unit: UnitCard,
  open: Type.Boolean(),
  mine: Type.Boolean(),
  shared: Type.Boolean(),
  answers: Type.Array(NeedAnswerView),
  matches: Type.Array(closed({ resource: ResourceView, reasons: Type.Array(MatchReason) })),
});
export type NeedView = Static<typeof NeedView>;

export const NeedList = closed({ needs: Type.Array(NeedView), asOf: Instant });
export type NeedList = Static<typeof NeedList>;
