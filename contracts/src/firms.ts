import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, Cursor, closed, Day, Id, Instant, Line, Nullable, PhoneInput } from './common.ts';
import { PostCard } from './session.ts';

/** What a search result was found by; the page marks the hit and says why it is there. */
export const MatchedBy = Type.Union([
  Type.Literal('name'),
  Type.Literal('formerName'),
  Type.Literal('pinyin'),
  Type.Literal('initials'),
  Type.Literal('code'),
  Type.Literal('codeTail'),
]);

export const FirmHit = closed({
  id: Id,
  name: Type.String(),
  code: Nullable(Type.String()),
  address: Type.String(),
  areaNumber: Nullable(Type.Integer()),
  provisional: Type.Boolean(),
  matchedBy: MatchedBy,
});
export type FirmHit = Static<typeof FirmHit>;

export const FirmSearch = closed({ hits: Type.Array(FirmHit), total: Type.Integer(), tookMicros: Type.Integer() });
export type FirmSearch = Static<typeof FirmSearch>;

/** How a site came to its cell: by its own coordinates, by a facility or street in its address, or by an officer. */
export const PlacedBy = Type.Union([
  Type.Literal('coordinates'),
  Type.Literal('facility'),
  Type.Literal('street'),
  Type.Literal('officer'),
]);

export const SiteView = closed({
  id: Id,
  kind: Type.Union([Type.Literal('head'), Type.Literal('branch')]),
  name: Type.String(),
  address: Type.String(),
  facility: Nullable(Bilingual),
  lon: Nullable(Type.Number()),
  lat: Nullable(Type.Number()),
  cell: Nullable(Type.String()),
  placedBy: Nullable(PlacedBy),
  areaNumber: Nullable(Type.Integer()),
});
export type SiteView = Static<typeof SiteView>;

export const TimelineEntry = closed({
  at: Instant,
  kind: Type.Union([Type.Literal('matter'), Type.Literal('register'), Type.Literal('site')]),
  title: Bilingual,
  detail: Type.String(),
  matterNumber: Nullable(Type.String()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const FirmPage = closed({
  id: Id,
  name: Type.String(),
  formerNames: Type.Array(Type.String()),
  code: Nullable(Type.String()),
  status: Type.String(),
  establishedOn: Nullable(Day),
  capital: closed({
    text: Type.String(),
    /** Minor units of the currency (fen for CNY) as a decimal string; null when the text could not be read. */
    minor: Nullable(Type.String()),
    currency: Nullable(Type.String()),
  }),
  industry: Nullable(closed({ code: Type.String(), name: Type.String() })),
  region: Nullable(closed({ code: Type.String(), name: Type.String() })),
  provisional: Type.Boolean(),
  demo: Type.Boolean(),
  sites: Type.Array(SiteView),
  duty: Nullable(PostCard),
  openMatters: Type.Integer(),
  /** Only of a provisional company, so that somebody can call back; masked for all but officers. Empty otherwise. */
  contactPhone: Type.String(),
  /** Where the facts came from: file name and time of the import, or the counter that took the name down. */
  source: Type.String(),
  updatedAt: Instant,
});
export type FirmPage = Static<typeof FirmPage>;

export const Timeline = closed({ entries: Type.Array(TimelineEntry), next: Nullable(Cursor) });
export type Timeline = Static<typeof Timeline>;

/** String 12 of the copy table: not found → take the name and phone down, verify later. */
export const TakeDownFirm = closed({ name: Line(120, 2), phone: Type.Optional(PhoneInput) });
export type TakeDownFirm = Static<typeof TakeDownFirm>;

export const AddSite = closed({
  name: Line(120),
  address: Line(200),
  lon: Type.Optional(Type.Number({ minimum: 73, maximum: 136 })),
  lat: Type.Optional(Type.Number({ minimum: 3, maximum: 54 })),
});
export type AddSite = Static<typeof AddSite>;

/** Columns that an import can fill. A column of the file is mapped to one of them or left aside, visibly. */
export const IMPORT_FIELDS = [
  'code',
  'name',
  'formerName',
  'status',
  'establishedOn',
  'capital',
  'address',
  'region',
  'industry',
  'lon',
  'lat',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
export const ImportFieldSchema = Type.Union(IMPORT_FIELDS.map((field) => Type.Literal(field)));

export const ImportMapping = Type.Record(Type.String({ maxLength: 200 }), Nullable(ImportFieldSchema), {
  maxProperties: 200,
});
export type ImportMapping = Static<typeof ImportMapping>;

export const RowOutcome = Type.Union([
  Type.Literal('new'),
  Type.Literal('update'),
  Type.Literal('unchanged'),
  Type.Literal('duplicate'),
  Type.Literal('rejected'),
]);
export type RowOutcome = Static<typeof RowOutcome>;

export const RowReason = closed({ code: Type.String(), message: Bilingual });

export const ImportRow = closed({
  line: Type.Integer(),
  outcome: RowOutcome,
  name: Type.String(),
  code: Type.String(),
  reasons: Type.Array(RowReason),
});
export type ImportRow = Static<typeof ImportRow>;

/** Totals add up: read = new + update + unchanged + duplicate + rejected. */
export const ImportTotals = closed({
  read: Type.Integer(),
  new: Type.Integer(),
  update: Type.Integer(),
  unchanged: Type.Integer(),
  duplicate: Type.Integer(),
  rejected: Type.Integer(),
});
export type ImportTotals = Static<typeof ImportTotals>;

export const ImportReport = closed({
  id: Nullable(Id),
  fileName: Type.String(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
  encoding: Type.String(),
  delimiter: Nullable(Type.String()),
  columns: Type.Array(
    closed({ header: Type.String(), field: Nullable(ImportFieldSchema), samples: Type.Array(Type.String()) }),
  ),
  remembered: Type.Boolean(),
  /** Decisions of the reader: which encoding, which sheet, where the header was. */
  notes: Type.Array(RowReason),
  totals: ImportTotals,
  committedAt: Nullable(Instant),
  rows: Type.Array(ImportRow),
});
export type ImportReport = Static<typeof ImportReport>;

export const ImportRows = closed({ rows: Type.Array(ImportRow), next: Nullable(Cursor) });
export type ImportRows = Static<typeof ImportRows>;

export const UnplacedFirms = closed({
  rows: Type.Array(closed({ siteId: Id, firmId: Id, name: Type.String(), address: Type.String() })),
  total: Type.Integer(),
  next: Nullable(Cursor),
});
export type UnplacedFirms = Static<typeof UnplacedFirms>;
