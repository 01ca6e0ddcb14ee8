/** The part of JSON Schema that the operations use. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly maxProperties?: number;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Keywords that describe and do not constrain. */
  readonly [keyword: string]: unknown;
}

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
  date: (text) => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  },
  'date-time': (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
  binary: () => true,
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

function problemOfString(text: string, schema: JsonSchema): string | null {
  const length = [...text].length;
  // Half a surrogate pair is no character: no encoding can store it, whatever the schema says.
  if (/\p{Surrogate}/u.test(text)) return 'is not well-formed';
  if (length < (schema.minLength ?? 0)) return `is shorter than ${schema.minLength}`;
  if (length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) return `is longer than ${schema.maxLength}`;
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) return `breaks ${schema.pattern}`;
  if (schema.format !== undefined && FORMATS[schema.format]?.(text) !== true) return `is no ${schema.format}`;
  return null;
}

function problemOfObject(value: Readonly<Record<string, unknown>>, schema: JsonSchema, at: string): string | null {
  for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) return `${at}/${name} is missing`;
  const keys = Object.keys(value);
  if (keys.length > (schema.maxProperties ?? Number.POSITIVE_INFINITY)) return `${at} has too many members`;
  for (const key of keys) {
    const own = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
    const pattern = Object.entries(schema.patternProperties ?? {}).find(([expression]) =>
      new RegExp(expression, 'u').test(key),
    );
    const member = own ?? pattern?.[1];
    if (member === undefined && schema.additionalProperties === false) return `${at}/${key} is unknown`;
    const problem = member === undefined ? null : problemOf(value[key], member, `${at}/${key}`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfArray(values: readonly unknown[], schema: JsonSchema, at: string): string | null {
  const { items } = schema;
  if (values.length < (schema.minItems ?? 0)) return `${at} has too few items`;
  if (values.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) return `${at} has too many items`;
  if (schema.uniqueItems === true && new Set(values.map((each) => JSON.stringify(each))).size < values.length)
    return `${at} repeats an item`;
  for (const [index, each] of values.entries()) {
    const own = Array.isArray(items) ? (items[index] as JsonSchema | undefined) : (items as JsonSchema | undefined); // one of the two forms
    const problem = own === undefined ? null : problemOf(each, own, `${at}/${index}`);
    if (problem !== null) return problem;
  }
  return null;
}

/**
 * What keeps a value from conforming to a schema, or null. Written apart from the validator that the server uses, so
 * that a mistake in that one, or in how it is set up, is seen.
 */
export function problemOf(value: unknown, schema: JsonSchema, at = ''): string | null {
  if (schema.anyOf !== undefined)
    return schema.anyOf.some((each) => problemOf(value, each, at) === null) ? null : `${at} fits no alternative`;
  if ('const' in schema && value !== schema.const) return `${at} is not ${JSON.stringify(schema.const)}`;
  if (schema.type === undefined) return null;
  if (TYPES[schema.type]?.(value) !== true) return `${at} is no ${schema.type}`;
  if (typeof value === 'string') {
    const problem = problemOfString(value, schema);
    return problem === null ? null : `${at} ${problem}`;
  }
  if (typeof value === 'number') {
    if (value < (schema.minimum ?? Number.NEGATIVE_INFINITY)) return `${at} is below ${schema.minimum}`;
    return value > (schema.maximum ?? Number.POSITIVE_INFINITY) ? `${at} is above ${schema.maximum}` : null;
  }
  if (Array.isArray(value)) return problemOfArray(value, schema, at);
  return isObject(value) ? problemOfObject(value, schema, at) : null;
}
