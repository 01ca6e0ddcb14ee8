import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable, Prose } from './common.ts';

export const OrganizationForm = Type.Union([
  Type.Literal('branch'),
  Type.Literal('jointBranch'),
  Type.Literal('generalBranch'),
  Type.Literal('committee'),
  Type.Literal('workingCommittee'),
]);
export type OrganizationForm = Static<typeof OrganizationForm>;

/** A number of members, or `<5` for a reader outside the organization; null when it is not known. */
export const MemberCount = Nullable(Type.String({ pattern: '^(<5|[0-9]+)$' }));

const Related = closed({ id: Id, name: Bilingual });

export const OrganizationRow = closed({
  id: Id,
  code: Type.String(),
  name: Bilingual,
  form: OrganizationForm,
  kind: Type.Union([Type.Literal('researchPlatform'), Type.Literal('keyCompany')]),
  members: MemberCount,
  reelectionDueOn: Nullable(Day),
  endedOn: Nullable(Day),
  /** Companies and facilities that it covers now. */
  covers: Type.Integer(),
});
export type OrganizationRow = Static<typeof OrganizationRow>;

export const OrganizationList = closed({ organizations: Type.Array(OrganizationRow), asOf: Instant });
export type OrganizationList = Static<typeof OrganizationList>;

/** One change of the register: what, from when, by which document, by whose account of which role. */
export const OrganizationChange = closed({
  at: Instant,
  type: Type.String(),
  role: Type.String(),
  document: Type.String(),
  effectiveOn: Nullable(Day),
  fields: Type.Array(Type.String()),
});

export const OrganizationPage = closed({
  ...OrganizationRow.properties,
  firm: Nullable(closed({ id: Id, name: Type.String(), status: Type.String() })),
  facility: Nullable(Related),
  parent: Nullable(Related),
  mergedInto: Nullable(Related),
  below: Type.Array(Related),
  approvedOn: Nullable(Day),
  approvalDocument: Type.String(),
  termBeganOn: Nullable(Day),
  coverage: Type.Array(closed({ id: Id, name: Bilingual, since: Day, until: Nullable(Day) })),
  changes: Type.Array(OrganizationChange),
  version: Type.Integer(),
});
export type OrganizationPage = Static<typeof OrganizationPage>;

const Count = Type.Integer({ minimum: 0, maximum: 100_000 });

/** A new organization of the register, with the document that set it up. It is hosted by a company, a facility, or neither. */
export const RegisterOrganization = closed({
  code: Type.String({ minLength: 1, maxLength: 20, pattern: '^[A-Za-z0-9-]+$' }),
  name: closed({ zh: Line(80, 2), en: Line(160, 2) }),
  kind: OrganizationRow.properties.kind,
  form: OrganizationForm,
  document: Line(120, 2),
  approvedOn: Day,
  firmId: Type.Optional(Id),
  facilityId: Type.Optional(Id),
  memberCount: Type.Optional(Count),
  termBeganOn: Type.Optional(Day),
  reelectionDueOn: Type.Optional(Day),
  parentId: Type.Optional(Id),
});
export type RegisterOrganization = Static<typeof RegisterOrganization>;

/** A change of the register. Absent members stay as they are; every change names its day and its document. */
export const ChangeOrganization = closed({
  document: Line(120, 2),
  effectiveOn: Day,
  version: Type.Integer({ minimum: 0 }),
  form: Type.Optional(OrganizationForm),
  memberCount: Type.Optional(Count),
  termBeganOn: Type.Optional(Day),
  reelectionDueOn: Type.Optional(Day),
  parentId: Type.Optional(Nullable(Id)),
  /** Another host: a company or a facility, never both. */
  firmId: Type.Optional(Id),
  facilityId: Type.Optional(Id),
});
export type ChangeOrganization = Static<typeof ChangeOrganization>;

/** An organization ends, alone or merged into another one, which then covers what it covered. */
export const EndOrganization = closed({ document: Line(120, 2), endedOn: Day, intoId: Type.Optional(Id) });
export type EndOrganization = Static<typeof EndOrganization>;

export const PartnershipKind = Type.Union([
  Type.Literal('jointBuilding'),
  Type.Literal('chain'),
  Type.Literal('research'),
  Type.Literal('service'),
]);
export type PartnershipKind = Static<typeof PartnershipKind>;

export const PartnershipView = closed({
  id: Id,
  first: Related,
  second: Related,
  kind: PartnershipKind,
  purpose: Type.String(),
  beganOn: Day,
  endedOn: Nullable(Day),
  document: Type.String(),
  activities: Type.Array(closed({ id: Id, heldOn: Day, title: Type.String(), result: Type.String() })),
});
export type PartnershipView = Static<typeof PartnershipView>;

export const PartnershipList = closed({ partnerships: Type.Array(PartnershipView) });
export type PartnershipList = Static<typeof PartnershipList>;

export const FoundPartnership = closed({
  firstId: Id,
  secondId: Id,
  kind: PartnershipKind,
  purpose: Line(200, 2),
  beganOn: Day,
  document: Line(120, 2),
});
export type FoundPartnership = Static<typeof FoundPartnership>;

export const HoldActivity = closed({ heldOn: Day, title: Line(120, 2), result: Prose(500, 2) });
export type HoldActivity = Static<typeof HoldActivity>;

export const EndPartnership = closed({ endedOn: Day, document: Line(120, 2) });
export type EndPartnership = Static<typeof EndPartnership>;

/** One organization in the graph. `between` is its share of shortest paths that pass through it, 0 to 1. */
export const NetworkNode = closed({
  id: Id,
  code: Type.String(),
  name: Bilingual,
  form: OrganizationForm,
  kind: OrganizationRow.properties.kind,
  links: Type.Integer(),
  withinTwo: Type.Integer(),
  between: Type.Number(),
  activities: Type.Integer(),
});
export type NetworkNode = Static<typeof NetworkNode>;

export const NetworkLink = closed({ first: Id, second: Id, kind: PartnershipKind });

export const NetworkMap = closed({
  nodes: Type.Array(NetworkNode),
  links: Type.Array(NetworkLink),
  measures: closed({
    organizations: Type.Integer(),
    partnerships: Type.Integer(),
    isolates: Type.Integer(),
    /** Mean share of the others that an organization reaches within two steps, 0 to 1. */
    reachWithinTwo: Type.Number(),
    components: Type.Integer(),
  }),
  asOf: Instant,
});
export type NetworkMap = Static<typeof NetworkMap>;
