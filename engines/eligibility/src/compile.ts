/** Compiles the limbs and rules of packs into steps over columns and planes. */
import { type Fraction, floorDivide } from './exact.ts';
import { bound, converted, eitherOf, products, type Turned, without } from './kernels.ts';
import type { Op, Pack, Rule, Section, Test, Value } from './pack.ts';
import {
  absencesOf,
  elapsedColumn,
  namesOf,
  type Plan,
  type Plane,
  type Planes,
  planeOf,
  quantityColumn,
  quantityKey,
  type Step,
} from './plan.ts';
import { scoreKey, scorePlanes, sectionPoints } from './score-columns.ts';

const HOLDS: Readonly<Record<Op, (sign: number) => boolean>> = {
  '>=': (sign) => sign >= 0,
  '>': (sign) => sign > 0,
  '<=': (sign) => sign <= 0,
  '<': (sign) => sign < 0,
};

/** Where any column of a value is not known. */
function absentOf(plan: Plan, key: string, columns: readonly Float64Array[]): Plane {
  const planes = [...new Set(columns.flatMap((column) => absencesOf(plan, column)))];
  const [one] = planes;
  if (planes.length === 1 && one !== undefined) return one;
  return planeOf(plan, `absent ${key}`, eitherOf(planes.map((plane) => ({ plane, flip: 0 }))));
}

/** A comparison with an integer as a bound that may lie half-way: > 5 is ≥ 5.5 among whole numbers. */
function limitOf(op: Op, { num, den }: Fraction): { readonly limit: number; readonly side: 'least' | 'most' } {
  const below = floorDivide(num, den);
  const whole = below * den === num;
  // Between two integers every comparison is decided by either of them.
  const middle = Number(below) + 0.5;
  switch (op) {
    case '>=':
      return { limit: whole ? Number(below) : middle, side: 'least' };
    case '>':
      return { limit: middle, side: 'least' };
    case '<=':
      return { limit: whole ? Number(below) : middle, side: 'most' };
    case '<':
      return { limit: whole ? Number(below) - 0.5 : middle, side: 'most' };
  }
}

/** What a value needs to be known, and where it holds against one threshold. */
interface Compared {
  readonly met: Plane;
  readonly unknown: Plane;
}

/** Two products whose quotient is the value, for shares and growth. */
function shareOf(plan: Plan, value: Extract<Value, { kind: 'ratio' | 'growth' }>, { num, den }: Fraction) {
  if (value.kind === 'ratio') {
    return { left: quantityColumn(plan, value.of), right: quantityColumn(plan, value.to), leftBy: den, rightBy: num };
  }
  const [left, right] = [quantityColumn(plan, value.last), quantityColumn(plan, value.first)];
  // (last / first)^(1/n) − 1 against t is last against first × (1 + t)ⁿ: no root is taken.
  return value.years === 1
    ? { left, right, leftBy: den, rightBy: num + den }
    : { left, right, leftBy: den * den, rightBy: (num + den) * (num + den) };
}

function compareShare(
  plan: Plan,
  value: Extract<Value, { kind: 'ratio' | 'growth' }>,
  op: Op,
  threshold: Fraction,
): Compared {
  const upper = value.kind === 'ratio' ? value.of : value.last;
  const lower = value.kind === 'ratio' ? value.to : value.first;
  const key = `${value.kind === 'ratio' ? '' : value.years} ${quantityKey(upper)} / ${quantityKey(lower)}`;
  const { left, right, leftBy, rightBy } = shareOf(plan, value, threshold);
  const positive = planeOf(plan, `positive ${quantityKey(lower)}`, bound(right, 0.5, 'least'));
  // A divisor that is not known is not above zero either.
  const undefinedParts: Turned[] = [{ plane: positive, flip: -1 }];
  if (value.kind === 'growth' && value.years === 2) {
    const plane = planeOf(plan, `not negative ${quantityKey(upper)}`, bound(left, 0, 'least'));
    undefinedParts.push({ plane, flip: -1 });
  } else undefinedParts.push({ plane: absentOf(plan, quantityKey(upper), [left]), flip: 0 });
  const unknown = planeOf(plan, `unknown ${key}`, eitherOf(undefinedParts));
  const sides = `${op} ${threshold.num}/${threshold.den}`;
  const raw = planeOf(plan, `${key} ${sides}`, products({ left, right, leftBy, rightBy, holds: HOLDS[op] }));
  const met = planeOf(plan, `defined ${key} ${sides}`, without(raw, unknown));
  return { met, unknown };
}

/** One value against one fixed threshold. */
function compareFixed(plan: Plan, value: Value, op: Op, threshold: Fraction): Compared {
  // The name of a plane tells everything that its bits depend on; equal names are one computation.
  const sides = `${op} ${threshold.num}/${threshold.den}`;
  switch (value.kind) {
    case 'amount':
    case 'elapsed': {
      const elapsedTime = value.kind === 'elapsed';
      const column = elapsedTime ? elapsedColumn(plan, value.since, value.unit) : quantityColumn(plan, value.of);
      const key = elapsedTime ? `${value.unit} ${value.since.name}` : `${quantityKey(value.of)} / ${value.by}`;
      const factor = elapsedTime ? 1n : value.of.scale * value.by;
      const { limit, side } = limitOf(op, { num: threshold.num * factor, den: threshold.den });
      const met = planeOf(plan, `${key} ${sides}`, bound(column, limit, side));
      return { met, unknown: absentOf(plan, key, [column]) };
    }
    case 'venue': {
      const [column, rate] = [quantityColumn(plan, value.of), quantityColumn(plan, value.rate)];
      const key = `venue ${quantityKey(value.of)}`;
      const { limit } = venueLimit(value, threshold);
      const met = planeOf(plan, `${key} ${sides}`, converted(column, rate, limit, HOLDS[op]));
      return { met, unknown: absentOf(plan, key, [column, rate]) };
    }
    case 'ratio':
    case 'growth':
      return compareShare(plan, value, op, threshold);
    default:
      // Scores are compiled with their sections; the mean growth of 195号 stands in score tables only.
      return { met: plan.none, unknown: planeOf(plan, 'never known', eitherOf([{ plane: plan.none, flip: -1 }])) };
  }
}

/** The threshold in the parts of amount times rate. Thresholds have at most six decimals, the parts ten: it is whole. */
const venueLimit = (value: Extract<Value, { kind: 'venue' }>, { num, den }: Fraction): { readonly limit: bigint } => ({
  limit: (num * value.of.scale * value.rate.scale) / den,
});

/** The tiers of a threshold: in each the comparison of that tier counts, and outside all knowledge nothing does. */
function compareTiers(plan: Plan, test: Extract<Test, { kind: 'number' }>): Compared {
  const { by, tiers } = test.threshold;
  const first = tiers[0];
  if (by === null || first === undefined) {
    return compareFixed(plan, test.value, test.op, first?.is ?? { num: 0n, den: 1n });
  }
  // Each tier is compiled as if it were the only one; where a company belongs is a plane of its own.
  // So two tiers cost two comparisons for everybody, and no branch for anybody.
  const parts = tiers.map(({ upTo, inclusive, is }) => ({
    here: upTo === null ? null : compareFixed(plan, by, inclusive ? '<=' : '<', upTo),
    compared: compareFixed(plan, test.value, test.op, is),
  }));
  const unknownBy = parts[0]?.here?.unknown ?? plan.none;
  const read = parts.flatMap(({ here, compared }) => [here?.met ?? plan.none, compared.met, compared.unknown]);
  const key = `tiers ${namesOf(plan, [unknownBy, ...read])}`;
  const pick =
    (which: 'met' | 'unknown') =>
    (plane: Plane): Step =>
    (start, end) => {
      for (let word = start; word < end; word += 1) {
        let left = ~(unknownBy[word] ?? 0);
        let found = which === 'met' ? 0 : ~left;
        for (const { here, compared } of parts) {
          const inside = here === null ? left : left & (here.met[word] ?? 0);
          found |= inside & (compared[which][word] ?? 0);
          left &= ~inside;
        }
        plane[word] = found;
      }
    };
  return { met: planeOf(plan, `${key} met`, pick('met')), unknown: planeOf(plan, `${key} unknown`, pick('unknown')) };
}

/** The planes of one criterion; equal tests of different packs share theirs. */
export function compileTest(plan: Plan, test: Test, sections: ReadonlyMap<string, Section>): Planes {
  if (test.kind !== 'number') {
    // Flags are columns of 0 and 1, so a bound at 1 reads them.
    const column = quantityColumn(plan, test.of);
    const yes = planeOf(plan, `flag ${quantityKey(test.of)}`, bound(column, 1, 'least'));
    const absent = absentOf(plan, quantityKey(test.of), [column]);
    // A flag that is not stated is unknown; a finding that is not recorded waits for a person.
    const wanted = test.kind === 'finding' || test.is;
    const no = () => planeOf(plan, `no ${quantityKey(test.of)}`, bound(column, 0, 'most'));
    const met = wanted ? yes : no();
    return test.kind === 'finding'
      ? { met, unknown: plan.none, review: absent }
      : { met, unknown: absent, review: plan.none };
  }
  if (test.value.kind !== 'score') return { ...compareTiers(plan, test), review: plan.none };
  // Scores have intervals, so they answer on three planes; equal tables of two packs are one.
  const used = test.value.sections.flatMap((name) => sections.get(name) ?? []);
  const { num, den } = test.threshold.tiers[0]?.is ?? { num: 0n, den: 1n };
  const key = `score ${scoreKey(used)} ${test.op} ${num}/${den}`;
  const present = plan.outcomes.get(key);
  if (present !== undefined) return present;
  const { limit } = limitOf(test.op, { num: num * 100n, den });
  const planes = scorePlanes(plan, key, sectionPoints(plan, used), limit);
  plan.outcomes.set(key, planes);
  return planes;
}

/**
 * All: unmet wins, then unknown, then review. Any: met wins, then unknown, then review. Three words in, three out, for
 * thirty-two companies at once.
 */
function join(plan: Plan, parts: readonly Planes[], kind: 'all' | 'any'): Planes {
  const [one] = parts;
  if (parts.length === 1 && one !== undefined) return one;
  // A new version of a pack joins most of what it asks as the old one did.
  const key = `${kind} ${parts.map((part) => namesOf(plan, [part.met, part.unknown, part.review])).join(' ')}`;
  const present = plan.outcomes.get(key);
  if (present !== undefined) return present;
  const [met, unknown, review] = [0, 0, 0].map(() => new Int32Array(plan.words));
  // Unmet has no plane: it is where none of the three has its bit.
  const planes = { met: met ?? plan.none, unknown: unknown ?? plan.none, review: review ?? plan.none };
  plan.outcomes.set(key, planes);
  plan.steps.push((first, end) => {
    for (let word = first; word < end; word += 1) {
      let every = -1;
      let some = 0;
      let lacking = 0;
      let open = 0;
      let failed = 0;
      for (const part of parts) {
        const m = part.met[word] ?? 0;
        const k = part.unknown[word] ?? 0;
        const r = part.review[word] ?? 0;
        every &= m;
        some |= m;
        lacking |= k;
        open |= r;
        failed |= ~(m | k | r);
      }
      const settled = kind === 'all' ? failed : some;
      planes.met[word] = kind === 'all' ? every : some;
      planes.unknown[word] = lacking & ~settled;
      planes.review[word] = open & ~settled & ~lacking;
    }
  });
  return planes;
}

function compileRule(plan: Plan, rule: Rule, criteria: ReadonlyMap<string, Planes>): Planes {
  if (rule.kind === 'criterion') {
    return criteria.get(rule.id) ?? { met: plan.none, unknown: plan.none, review: plan.none };
  }
  return join(
    plan,
    rule.parts.map((part) => compileRule(plan, part, criteria)),
    rule.kind,
  );
}

/** A pack as planes: the scheme, each standard, each criterion. The criteria are the explanation of the verdict. */
export interface CompiledPack {
  readonly pack: Pack;
  readonly scheme: Planes;
  readonly standards: ReadonlyMap<string, Planes>;
  readonly criteria: ReadonlyMap<string, Planes>;
}

/** Compiles one pack into a plan; what is there already is used again. */
export function compilePack(plan: Plan, pack: Pack): CompiledPack {
  const criteria = new Map<string, Planes>();
  for (const [id, { test }] of pack.criteria) criteria.set(id, compileTest(plan, test, pack.sections));
  const standards = new Map<string, Planes>();
  for (const { id, rule } of pack.standards) standards.set(id, compileRule(plan, rule, criteria));
  // What is required and what may be chosen are joined as the interpreter joins them.
  const of = (required: boolean) =>
    pack.standards.filter((each) => each.required === required).flatMap(({ id }) => standards.get(id) ?? []);
  const [required, chosen] = [of(true), of(false)];
  const parts = chosen.length === 0 ? required : [...required, join(plan, chosen, 'any')];
  return { pack, scheme: join(plan, parts, 'all'), standards, criteria };
}
