import { type Static, Type } from '@sinclair/typebox';
import { Bilingual, Cursor, closed, Instant, Nullable } from './common.ts';
import { PostCard } from './session.ts';

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
    /** Whole fen. */
    Type.Literal('money'),
  ]),
});
export type RowColumn = Static<typeof RowColumn>;

/** A number on a screen: a stored definition plus the moment it was counted; its rows are one click away. */
export const FigureView = closed({
  id: Type.String(),
  name: Bilingual,
  definition: Bilingual,
  /** How many rows, or what their amounts add up to in fen. */
  value: Type.Integer(),
  unit: Type.Union([Type.Literal('count'), Type.Literal('fen')]),
  asOf: Instant,
  tone: Type.Union([
    Type.Literal('late'),
    Type.Literal('soon'),
    Type.Literal('wait'),
    Type.Literal('done'),
    Type.Literal('plain'),
  ]),
});
export type FigureView = Static<typeof FigureView>;

/** A piece of the sentence: plain words, or words about one figure that lead to its rows. */
export const SentencePart = Type.Union([Type.String(), closed({ figure: Type.String(), text: Type.String() })]);
export type SentencePart = Static<typeof SentencePart>;

/** A figure that needs a look, with the instant and the post of its worst row. */
export const Attention = closed({ figure: Type.String(), at: Nullable(Instant), post: Nullable(PostCard) });
export type Attention = Static<typeof Attention>;

export const OnTimeWeek = closed({ week: Type.String(), met: Type.Integer(), settled: Type.Integer() });
export type OnTimeWeek = Static<typeof OnTimeWeek>;

export const Cockpit = closed({
  asOf: Instant,
  /** The sentence: fragments of text and figures in reading order, one list per language. */
  sentence: closed({ zh: Type.Array(SentencePart), en: Type.Array(SentencePart) }),
  figures: Type.Array(FigureView),
  /** Figures that need a look, worst first. */
  attention: Type.Array(Attention),
  /** Settled on time per week (its Monday), oldest first, with both numbers. */
  onTimeWeeks: Type.Array(OnTimeWeek),
});
export type Cockpit = Static<typeof Cockpit>;

export const FigureRow = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]));
export type FigureRow = Static<typeof FigureRow>;

export const FigureRows = closed({
  figure: FigureView,
  columns: Type.Array(RowColumn),
  rows: Type.Array(FigureRow),
  total: Type.Integer(),
  next: Nullable(Cursor),
});
export type FigureRows = Static<typeof FigureRows>;
