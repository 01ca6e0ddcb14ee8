import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, Prose } from './common.ts';

const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Union(list.map((word: Words[number]) => Type.Literal(word)));

/** Dates that somebody enters for a company: 证书, 申报, 专利年费, 租约. */
export const KeyDateKind = words(['certificate', 'filing', 'patentFee', 'leaseEnd']);
export type KeyDateKind = Static<typeof KeyDateKind>;

/** The same, and what the registers say by themselves: 换届, and needs that nobody has answered. */
export const MomentKind = words(['certificate', 'filing', 'patentFee', 'leaseEnd', 'reelection', 'need']);
export type MomentKind = Static<typeof MomentKind>;

/** `firmId` is for staff; a company enters its own dates. */
export const AddKeyDate = closed({
  firmId: Type.Optional(Id),
  kind: KeyDateKind,
  title: Line(120, 2),
  reference: Line(120, 2),
  dueOn: Day,
  everyMonths: Nullable(Type.Integer({ minimum: 1, maximum: 120 })),
});
export type AddKeyDate = Static<typeof AddKeyDate>;

export const WithdrawKeyDate = closed({ version: Type.Integer({ minimum: 1 }), reason: Prose(300, 2) });
export type WithdrawKeyDate = Static<typeof WithdrawKeyDate>;

/**
 * One moment as it stands today. `ahead`: its lead time has not begun. `told`: a request was opened, `matter` is its number.
 * `waiting`: the contact budget of the quarter is used up and the moment can wait until `waitsUntil`. `due`: the next run of the clock
 * tells of it.
 */
export const MomentView = closed({
  cause: Type.String(),
  kind: MomentKind,
  title: Type.String(),
  reference: Type.String(),
  firm: closed({ id: Id, name: Type.String() }),
  dueOn: Day,
  /** The day from which the company is told. */
  tellFrom: Day,
  state: words(['ahead', 'due', 'waiting', 'told', 'over']),
  waitsUntil: Nullable(Day),
  matter: Nullable(Type.String()),
  /** The date behind it, where somebody entered it and may withdraw it. */
  keyDate: Nullable(closed({ id: Id, version: Type.Integer(), everyMonths: Nullable(Type.Integer()) })),
});
export type MomentView = Static<typeof MomentView>;

export const MomentList = closed({
  moments: Type.Array(MomentView),
  /** How many there are, also where the list ends before them. */
  total: Type.Integer(),
  /** Contacts of the present quarter, and how many of them went above the budget of their company. */
  quarter: closed({
    from: Day,
    until: Day,
    contacts: Type.Integer(),
    aboveBudget: Type.Integer(),
    budget: Type.Integer(),
  }),
  kinds: Type.Array(closed({ id: MomentKind, name: Bilingual, leadDays: Type.Integer(), binding: Type.Boolean() })),
  asOf: Instant,
});
export type MomentList = Static<typeof MomentList>;
