/**
 * How many units must change their group after a change, whoever plans: a bound from below for whole districts, where the exact
 * optimum is out of reach. Shares no code with the planner.
 *
 * A joint branch never reaches over a gap wider than a link, so the district falls into pieces, and what must move in each adds
 * up. Small pieces are solved to proof. Of a large one only what the broken groups ask for is counted: see {@link mustMoveOf}.
 */
import type { CoveragePlan, CurrentPlan, SetupRules, Unit } from '../src/index.ts';
import { groupsAllowed, leastOfPiece, metresBetween, minimum, pieces, poolBefore, rowOf } from './oracle.ts';

/** A piece of so many units at most is solved to proof. */
const SOLVED_UNITS = 16;

/** What must move in a whole district. */
export interface Unavoidable {
  readonly moves: number;
  /** Pieces in which anybody moved: solved to proof, and bounded by their broken groups alone. */
  readonly solved: number;
  readonly bounded: number;
}

/** One unit of a piece and the name of the group that it was in. */
export interface Placed {
  readonly unit: Unit;
  readonly label: string | null;
}

/** Who of a broken group might stay in it together, and what these lack. */
interface Rest {
  readonly stays: readonly Placed[];
  /** Full members and units that must join them; none if the rules allow them as they are. */
  readonly members: number;
  readonly joiners: number;
}

const near = (a: Unit, b: Unit, { limits }: SetupRules): boolean =>
  metresBetween(a.place, b.place) <= limits.spanMetres;

/** Every part of a group that could stay in it; nobody is one of them. */
function restsOf(units: readonly Placed[], rules: SetupRules): readonly Rest[] {
  const { limits } = rules;
  const rests: Rest[] = [];
  for (let bits = 0; bits < 1 << units.length; bits += 1) {
    const stays = units.filter((_, k) => (bits >> k) & 1);
    const tooFar = stays.some((a) => stays.some((b) => !near(a.unit, b.unit, rules)));
    if (tooFar || stays.length > limits.jointUnitsMost) continue;
    const isAllowed = isWhole(stays, rules);
    const sum = stays.reduce((total, { unit }) => total + unit.fullMembers, 0);
    const lacks = stays.length > 0 && !isAllowed;
    rests.push({
      stays,
      members: lacks ? Math.max(0, limits.jointMembersLeast - sum) : 0,
      joiners: lacks ? 1 : 0,
    });
  }
  return rests;
}

const isWhole = (placed: readonly Placed[], rules: SetupRules): boolean =>
  groupsAllowed(
    placed.map(({ unit }) => unit),
    rules,
  ).some(({ length }) => length === placed.length);

/** Finds who is not too far from some unit of a group; strips of the map keep it from looking at everybody. */
function neighborhoods(piece: readonly Placed[], rules: SetupRules): (group: readonly Placed[]) => readonly Placed[] {
  const strip = ({ unit }: Placed): number => rowOf(unit.place, rules.limits.spanMetres);
  const strips = new Map<number, Placed[]>();
  for (const each of piece) strips.set(strip(each), [...(strips.get(strip(each)) ?? []), each]);
  return (group) => {
    const rows = new Set(group.flatMap((each) => [strip(each) - 1, strip(each), strip(each) + 1]));
    const lot = [...rows].flatMap((row) => strips.get(row) ?? []);
    return lot.filter((each) => !group.includes(each) && group.some(({ unit }) => near(unit, each.unit, rules)));
  };
}

/** Groups of more units are not looked at: they have too many parts. */
const MOST_PARTED = 8;

/** What the program is made of, in the notation of the solver. */
interface Program {
  readonly goal: string[];
  readonly rows: string[];
  readonly binary: string[];
  /** For each unit the rests that it is in and the groups that it might join: one of all these at most. */
  readonly places: Map<Placed, string[]>;
}

/** One broken group, and who is near enough to join some of it. */
interface Broken {
  readonly key: string;
  readonly group: readonly Placed[];
  /** Each with its number. */
  readonly free: readonly (readonly [Placed, number])[];
  readonly hasOthers: boolean;
}

/** What one broken group asks for: one of its rests, and joiners for it. */
function ask(
  { goal, rows, binary, places }: Program,
  { key, group, free, hasOthers }: Broken,
  rules: SetupRules,
): void {
  const rests = restsOf(group, rules).map((rest, index) => ({ ...rest, name: `s${key}_${index}` }));
  const place = (each: Placed, name: string): void => void places.set(each, [...(places.get(each) ?? []), name]);
  const lack = (of: (rest: Rest) => number): string =>
    rests.map((rest) => (of(rest) === 0 ? '' : ` - ${of(rest)} ${rest.name}`)).join('');
  for (const { name, stays } of rests) {
    binary.push(name);
    goal.push(`${group.length - stays.length} ${name}`);
    for (const each of stays) place(each, name);
  }
  rows.push(`${rests.map(({ name }) => name).join(' + ')} = 1`);
  const joiners = free.map(([each, number]) => {
    const name = `z${key}_${number}`;
    place(each, name);
    const beside = rests.filter(({ stays }) => stays.every(({ unit }) => near(unit, each.unit, rules)));
    rows.push(`${name}${beside.map((rest) => ` - ${rest.name}`).join('')} <= 0`);
    return { name, members: each.unit.fullMembers };
  });
  // Units of intact groups that come over, each with as many members as one in a joint branch can have.
  const others = `w${key}`;
  goal.push(others);
  if (!hasOthers) rows.push(`${others} = 0`);
  const most = rules.limits.standaloneMembers - 1;
  const members = [...joiners.map((each) => `${each.members} ${each.name}`), `${most} ${others}`];
  rows.push(`${members.join(' + ')}${lack((rest) => rest.members)} >= 0`);
  rows.push(`${[...joiners.map(({ name }) => name), others].join(' + ')}${lack((rest) => rest.joiners)} >= 0`);
}

/**
 * The fewest moves that the broken groups of a piece ask for, whatever a plan covers. Each of them keeps some of its units, and
 * whoever leaves has moved. Where the rest lacks members or a link, somebody joins: a unit that had no group, which moves nobody
 * but can join only one; or one that left its own broken group and is counted there; or one of an intact group, counted here.
 * Everything else that a plan must keep to is left out, and joiners may be shared out in parts, which only lowers the number.
 */
export async function mustMoveOf(piece: readonly Placed[], rules: SetupRules): Promise<number> {
  const groups = new Map<string, Placed[]>();
  for (const each of piece) if (each.label !== null) groups.set(each.label, [...(groups.get(each.label) ?? []), each]);
  const broken = [...groups.values()].filter((group) => group.length <= MOST_PARTED && !isWhole(group, rules));
  if (broken.length === 0) return 0;
  const numbers = new Map(piece.map((each, index) => [each, index]));
  const inBroken = new Set(broken.flat());
  const aroundOf = neighborhoods(piece, rules);
  const program: Program = { goal: [], rows: [], binary: [], places: new Map() };
  for (const [index, group] of broken.entries()) {
    const around = aroundOf(group);
    const free = around.filter((each) => each.label === null || inBroken.has(each));
    const numbered = free.map((each) => [each, numbers.get(each) ?? 0] as const);
    ask(program, { key: String(index), group, free: numbered, hasOthers: free.length < around.length }, rules);
  }
  const rows = [...program.rows, ...[...program.places.values()].map((names) => `${names.join(' + ')} <= 1`)];
  // Rounding of the solver must not lift the bound to the next whole number.
  return Math.ceil((await minimum(program.goal, rows, program.binary)) - 1e-3);
}

/** A change of a district: the units after it, the plan before it and the plan after it. */
export interface Change {
  readonly units: readonly Unit[];
  readonly rules: SetupRules;
  readonly current: CurrentPlan;
  readonly plan: CoveragePlan;
}

/** The pieces of a district with the units that a plan covers there, and whether it moves anybody. */
function piecesOf({ units, rules, current, plan }: Change) {
  const { few, labels, gone } = poolBefore(units, rules, current);
  const labelOf = new Map(few.map((unit, index) => [unit, labels[index] ?? null]));
  const now = new Map(plan.units.map(({ code, group }) => [code, group]));
  const found = pieces(few, rules).map((piece) => {
    const placed = piece.map((unit): Placed => ({ unit, label: labelOf.get(unit) ?? null }));
    return {
      placed,
      covered: piece.filter(({ code }) => (now.get(code) ?? null) !== null).length,
      isStill: placed.every(({ unit, label }) => label === null || label === now.get(unit.code)),
    };
  });
  return { gone, found };
}

const leastOf = (placed: readonly Placed[], rules: SetupRules, covered: number): Promise<number> =>
  leastOfPiece(
    placed.map(({ unit }) => unit),
    rules,
    placed.map(({ label }) => label),
    covered,
  );

/**
 * A bound from below on the units that change their group in any plan that covers as many units of each piece as `plan` does.
 */
export async function unavoidableMoves(change: Change): Promise<Unavoidable> {
  const { gone, found } = piecesOf(change);
  let [moves, solved, bounded] = [gone, 0, 0];
  for (const { placed, covered, isStill } of found) {
    // Where nobody moved there is nothing to prove.
    if (isStill) continue;
    const isSmall = placed.length <= SOLVED_UNITS;
    moves += await (isSmall ? leastOf(placed, change.rules, covered) : mustMoveOf(placed, change.rules));
    if (isSmall) solved += 1;
    else bounded += 1;
  }
  return { moves, solved, bounded };
}

/** A bound that is too high, to see that it is caught: it forgets that units without a group may fill up a broken one. */
const forgetful: typeof mustMoveOf = (piece, rules) =>
  mustMoveOf(
    piece.filter(({ label }) => label !== null),
    rules,
  );

/**
 * Holds {@link mustMoveOf} against the proven least of each piece. A piece in which a plan moves nobody is proven by that.
 *
 * @returns both sums, the pieces in which the bound lies above the least, and those in which a planted one does
 */
export async function besideLeast(change: Change) {
  let [sum, least, tooHigh, caught] = [0, 0, 0, 0];
  for (const { placed, covered, isStill } of piecesOf(change).found) {
    const proven = isStill ? 0 : await leastOf(placed, change.rules, covered);
    const low = await mustMoveOf(placed, change.rules);
    sum += low;
    least += proven;
    if (low > proven) tooHigh += 1;
    if ((await forgetful(placed, change.rules)) > proven) caught += 1;
  }
  return { sum, least, tooHigh, caught };
}
