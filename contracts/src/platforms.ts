import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable } from './common.ts';
import { ResourceKind, UnitCard } from './network.ts';

export const SeatState = Type.Union([Type.Literal('registered'), Type.Literal('waiting')]);
export type SeatState = Static<typeof SeatState>;

/** Seats of one unit at one event: counts, never names. */
export const SeatsOfUnit = closed({
  unit: UnitCard,
  seats: Type.Integer(),
  state: SeatState,
  attended: Nullable(Type.Integer()),
});
export type SeatsOfUnit = Static<typeof SeatsOfUnit>;

export const PlatformEvent = closed({
  id: Id,
  title: Type.String(),
  programme: Nullable(Bilingual),
  place: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  capacity: Type.Integer(),
  /** Seats that are registered, wait, or were used. */
  taken: Type.Integer(),
  waiting: Type.Integer(),
  attended: Type.Integer(),
  canceled: Type.Boolean(),
  /** When time, place or seats were last changed; null while it stands as it was published. */
  changedAt: Nullable(Instant),
  reason: Type.String(),
  own: Nullable(closed({ seats: Type.Integer(), state: SeatState })),
  /** Units with their seats; empty for companies. */
  units: Type.Array(SeatsOfUnit),
  version: Type.Integer(),
});
export type PlatformEvent = Static<typeof PlatformEvent>;

export const PlatformView = closed({
  id: Id,
  slug: Type.String(),
  name: Bilingual,
  purpose: Bilingual,
  members: Type.Integer(),
  memberSince: Nullable(Day),
  programmes: Type.Array(closed({ id: Id, title: Bilingual })),
  events: Type.Array(PlatformEvent),
  /** What members offer to others; what they need is a count, since a need is seen by its unit and by staff. */
  offers: Type.Array(closed({ id: Id, kind: ResourceKind, title: Type.String(), unit: UnitCard })),
  needs: Type.Integer(),
});
export type PlatformView = Static<typeof PlatformView>;

export const PlatformList = closed({ platforms: Type.Array(PlatformView), asOf: Instant });
export type PlatformList = Static<typeof PlatformList>;

export const JoinPlatform = closed({ member: Type.Boolean() });
export type JoinPlatform = Static<typeof JoinPlatform>;

const Capacity = Type.Integer({ minimum: 1, maximum: 5000 });

export const PublishEvent = closed({
  title: Line(120, 2),
  programmeId: Type.Optional(Id),
  place: Line(120, 2),
  startsAt: Instant,
  endsAt: Instant,
  capacity: Capacity,
});
export type PublishEvent = Static<typeof PublishEvent>;

/** Absent members stay as they are. */
export const ChangeEvent = closed({
  version: Type.Integer({ minimum: 1 }),
  place: Type.Optional(Line(120, 2)),
  startsAt: Type.Optional(Instant),
  endsAt: Type.Optional(Instant),
  capacity: Type.Optional(Capacity),
});
export type ChangeEvent = Static<typeof ChangeEvent>;

export const CancelEvent = closed({ reason: Line(120, 2) });
export type CancelEvent = Static<typeof CancelEvent>;

/** Seats for the own unit; 0 gives them back. */
export const RegisterSeats = closed({ seats: Type.Integer({ minimum: 0, maximum: 50 }) });
export type RegisterSeats = Static<typeof RegisterSeats>;

export const CountAttendance = closed({ unitId: Id, attended: Type.Integer({ minimum: 0, maximum: 50 }) });
export type CountAttendance = Static<typeof CountAttendance>;
