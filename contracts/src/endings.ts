import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Day, Id, Instant, Line, Nullable } from './common.ts';

/** A company or a facility ends, alone or merged into another one that goes on with what still lives. */
export const EndSubject = closed({ document: Line(120, 2), endedOn: Day, intoId: Type.Optional(Id) });
export type EndSubject = Static<typeof EndSubject>;

export const LinkKind = Type.Union(
  (
    [
      'organization',
      'below',
      'coverage',
      'partnership',
      'resource',
      'need',
      'needAnswer',
      'booking',
      'member',
      'seats',
      'site',
      'standing',
      'fact',
      'candidate',
      'capitalNeed',
      'introduction',
      'deal',
      'keyDate',
      'matter',
    ] as const
  ).map((kind) => Type.Literal(kind)),
);
export type LinkKind = Static<typeof LinkKind>;

/** What became of the links of one kind: so many went on elsewhere, so many ended, so many stay as they are. */
export const LinkFate = closed({
  kind: LinkKind,
  moved: Type.Integer(),
  ended: Type.Integer(),
  kept: Type.Integer(),
});
export type LinkFate = Static<typeof LinkFate>;

export const Ending = closed({
  id: Id,
  endedOn: Day,
  mergedIntoId: Nullable(Id),
  /** Every kind that had links, so that nothing is lost without being said. */
  links: Type.Array(LinkFate),
});
export type Ending = Static<typeof Ending>;

/** A facility moves; sites that were placed by its name move with it. */
export const MoveFacility = closed({
  document: Line(120, 2),
  movedOn: Day,
  lon: Type.Number({ minimum: 73, maximum: 136 }),
  lat: Type.Number({ minimum: 3, maximum: 54 }),
});
export type MoveFacility = Static<typeof MoveFacility>;

export const FacilityMove = closed({ id: Id, lon: Type.Number(), lat: Type.Number(), sitesMoved: Type.Integer() });
export type FacilityMove = Static<typeof FacilityMove>;

/** What an ending would do if it were registered today; nothing has been changed. */
export const EndingPreview = closed({
  id: Id,
  intoId: Nullable(Id),
  links: Type.Array(LinkFate),
});
export type EndingPreview = Static<typeof EndingPreview>;

/** A facility with what hangs on it now. */
export const FacilityRow = closed({
  id: Id,
  code: Type.String(),
  kind: Type.Union((['park', 'incubator', 'lab', 'institute', 'center'] as const).map((kind) => Type.Literal(kind))),
  name: Bilingual,
  lon: Type.Number(),
  lat: Type.Number(),
  sites: Type.Integer(),
  organizations: Type.Integer(),
  coveredBy: Type.Integer(),
  endedOn: Nullable(Day),
});
export type FacilityRow = Static<typeof FacilityRow>;

export const FacilityList = closed({ facilities: Type.Array(FacilityRow), asOf: Instant });
export type FacilityList = Static<typeof FacilityList>;
