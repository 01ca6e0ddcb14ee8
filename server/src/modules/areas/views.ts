import type { AreaMap, AreaView, PlaceLabel } from '@banfei/contracts';
import type { Static } from '@sinclair/typebox';
import { cellToBoundary } from 'h3-js';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { listFacilities } from '../facilities/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import { listTeams, type ServiceTeam } from '../teams/index.ts';
import type { AreaCounts, ServiceArea } from './area.ts';
import { neighborsOfAreas } from './cells.ts';

/** What of the map does not change from one minute to the next. */
export interface AreaGeometry {
  readonly areas: readonly ServiceArea[];
  readonly teams: ReadonlyMap<number, ServiceTeam>;
  readonly neighbors: ReadonlyMap<number, readonly number[]>;
  readonly areaOfCell: ReadonlyMap<string, number>;
  readonly rings: AreaMap['rings'];
  readonly places: readonly Static<typeof PlaceLabel>[];
}

interface AreaRow {
  readonly number: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly tint: number;
  readonly team_number: number;
  readonly cells: readonly string[];
}

// A meter is finer than any line on the map and a third shorter on the wire than full precision.
const degrees = (value: number): number => Math.round(value * 1e5) / 1e5;

const ring = (cell: string): [number, number][] =>
  cellToBoundary(cell).map(([lat, lon]) => [degrees(lon), degrees(lat)]);

export async function readGeometry(tx: Tx): Promise<AreaGeometry> {
  const rows = await tx.rows<AreaRow>(sql`
    select a.number, a.name_zh, a.name_en, a.tint, a.team_number, array_agg(b.cell order by b.cell) as cells
    from service_areas a join blocks b on b.district_id = a.district_id and b.area_number = a.number
    where a.district_id = ${tx.districtId} group by a.district_id, a.number order by a.number`);
  const areas = rows.map(({ name_zh, name_en, team_number, ...row }) => ({
    ...row,
    name: { zh: name_zh, en: name_en },
    teamNumber: team_number,
  }));
  const cells = areas.flatMap((area) => area.cells.map((cell) => [cell, area.number] as const));
  const facilities = await listFacilities(tx);
  return {
    areas,
    teams: new Map((await listTeams(tx)).map((team) => [team.number, team])),
    neighbors: neighborsOfAreas(areas),
    areaOfCell: new Map(cells),
    rings: Object.fromEntries(cells.map(([cell]) => [cell, ring(cell)])),
    places: facilities.map(({ name, lon, lat }) => ({ name, lon, lat })),
  };
}

const NONE: AreaCounts = { firms: 0, open: 0, overdue: 0, dueToday: 0, onTime: { met: 0, settled: 0 } };

export interface AreaMapParts {
  readonly geometry: AreaGeometry;
  readonly directory: PostDirectory;
  readonly counts: ReadonlyMap<number, AreaCounts>;
  readonly asOf: number;
}

/** The map as screens see it: geometry, who is on duty, and the counts of one moment. */
export function areaMap({ geometry, directory, counts, asOf }: AreaMapParts): AreaMap {
  const present = (area: ServiceArea): AreaView => {
    const team = geometry.teams.get(area.teamNumber);
    if (team === undefined) throw new Error(`area ${area.number} names team ${area.teamNumber}, which does not exist`);
    return {
      number: area.number,
      name: area.name,
      tint: area.tint,
      team: { number: team.number, name: team.name },
      duty: directory.card(team.postId),
      neighbors: [...(geometry.neighbors.get(area.number) ?? [])],
      cells: [...area.cells],
      ...(counts.get(area.number) ?? NONE),
    };
  };
  return {
    areas: geometry.areas.map(present),
    rings: geometry.rings,
    places: [...geometry.places],
    asOf: isoInstant(asOf),
  };
}
