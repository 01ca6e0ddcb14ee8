import { type Static, type TSchema, Type } from '@sinclair/typebox';

/** UUID of version 4 or 7, lower case. Ids are made in the application, never by the database. */
export const Id = Type.String({ format: 'uuid', minLength: 36, maxLength: 36 });

/** Instant on the wire: ISO 8601 in UTC with milliseconds, for example 2026-11-22T02:20:00.000Z. */
export const Instant = Type.String({ format: 'date-time', maxLength: 40 });

/** Calendar day without a time, for example 2026-11-22. */
export const Day = Type.String({ format: 'date', maxLength: 10 });

/** A name or sentence in both languages of the product. */
export const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });
export type Bilingual = Static<typeof Bilingual>;

/** Closed object: an unknown member is refused in both directions, so nobody can set a column by guessing its name. */
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Every refusal on the wire. `ref` finds the line in the log; `facts` are the values that the sentence names. */
export const ErrorBody = closed({
  error: closed({
    code: Type.String(),
    message: Bilingual,
    facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    ref: Type.String(),
  }),
});
export type ErrorBody = Static<typeof ErrorBody>;

/** One line of text: no control characters, so that nothing can hide in a list or a log line. */
export const Line = (maxLength: number, minLength = 1) =>
  Type.String({
    minLength,
    maxLength,
    pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*$',
  });

/** Several lines of text: line feeds and tabs are allowed, other control and direction-changing characters are not. */
export const Prose = (maxLength: number, minLength = 1) =>
  Type.String({
    minLength,
    maxLength,
    pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$',
  });

/** Opaque position in a list; the server alone reads it. */
export const Cursor = Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9_-]*$' });

export const PhoneInput = Type.String({ minLength: 5, maxLength: 20, pattern: '^[0-9+\\- ]+$' });
