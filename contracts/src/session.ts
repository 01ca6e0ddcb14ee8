import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Id, Line, Nullable } from './common.ts';

/** Roles of an account. The three administrators exclude each other and every business role (ARCHITECTURE I-ROLE). */
export const Role = Type.Union([
  Type.Literal('company'),
  Type.Literal('officer'),
  Type.Literal('manager'),
  Type.Literal('auditor'),
  Type.Literal('systemAdministrator'),
  Type.Literal('securityAdministrator'),
  Type.Literal('auditAdministrator'),
]);
export type Role = Static<typeof Role>;

export const SignIn = closed({ login: Line(64), password: Type.String({ minLength: 1, maxLength: 200 }) });
export type SignIn = Static<typeof SignIn>;

export const PostCard = closed({
  id: Id,
  code: Type.String(),
  kind: Type.Union([
    Type.Literal('team'),
    Type.Literal('counter'),
    Type.Literal('department'),
    Type.Literal('supervisor'),
  ]),
  name: Bilingual,
  phone: Type.String(),
  deputy: Bilingual,
  deputyPhone: Type.String(),
  hours: Type.String(),
  areaNumber: Nullable(Type.Integer()),
});
export type PostCard = Static<typeof PostCard>;

/** Who is signed in, for the shell: names of posts and companies, never of persons. */
export const Me = closed({
  accountId: Id,
  role: Role,
  name: Bilingual,
  district: closed({ name: Bilingual, demo: Type.Boolean(), phone: Type.String() }),
  firm: Nullable(
    closed({
      id: Id,
      name: Type.String(),
      code: Nullable(Type.String()),
      address: Type.String(),
      areaNumber: Nullable(Type.Integer()),
      duty: Nullable(PostCard),
    }),
  ),
  posts: Type.Array(PostCard),
});
export type Me = Static<typeof Me>;

/** Accounts that a demo district shows on its sign-in page. A real district answers 404. */
export const DemoAccounts = closed({
  accounts: Type.Array(closed({ login: Type.String(), password: Type.String(), role: Role, name: Bilingual })),
});
export type DemoAccounts = Static<typeof DemoAccounts>;
