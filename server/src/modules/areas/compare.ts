import type { AreaChange, AreaMeasures, AreaWeights } from '@banfei/contracts';
import type { ServiceTeam } from '../teams/index.ts';
import type { ServiceArea } from './area.ts';
import { type Move, pointsOf } from './area-plan.ts';
import { boundaryMeters, type Ground, isWhole } from './ground.ts';
import { tintAreas } from './tints.ts';

/** Areas after the moves, by position of cell. Moves of cells that the ground does not know change nothing. */
export function areasAfter(ground: Ground, moves: readonly Move[]): readonly number[] {
  const area = [...ground.area];
  for (const { cell, to } of moves) {
    const index = ground.at.get(cell);
    if (index !== undefined) area[index] = to;
  }
  return area;
}

interface Tally {
  cells: number;
  firms: number;
  points: number;
}

function tallies(ground: Ground, area: readonly number[], weights: AreaWeights): ReadonlyMap<number, Tally> {
  const found = new Map<number, Tally>();
  area.forEach((number, index) => {
    const work = ground.work[index];
    if (work === undefined) return;
    const tally = found.get(number) ?? { cells: 0, firms: 0, points: 0 };
    tally.cells += 1;
    tally.firms += work.firms;
    tally.points += pointsOf(work, weights);
    found.set(number, tally);
  });
  return found;
}

export interface Compared {
  readonly before: AreaMeasures;
  readonly after: AreaMeasures;
  readonly areas: readonly AreaChange[];
  readonly movedFirms: number;
}

export interface ToCompare {
  readonly ground: Ground;
  readonly areas: readonly ServiceArea[];
  readonly teams: ReadonlyMap<number, ServiceTeam>;
  readonly weights: AreaWeights;
  readonly moves: readonly Move[];
}

const NOTHING: Tally = { cells: 0, firms: 0, points: 0 };

/** Areas that touch, under the given assignment. */
export function adjacencyOf(ground: Ground, area: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, Set<number>>();
  area.forEach((number, index) => {
    const around = found.get(number) ?? new Set<number>();
    for (const next of ground.neighbors[index] ?? []) {
      const other = area[next];
      if (other !== undefined && other !== number) around.add(other);
    }
    found.set(number, around);
  });
  return new Map(
    [...found].sort(([a], [b]) => a - b).map(([number, around]) => [number, [...around].sort((a, b) => a - b)]),
  );
}

/** Tints after a redrawing: every area keeps its own where it still fits. */
export const tintsAfter = (
  ground: Ground,
  area: readonly number[],
  areas: readonly ServiceArea[],
): ReadonlyMap<number, number> =>
  tintAreas(adjacencyOf(ground, area), new Map(areas.map(({ number, tint }) => [number, tint])));

function sideOf({ ground, weights }: ToCompare, area: readonly number[], strengthOf: (number: number) => number) {
  const found = tallies(ground, area, weights);
  return (number: number): AreaChange['before'] => {
    const tally = found.get(number) ?? NOTHING;
    return { ...tally, load: Math.round(tally.points / strengthOf(number)), whole: isWhole(ground, area, number) };
  };
}

function measures(sides: readonly AreaChange['before'][], strengths: readonly number[], meters: number): AreaMeasures {
  const points = sides.reduce((sum, side) => sum + side.points, 0);
  const mean =
    points /
    Math.max(
      1,
      strengths.reduce((sum, strength) => sum + strength, 0),
    );
  const loads = sides.map((side, index) => side.points / (strengths[index] ?? 1));
  const share = (load: number): number => (mean === 0 ? 0 : Math.round((load / mean - 1) * 1000));
  return {
    above: share(Math.max(...loads)),
    below: -share(Math.min(...loads)),
    whole: sides.filter(({ whole }) => whole).length,
    areas: sides.length,
    boundaryMeters: meters,
  };
}

/** A plan beside today: loads, pieces, boundaries, and how many companies each team gains and loses. */
export function compare(given: ToCompare): Compared {
  const { ground, areas, teams, moves } = given;
  const teamOf = (area: ServiceArea): ServiceTeam => {
    const team = teams.get(area.teamNumber);
    if (team === undefined) throw new Error(`area ${area.number} names team ${area.teamNumber}, which does not exist`);
    return team;
  };
  const strength = new Map(areas.map((area) => [area.number, teamOf(area).strength]));
  const strengthOf = (number: number): number => strength.get(number) ?? 1;
  const after = areasAfter(ground, moves);
  const [sideBefore, sideAfter] = [sideOf(given, ground.area, strengthOf), sideOf(given, after, strengthOf)];
  const tints = tintsAfter(ground, after, areas);
  const firmsOfMove = ({ cell }: Move): number => ground.work[ground.at.get(cell) ?? -1]?.firms ?? 0;
  const changes = areas.map((area): AreaChange => {
    const { number, name, tint } = area;
    const team = teamOf(area);
    const sum = (some: readonly Move[]): number => some.reduce((total, move) => total + firmsOfMove(move), 0);
    return {
      number,
      name,
      team: { number: team.number, name: team.name },
      strength: team.strength,
      tint: { before: tint, after: tints.get(number) ?? tint },
      before: sideBefore(number),
      after: sideAfter(number),
      arriving: sum(moves.filter(({ to }) => to === number)),
      leaving: sum(moves.filter(({ from }) => from === number)),
    };
  });
  const strengths = changes.map((change) => change.strength);
  return {
    before: measures(
      changes.map((change) => change.before),
      strengths,
      boundaryMeters(ground, ground.area),
    ),
    after: measures(
      changes.map((change) => change.after),
      strengths,
      boundaryMeters(ground, after),
    ),
    areas: changes,
    movedFirms: changes.reduce((sum, { arriving }) => sum + arriving, 0),
  };
}
