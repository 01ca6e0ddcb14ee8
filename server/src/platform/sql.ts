/** A statement with its parameters apart: text never contains a value, so nothing that a user typed can become SQL. */
export interface Sql {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;

/** Tagged template for statements. A nested `sql` fragment is spliced in; every other value becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const texts: string[] = [strings[0] ?? ''];
  const parameters: unknown[] = [];
  const append = (text: string) => {
    texts[texts.length - 1] += text;
  };
  values.forEach((value, index) => {
    if (isSql(value)) {
      append(value.strings[0] ?? '');
      value.values.forEach((inner, k) => {
        parameters.push(inner);
        texts.push(value.strings[k + 1] ?? '');
      });
    } else {
      parameters.push(value);
      texts.push('');
    }
    append(strings[index + 1] ?? '');
  });
  return { strings: texts, values: parameters };
}

/** Text with $1…$n for the driver. */
export const sqlText = (statement: Sql): string =>
  statement.strings.reduce((text, part, index) => (index === 0 ? part : `${text}$${index}${part}`), '');

/** Fragments joined by another fragment, for optional filters: `joinSql([a, b], sql` and `)`. */
export function joinSql(parts: readonly Sql[], separator: Sql): Sql {
  const [first, ...rest] = parts;
  if (first === undefined) return sql``;
  return rest.reduce((all, part) => sql`${all}${separator}${part}`, first);
}
