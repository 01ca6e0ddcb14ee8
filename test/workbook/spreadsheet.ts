/**
 * A spreadsheet program in small, for tests: reads an xlsx file and computes its formulas from their text alone, in
 * doubles, ignoring the values that the file brings. Shares nothing with what writes the file. No intermediate may pass
 * 10^14, the bound under which spreadsheets compute whole numbers exactly.
 */
import ExcelJS from 'exceljs';

type Value = number | string | boolean;
type Get = (key: string) => Value;

interface Formula {
  readonly run: (get: Get) => Value;
  readonly refs: readonly string[];
}

const MOST = 1e14;
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|"([^"]*)"|('(?:[^']+)'!)?([A-Z]+\d+)(?::([A-Z]+\d+))?(?![A-Z(])|([A-Z]+)|(<=|>=|<>|[-+*/&=<>(),]))/gy;

const columnOf = (letters: string): number => [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0);
const lettersOf = (column: number): string =>
  (column > 26 ? lettersOf(Math.floor((column - 1) / 26)) : '') + String.fromCharCode(65 + ((column - 1) % 26));

function rangeKeys(sheet: string, from: string, to: string): readonly string[] {
  const [, a = '', b = ''] = /^([A-Z]+)(\d+)$/.exec(from) ?? [];
  const [, c = '', d = ''] = /^([A-Z]+)(\d+)$/.exec(to) ?? [];
  const keys: string[] = [];
  for (let row = Number(b); row <= Number(d); row += 1)
    for (let column = columnOf(a); column <= columnOf(c); column += 1) keys.push(`${sheet}!${lettersOf(column)}${row}`);
  return keys;
}

const number = (value: Value): number => {
  const read = value === '' ? 0 : Number(value);
  if (Number.isNaN(read)) throw new Error(`${value} is no number`);
  return read;
};
const exact = (value: number): number => {
  if (Math.abs(value) > MOST) throw new Error(`${value} passes ${MOST}`);
  return value;
};
/** Days since 1899-12-30 as a date. */
const date = (value: Value): Date => new Date((number(value) - 25_569) * 86_400_000);

const FUNCTIONS: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  INT: ([a = 0]) => Math.floor(number(a)),
  ABS: ([a = 0]) => Math.abs(number(a)),
  MIN: (args) => Math.min(...args.map(number)),
  MAX: (args) => Math.max(...args.map(number)),
  AND: (args) => args.every(Boolean),
  OR: (args) => args.some(Boolean),
  NOT: ([a = false]) => !a,
  YEAR: ([a = 0]) => date(a).getUTCFullYear(),
  MONTH: ([a = 0]) => date(a).getUTCMonth() + 1,
  DAY: ([a = 0]) => date(a).getUTCDate(),
};

const COMPARE: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

interface Token {
  readonly kind: 'number' | 'text' | 'ref' | 'range' | 'name' | 'sign';
  readonly text: string;
  readonly keys: readonly string[];
}

function tokens(formula: string, sheet: string): readonly Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(formula);
    if (match === null) throw new Error(`${formula} cannot be read at ${at}`);
    const [, digits, text, page, from, to, name, sign] = match;
    const on = page === undefined ? sheet : page.slice(1, -2);
    if (digits !== undefined) found.push({ kind: 'number', text: digits, keys: [] });
    else if (text !== undefined) found.push({ kind: 'text', text, keys: [] });
    else if (from !== undefined && to !== undefined)
      found.push({ kind: 'range', text: from, keys: rangeKeys(on, from, to) });
    else if (from !== undefined) found.push({ kind: 'ref', text: from, keys: [`${on}!${from}`] });
    else if (name !== undefined) found.push({ kind: 'name', text: name, keys: [] });
    else found.push({ kind: 'sign', text: sign ?? '', keys: [] });
  }
  return found;
}

type Node = (get: Get) => Value;

/** Comparison, then & , then sums, then products, then single values: the precedence of spreadsheets. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  #next(...signs: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return null;
    this.#at += 1;
    return token.text;
  }

  all(): Node {
    const node = this.expression();
    if (this.#at < this.#tokens.length) throw new Error('a formula goes on after its end');
    return node;
  }

  expression(): Node {
    let left = this.#joined();
    for (
      let sign = this.#next('=', '<>', '<', '<=', '>', '>=');
      sign !== null;
      sign = this.#next('=', '<>', '<', '<=', '>', '>=')
    ) {
      const [a, b, compare] = [left, this.#joined(), COMPARE[sign]];
      left = (get) => compare?.(a(get), b(get)) ?? false;
    }
    return left;
  }

  #joined(): Node {
    let left = this.#sum();
    while (this.#next('&') !== null) {
      const [a, b] = [left, this.#sum()];
      left = (get) => `${a(get)}${b(get)}`;
    }
    return left;
  }

  #sum(): Node {
    let left = this.#product();
    for (let sign = this.#next('+', '-'); sign !== null; sign = this.#next('+', '-')) {
      const [a, b, plus] = [left, this.#product(), sign === '+'];
      left = (get) => exact(plus ? number(a(get)) + number(b(get)) : number(a(get)) - number(b(get)));
    }
    return left;
  }

  #product(): Node {
    let left = this.#single();
    for (let sign = this.#next('*', '/'); sign !== null; sign = this.#next('*', '/')) {
      const [a, b, by] = [left, this.#single(), sign === '*'];
      left = (get) => exact(by ? number(a(get)) * number(b(get)) : number(a(get)) / number(b(get)));
    }
    return left;
  }

  #single(): Node {
    if (this.#next('(') !== null) {
      const inner = this.expression();
      if (this.#next(')') === null) throw new Error('a bracket is not closed');
      return inner;
    }
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === 'number') return () => Number(token.text);
    if (token?.kind === 'text') return () => token.text;
    if (token?.kind === 'ref') return (get) => get(token.keys[0] ?? '');
    if (token?.kind === 'name') return this.#call(token.text);
    throw new Error(`${token?.text} stands where a value should`);
  }

  #call(name: string): Node {
    if (name === 'TRUE' || name === 'FALSE') return () => name === 'TRUE';
    if (this.#next('(') === null) throw new Error(`${name} is no function here`);
    if (name === 'SUMIF') return this.#sumIf();
    const args = [this.expression()];
    while (this.#next(',') !== null) args.push(this.expression());
    if (this.#next(')') === null) throw new Error(`${name} is not closed`);
    const [test, yes, no] = args;
    if (name === 'IF' && test !== undefined && yes !== undefined && no !== undefined)
      return (get) => (test(get) ? yes(get) : no(get));
    const run = FUNCTIONS[name];
    if (run === undefined) throw new Error(`${name} is unknown`);
    return (get) => run(args.map((arg) => arg(get)));
  }

  /** SUMIF(range, "<="&number, range). */
  #sumIf(): Node {
    const range = (): readonly string[] => {
      const token = this.#tokens[this.#at];
      this.#at += 1;
      return token?.keys ?? [];
    };
    const days = range();
    this.#next(',');
    const condition = this.expression();
    this.#next(',');
    const amounts = range();
    this.#next(')');
    return (get) => {
      const limit = Number(String(condition(get)).replace('<=', ''));
      return exact(
        amounts.reduce((sum, key, k) => sum + (number(get(days[k] ?? '')) <= limit ? number(get(key)) : 0), 0),
      );
    };
  }
}

function read(formula: string, sheet: string): Formula {
  const list = tokens(formula, sheet);
  return { run: new Reader(list).all(), refs: list.flatMap(({ keys }) => keys) };
}

/** A value as the file holds it; days come back as dates and are counted again. */
function plain(value: unknown): Value {
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569;
  return typeof value === 'string' || typeof value === 'number' ? value : 0;
}

/** A workbook with its given cells, its formulas, and the values that the file brought. */
export class Spreadsheet {
  readonly given: Map<string, Value> = new Map();
  readonly formulas: Map<string, Formula> = new Map();
  readonly brought: Map<string, Value> = new Map();

  /** A cell of a sheet: a formula with the value that came with it, or a value. */
  take(sheet: string, address: string, formula: string | null, value: unknown): void {
    const key = `${sheet}!${address}`;
    if (formula === null) this.given.set(key, plain(value));
    else {
      this.formulas.set(key, read(formula, sheet));
      this.brought.set(key, plain(value));
    }
  }

  static async open(bytes: Buffer): Promise<Spreadsheet> {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer); // the typings of exceljs are older than those of Node
    const sheet = new Spreadsheet();
    book.eachSheet((page) => {
      page.eachRow((row) => {
        row.eachCell(({ address, value }) => {
          const isFormula = typeof value === 'object' && value !== null && 'formula' in value;
          sheet.take(page.name, address, isFormula ? value.formula : null, isFormula ? value.result : value);
        });
      });
    });
    return sheet;
  }

  /** Every formula computed from the given cells, each after those that it reads. */
  recompute(): ReadonlyMap<string, Value> {
    const values = new Map(this.given);
    const get: Get = (key) => values.get(key) ?? 0;
    for (const start of this.formulas.keys()) {
      const path = [start];
      for (let key = path.at(-1); key !== undefined; key = path.at(-1)) {
        const formula = this.formulas.get(key);
        const missing = formula?.refs.filter((ref) => this.formulas.has(ref) && !values.has(ref)) ?? [];
        if (missing.length > 0) path.push(...missing);
        else {
          if (formula !== undefined && !values.has(key)) values.set(key, formula.run(get));
          path.pop();
        }
      }
    }
    return values;
  }

  /** Keys of a line in a sheet whose lines run to the right, from its second column on. */
  line(sheet: string, label: string): readonly string[] {
    for (const [key, value] of this.given) {
      const [, row] = /!A(\d+)$/.exec(key) ?? [];
      if (value !== label || row === undefined || !key.startsWith(`${sheet}!`)) continue;
      const keys: string[] = [];
      for (let column = 2; ; column += 1) {
        const at = `${sheet}!${lettersOf(column)}${row}`;
        if (column > 2 && !this.given.has(at) && !this.formulas.has(at)) return keys;
        keys.push(at);
      }
    }
    throw new Error(`${sheet} has no line ${label}`);
  }
}
