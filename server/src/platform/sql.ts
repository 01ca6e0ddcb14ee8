/** A statement with its parameters apart: text never contains a value, so nothing that a user typed can become SQL. */
export class Sql {
  readonly strings: readonly string[];
  /** Parameters, and fragments that are spliced in when the statement is sent. */
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }
}

/** Tagged template for statements. A nested `sql` fragment is spliced in; every other value becomes a parameter. */
export const sql = (strings: TemplateStringsArray, ...values: readonly unknown[]): Sql => new Sql(strings, values);

/** Text with $1…$n and the values for them, in one walk over the fragments. */
export function sqlText(statement: Sql): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  let text = '';
  const walk = (fragment: Sql): void => {
    text += fragment.strings[0] ?? '';
    fragment.values.forEach((value, index) => {
      if (value instanceof Sql) walk(value);
      else {
        values.push(value);
        text += `$${values.length}`;
      }
      text += fragment.strings[index + 1] ?? '';
    });
  };
  walk(statement);
  return { text, values };
}

/** Fragments joined by another fragment, for optional filters: `joinSql([a, b], sql` and `)`. */
export function joinSql(parts: readonly Sql[], separator: Sql): Sql {
  const [first, ...rest] = parts;
  if (first === undefined) return sql``;
  return rest.reduce((all, part) => sql`${all}${separator}${part}`, first);
}
