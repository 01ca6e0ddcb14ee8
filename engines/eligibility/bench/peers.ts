/** The rules of the packs written again for the peers: as SQL for DuckDB and as JSON logic. */
import type { Bands, Pack, Quantity, Rule, ScoreItem, Test, Value } from '../src/pack.ts';

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const reduced = (num: bigint, den: bigint): readonly [string, string] => {
  const by = gcd(num, den) || 1n;
  return [String(num / by), String(den / by)];
};

/** Every stated column that a quantity reads, so that a table can be made. */
export type Names = Set<string>;

/** One language of expressions. */
export interface Language<E> {
  column(name: string): E;
  constant(value: string): E;
  sum(parts: readonly E[]): E;
  minus(left: E, right: E): E;
  times(left: E, right: E): E;
  over(left: E, right: E): E;
  least(left: E, right: E): E;
  compare(op: string, left: E, right: E): E;
  /** The value where the condition holds, else not known. */
  where(condition: E, value: E): E;
  choose(cases: readonly (readonly [E, E])[], otherwise: E): E;
  most(parts: readonly E[]): E;
  orElse(value: E, fallback: E): E;
}

function quantity<E>(language: Language<E>, names: Names, { name, yearly, from, to, lowerOf }: Quantity): E {
  const one = (given: string, offset: number | null): E => {
    const key = offset === null ? given : `${given}[${offset}]`;
    names.add(key);
    return language.column(key);
  };
  if (!yearly) return one(name, null);
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index).map((offset) =>
    lowerOf === null ? one(name, offset) : language.least(one(lowerOf[0], offset), one(lowerOf[1], offset)),
  );
  return years.length === 1 && years[0] !== undefined ? years[0] : language.sum(years);
}

interface Side {
  readonly op: string;
  readonly num: bigint;
  readonly den: bigint;
}

/** value op threshold as one condition that is not known when the value is not. */
function compared<E>(language: Language<E>, names: Names, value: Value, { op, num, den }: Side): E {
  const of = (each: Quantity) => quantity(language, names, each);
  const by = (each: E, factor: string) => (factor === '1' ? each : language.times(each, language.constant(factor)));
  const products = (left: Quantity, right: Quantity, a: bigint, b: bigint): E => {
    const [p, q] = reduced(b, a);
    const positive = language.compare('>', of(right), language.constant('0'));
    return language.where(positive, language.compare(op, by(of(left), q), by(of(right), p)));
  };
  switch (value.kind) {
    case 'amount': {
      const [p, q] = reduced(num * value.of.scale * value.by, den);
      return language.compare(op, by(of(value.of), q), language.constant(p));
    }
    case 'venue': {
      const limit = language.constant(`${(num * value.of.scale * value.rate.scale) / den}.0`);
      return language.compare(
        op,
        language.times(of(value.of), language.times(of(value.rate), language.constant('1.0'))),
        limit,
      );
    }
    case 'ratio':
      return products(value.of, value.to, den, num);
    case 'growth': {
      const sum = num + den;
      const [a, b] = value.years === 1 ? [den, sum] : [den * den, sum * sum];
      return products(value.last, value.first, a, b);
    }
    case 'elapsed': {
      const name = `${value.unit}(${value.since.name})`;
      names.add(name);
      return language.compare(op, language.column(name), language.constant(String(num / den)));
    }
    default:
      throw new Error(`no condition for ${value.kind}`);
  }
}

/** The number that a line of bands looks up, in floating point: the peers are not asked to be exact. */
function plain<E>(language: Language<E>, names: Names, value: Value): E {
  const of = (each: Quantity) => quantity(language, names, each);
  const floating = (each: E) => language.times(each, language.constant('1.0'));
  if (value.kind === 'amount') return of(value.of);
  if (value.kind === 'ratio') {
    return language.where(
      language.compare('>', of(value.to), language.constant('0')),
      language.over(floating(of(value.of)), of(value.to)),
    );
  }
  if (value.kind === 'growth') {
    const change = language.minus(of(value.last), of(value.first));
    const positive = language.compare('>', of(value.first), language.constant('0'));
    return language.where(positive, language.over(floating(change), of(value.first)));
  }
  if (value.kind !== 'meanGrowth') throw new Error(`no number for ${value.kind}`);
  const [first, second, third] = value.of.map(of);
  if (first === undefined || second === undefined || third === undefined) throw new Error('three years');
  const positive = (each: E) => language.compare('>', each, language.constant('0'));
  const rates = language.sum([language.over(floating(second), first), language.over(floating(third), second)]);
  const mean = language.minus(language.over(rates, language.constant('2.0')), language.constant('1.0'));
  return language.where(positive(first), language.where(positive(second), mean));
}

function ends<E>(language: Language<E>, names: Names, item: ScoreItem): readonly [E, E] {
  const line = ({ value, steps }: Bands): readonly [E, E] => {
    const number = plain(language, names, value);
    const scale = value.kind === 'amount' ? value.of.scale * value.by : 1n;
    const top = Math.max(0, ...steps.map(({ high }) => Number(high)));
    const cases = (end: 'low' | 'high') =>
      steps.map((step) => {
        const bound = language.constant(String((Number(step.bound.num) * Number(scale)) / Number(step.bound.den)));
        return [language.compare(step.op, number, bound), language.constant(String(step[end]))] as const;
      });
    const known = language.compare('=', number, number);
    const zero = language.constant('0');
    const high = language.choose([...cases('high'), [known, zero]], language.constant(String(top)));
    return [language.choose(cases('low'), zero), high];
  };
  const lines = item.bands.map(line);
  const alone: readonly [E, E] = [language.constant('0'), language.constant(String(item.max))];
  const [low, high] =
    lines.length === 0 ? alone : [language.most(lines.map(([a]) => a)), language.most(lines.map(([, b]) => b))];
  if (item.given === null) return [low, high];
  const given = quantity(language, names, item.given);
  return [language.orElse(given, low), language.orElse(given, high)];
}

/** One criterion as a condition; null or undefined is not known. */
export function condition<E>(language: Language<E>, names: Names, test: Test, pack: Pack): E {
  if (test.kind !== 'number') {
    const wanted = test.kind === 'finding' || test.is ? '1' : '0';
    return language.compare('=', quantity(language, names, test.of), language.constant(wanted));
  }
  const { value, op, threshold } = test;
  if (value.kind === 'score') {
    const items = value.sections.flatMap((name) => pack.sections.get(name)?.items ?? []);
    const both = items.map((item) => ends(language, names, item));
    const { num, den } = threshold.tiers[0]?.is ?? { num: 0n, den: 1n };
    const limit = language.constant(String((num * 100n) / den));
    // The ends of the sum decide; the caps of sections, which bind rarely, are spared the peers.
    const low = language.compare(op, language.sum(both.map(([a]) => a)), limit);
    const high = language.compare(op, language.sum(both.map(([, b]) => b)), limit);
    const yes = language.compare('=', language.constant('1'), language.constant('1'));
    const no = language.compare('=', language.constant('1'), language.constant('0'));
    return language.choose([[low, yes]], language.where(language.compare('=', high, no), no));
  }
  const tiers = threshold.tiers.map(({ upTo, inclusive, is }) => {
    const here =
      upTo === null || threshold.by === null
        ? null
        : compared(language, names, threshold.by, { op: inclusive ? '<=' : '<', ...upTo });
    return [here, compared(language, names, value, { op, ...is })] as const;
  });
  const last = tiers.at(-1)?.[1];
  if (last === undefined) throw new Error('no threshold');
  return language.choose(
    tiers.flatMap(([here, then]) => (here === null ? [] : [[here, then] as const])),
    last,
  );
}

export const SQL: Language<string> = {
  column: (name) => `"${name}"`,
  constant: (value) => value,
  sum: (parts) => `(${parts.join(' + ')})`,
  minus: (left, right) => `(${left} - ${right})`,
  times: (left, right) => `(${left} * ${right})`,
  over: (left, right) => `(${left} / ${right})`,
  least: (left, right) => `(CASE WHEN ${left} < ${right} THEN ${left} ELSE ${right} + 0 * ${left} END)`,
  compare: (op, left, right) => `(${left} ${op} ${right})`,
  where: (test, value) => `(CASE WHEN ${test} THEN ${value} END)`,
  choose: (cases, otherwise) =>
    cases.length === 0
      ? otherwise
      : `(CASE ${cases.map(([test, value]) => `WHEN ${test} THEN ${value}`).join(' ')} ELSE ${otherwise} END)`,
  most: (parts) => (parts.length === 1 ? (parts[0] ?? '0') : `greatest(${parts.join(', ')})`),
  orElse: (value, fallback) => `coalesce(${value}, ${fallback})`,
};

/** A piece of JSON logic with the facts that it needs. */
export interface Logic {
  readonly logic: unknown;
  readonly needs: readonly string[];
}

const OPS: Readonly<Record<string, string>> = { '=': '===' };
const both = (op: string, parts: readonly Logic[]): Logic => ({
  logic: { [op]: parts.map(({ logic }) => logic) },
  needs: [...new Set(parts.flatMap(({ needs }) => needs))],
});

/** JSON logic throws on arithmetic with nothing, so each comparison first asks whether its facts are there. */
function guarded(op: string, left: Logic, right: Logic): Logic {
  const { logic, needs } = both(OPS[op] ?? op, [left, right]);
  const missing = needs.map((name) => ({ '===': [{ var: name }, null] }));
  if (missing.length === 0) return { logic, needs: [] };
  return { logic: { if: [missing.length === 1 ? missing[0] : { or: missing }, null, logic] }, needs: [] };
}

export const JSON_LOGIC: Language<Logic> = {
  column: (name) => {
    const key = name.replace(/[^A-Za-z0-9]/g, '_');
    return { logic: { var: key }, needs: [key] };
  },
  constant: (value) => ({ logic: Number(value), needs: [] }),
  sum: (parts) => both('+', parts),
  minus: (left, right) => both('-', [left, right]),
  times: (left, right) => both('*', [left, right]),
  over: (left, right) => both('/', [left, right]),
  least: (left, right) => both('min', [left, right]),
  compare: guarded,
  where: (test, value) => ({ logic: { if: [test.logic, value.logic, null] }, needs: value.needs }),
  choose: (cases, otherwise) => ({
    logic:
      cases.length === 0
        ? otherwise.logic
        : { if: [...cases.flatMap(([a, b]) => [a.logic, b.logic]), otherwise.logic] },
    needs: [],
  }),
  most: (parts) => both('max', parts),
  orElse: (value, fallback) => ({
    logic: { if: [{ '!==': [value.logic, null] }, value.logic, fallback.logic] },
    needs: [],
  }),
};

/** The verdict of a rule by the logic of SQL, where unknown and review are both null. */
export function sqlRule(rule: Rule, nameOf: (id: string) => string): string {
  if (rule.kind === 'criterion') return nameOf(rule.id);
  return `(${rule.parts.map((part) => sqlRule(part, nameOf)).join(rule.kind === 'all' ? ' AND ' : ' OR ')})`;
}
