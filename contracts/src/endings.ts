import { type Static, Type } from '@sinclair/typebox';
import { closed, Day, Id, Line, Nullable } from './common.ts';

/** A company or a facility ends, alone or merged into another one that goes on with what still lives. */
export const EndSubject = closed({ document: Line(120, 2), endedOn: Day, intoId: Type.Optional(Id) });
export type EndSubject = Static<typeof EndSubject>;

export const LinkKind = Type.Union(
  (
    [
      'organization',
      'coverage',
      'resource',
      'need',
      'booking',
      'member',
      'seats',
      'site',
      'candidate',
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
