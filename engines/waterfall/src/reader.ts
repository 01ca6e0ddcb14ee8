/** Reads fields of a parsed file one by one and remembers the first fault with its path. */
import { parseDay } from './days.ts';
import { isLess, parseDecimal, type Ratio, ZERO } from './exact.ts';
import { type DealRefusal, quote, refuse } from './refusals.ts';

/**
 * The largest amount. The whole pool keeps below it, no rate exceeds one a year, nothing lasts longer than fifty years:
 * so the sum of all that a deal ever moves stays below 2^53 and can be written as a JSON number without loss.
 */
export const MOST_FEN = 100_000_000_000_000n;

/** Faults in the order of reading; only the first is told, since later ones may follow from it. */
export type Faults = DealRefusal[];

/** One value of the file, with where it stands. Reading a wrong one gives a neutral value and leaves a fault. */
export class Field {
  readonly value: unknown;
  readonly path: string;
  readonly #faults: Faults;

  constructor(value: unknown, path: string, faults: Faults) {
    this.value = value;
    this.path = path;
    this.#faults = faults;
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  fault(fault: DealRefusal): void {
    this.#faults.push(fault);
  }

  wrong(expected: string): void {
    this.fault(
      this.isAbsent
        ? refuse('DEAL_FIELD_MISSING', { field: this.path })
        : refuse('DEAL_VALUE', { field: this.path, found: quote(this.value), expected }),
    );
  }

  /** The fields of an object; any other than `known` is refused. */
  object(known: readonly string[]): (name: string) => Field {
    const { value } = this;
    const entries = new Map<string, unknown>();
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, inner] of Object.entries(value)) entries.set(name, inner);
    else this.wrong('{…}');
    const prefix = this.path === '' ? '' : `${this.path}.`;
    for (const name of entries.keys())
      if (!known.includes(name))
        this.fault(refuse('DEAL_FIELD_UNKNOWN', { field: `${prefix}${name}`, known: known.join(' ') }));
    return (name) => new Field(entries.get(name), `${prefix}${name}`, this.#faults);
  }

  /** The items of a list with `least` to `most` of them. */
  list(least: number, most: number): readonly Field[] {
    const { value } = this;
    if (value === undefined && least === 0) return [];
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      this.wrong(`[${least}..${most}]`);
      return [];
    }
    const items: readonly unknown[] = value;
    return items.map((item, index) => new Field(item, `${this.path}[${index}]`, this.#faults));
  }

  id(): string {
    if (typeof this.value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}._\-()（）]{0,59}$/u.test(this.value))
      return this.value;
    this.wrong('1-60 letters, digits, . _ -');
    return '';
  }

  oneOf<Choice extends string>(choices: readonly Choice[], absent?: Choice): Choice | undefined {
    if (this.isAbsent && absent !== undefined) return absent;
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) this.wrong(choices.join(' | '));
    return found;
  }

  whole(least: number, most: number, absent?: number): number {
    if (this.isAbsent && absent !== undefined) return absent;
    if (typeof this.value === 'number' && Number.isInteger(this.value) && this.value >= least && this.value <= most)
      return this.value;
    this.wrong(`${least}..${most}`);
    return least;
  }

  flag(absent: boolean): boolean {
    if (this.isAbsent) return absent;
    if (typeof this.value === 'boolean') return this.value;
    this.wrong('true | false');
    return absent;
  }

  /** Whole fen, as a number or as digits in a text. */
  fen(least: bigint, absent?: bigint, most = MOST_FEN): bigint {
    if (this.isAbsent && absent !== undefined) return absent;
    const { value } = this;
    const isWhole = Number.isSafeInteger(value) || (typeof value === 'string' && /^\d{1,15}$/.test(value));
    const amount = isWhole && (typeof value === 'number' || typeof value === 'string') ? BigInt(value) : -1n;
    if (amount >= least && amount <= most) return amount;
    this.wrong(`${least}..${most} fen`);
    return least;
  }

  /** An exact decimal from zero to `most`. A number is read by its shortest text, so 0.0325 is 325/10000. */
  decimal(most: Ratio, absent?: Ratio): Ratio {
    if (this.isAbsent && absent !== undefined) return absent;
    const { value } = this;
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    const read = parseDecimal(text);
    if (read !== null && !isLess(read, ZERO) && !isLess(most, read)) return read;
    this.wrong(`0..${most.num / most.den}, at most 12 decimals`);
    return ZERO;
  }

  day(): number {
    const day = typeof this.value === 'string' ? parseDay(this.value) : null;
    if (day !== null) return day;
    this.wrong('YYYY-MM-DD, 1990..2100');
    return 0;
  }
}
