import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Id, Nullable } from './common.ts';
import { PostCard } from './session.ts';

/** One service area with its outline as cells; `tint` 1–5 differs from that of every neighbor. */
export const AreaView = closed({
  number: Type.Integer(),
  name: Bilingual,
  tint: Type.Integer({ minimum: 1, maximum: 5 }),
  team: closed({ number: Type.Integer(), name: Bilingual }),
  duty: PostCard,
  neighbors: Type.Array(Type.Integer()),
  cells: Type.Array(Type.String()),
  firms: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  dueToday: Type.Integer(),
  /** Settled on time in the last 12 weeks, with both numbers so that the rate never stands without its denominator. */
  onTime: closed({ met: Type.Integer(), settled: Type.Integer() }),
});
export type AreaView = Static<typeof AreaView>;

export const PlaceLabel = closed({ name: Bilingual, lon: Type.Number(), lat: Type.Number() });

/** Cells are H3 indexes; `outline` gives each cell's ring once, as lon/lat pairs in WGS 84. */
export const AreaMap = closed({
  areas: Type.Array(AreaView),
  rings: Type.Record(Type.String(), Type.Array(Type.Tuple([Type.Number(), Type.Number()]))),
  places: Type.Array(PlaceLabel),
  asOf: Type.String(),
});
export type AreaMap = Static<typeof AreaMap>;

export const ServicePointView = closed({
  id: Id,
  name: Bilingual,
  address: Type.String(),
  hours: Bilingual,
  phone: Type.String(),
  lon: Type.Number(),
  lat: Type.Number(),
  counterPostId: Nullable(Id),
});
export type ServicePointView = Static<typeof ServicePointView>;

export const PostSearch = closed({ posts: Type.Array(PostCard) });
export type PostSearch = Static<typeof PostSearch>;

export const ServicePoints = closed({ points: Type.Array(ServicePointView) });
export type ServicePoints = Static<typeof ServicePoints>;
