import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, closed, Cursor, Instant, Nullable } from './common.ts';

/** Column of a rows panel. `kind` tells page and export how to show and type the value. */
export const RowColumn = closed({
  id: Type.String(),
  name: Bilingual,
  kind: Type.Union([
    Type.Literal('text'),
    Type.Literal('number'),
    Type.Literal('instant'),
    Type.Literal('day'),
    Type.Literal('matter'),
    Type.Literal('firm'),
    Type.Literal('phone'),
    Type.Literal('duration'),
  ]),
});
export type RowColumn = Static<typeof RowColumn>;

/** A number on a screen: a stored definition plus the moment it was counted; its rows are one click away. */
export const FigureView = closed({
  id: Type.String(),
  name: Bilingual,
  definition: Bilingual,
  value: Type.Integer(),
  asOf: Instant,
  tone: Type.Union([Type.Literal('late'), Type.Literal('soon'), Type.Literal('wait'), Type.Literal('done'), Type.Literal('plain')]),
});
export type FigureView = Static<typeof FigureView>;

export const Cockpit = closed({
  asOf: Instant,
  /** The sentence: fragments of text and figures in reading order, one list per language. */
  sentence: closed({
    zh: Type.Array(Type.Union([Type.String(), closed({ figure: Type.String() })])),
    en: Type.Array(Type.Union([Type.String(), closed({ figure: Type.String() })])),
  }),
  figures: Type.Array(FigureView),
  /** Figure ids that need a look, worst first. */
  attention: Type.Array(Type.String()),
  /** Settled on time per week, oldest first, with both numbers. */
  onTimeWeeks: Type.Array(closed({ week: Type.String(), met: Type.Integer(), settled: Type.Integer() })),
});
export type Cockpit = Static<typeof Cockpit>;

export const FigureRows = closed({
  figure: FigureView,
  columns: Type.Array(RowColumn),
  rows: Type.Array(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]))),
  total: Type.Integer(),
  next: Nullable(Cursor),
});
export type FigureRows = Static<typeof FigureRows>;
