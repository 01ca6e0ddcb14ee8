import type { Bilingual, FigureRow, RowColumn } from '@banfei/contracts';
import { cellsToMultiPolygon } from 'h3-js';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { firmsInCells } from '../firms/index.ts';
import type { PlanDeps } from './plan-deps.ts';
import { loadPlan } from './plan-views.ts';
import { readGround } from './read-ground.ts';
import { readGeometry } from './views.ts';

export type Lang = keyof Bilingual;

/** A sheet as the writer of workbooks takes it. */
export interface AreaSheet {
  readonly title: string;
  readonly columns: readonly RowColumn[];
  readonly lang: Lang;
  readonly batches: AsyncIterable<readonly FigureRow[]>;
  readonly notes: (rows: number) => readonly (readonly [string, string])[];
}

const column = (id: string, kind: RowColumn['kind'], name: Bilingual): RowColumn => ({ id, kind, name });

async function* once(rows: readonly FigureRow[]): AsyncGenerator<readonly FigureRow[]> {
  yield rows;
}

const notes =
  (lang: Lang, what: Bilingual, now: number) =>
  (rows: number): readonly (readonly [string, string])[] => [
    [lang === 'zh' ? '口径' : 'Definition', what[lang]],
    [lang === 'zh' ? '条数' : 'Rows', String(rows)],
    [lang === 'zh' ? '截至' : 'As of', isoInstant(now)],
    [
      lang === 'zh' ? '留痕' : 'On record',
      lang === 'zh' ? '每次导出都记入台账' : 'Every export is entered in the register',
    ],
  ];

/** Areas with their teams and what lies in them, one row each. */
export async function areasSheet(tx: Tx, deps: PlanDeps, lang: Lang, now: number): Promise<AreaSheet> {
  const { geometry, ground } = await readGround(tx, deps.matters, now);
  const firms = new Map<number, number>();
  ground.area.forEach((number, at) => {
    firms.set(number, (firms.get(number) ?? 0) + (ground.work[at]?.firms ?? 0));
  });
  const rows = geometry.areas.map(({ number, name, teamNumber, cells }): FigureRow => {
    const team = geometry.teams.get(teamNumber);
    return {
      key: String(number),
      number,
      name: name[lang],
      team: team?.name[lang] ?? '',
      strength: team?.strength ?? null,
      cells: cells.length,
      firms: firms.get(number) ?? 0,
      neighbors: (geometry.neighbors.get(number) ?? []).join(' '),
    };
  });
  const what = {
    zh: '每个包干片区一行；企业按主场所所在地块归片区',
    en: 'One row for each area; the block of its head site decides the area of a company',
  };
  return {
    title: lang === 'zh' ? '包干片区' : 'Service areas',
    lang,
    columns: [
      column('number', 'number', { zh: '片区', en: 'Area' }),
      column('name', 'text', { zh: '名称', en: 'Name' }),
      column('team', 'text', { zh: '服务队', en: 'Team' }),
      column('strength', 'number', { zh: '人数', en: 'Members' }),
      column('cells', 'number', { zh: '地块', en: 'Blocks' }),
      column('firms', 'number', { zh: '企业', en: 'Companies' }),
      column('neighbors', 'text', { zh: '相邻片区', en: 'Neighbors' }),
    ],
    batches: once(rows),
    notes: notes(lang, what, now),
  };
}

/** More companies than this do not change team in one plan of a district of this size. */
const FIRMS = 100_000;

/** Companies that change their team under a plan, one row each. */
export async function planFirmsSheet(tx: Tx, planId: string, lang: Lang, now: number): Promise<AreaSheet> {
  const plan = await loadPlan(tx, planId);
  if (plan === undefined) throw new Refusal('NOT_FOUND');
  const moves = new Map(plan.moves.map((move) => [move.cell, move]));
  const firms = await firmsInCells(tx, [...moves.keys()], null, FIRMS);
  const rows = firms.map(({ id, name, address, cell }): FigureRow => {
    const { from = 0, to = 0 } = moves.get(cell) ?? {};
    return { key: id, name, address, from, to, cell };
  });
  const what = {
    zh: `第 ${plan.number} 号方案生效后换服务队的企业；它们的在办诉求仍由原岗位负责`,
    en: `Companies whose team changes when plan ${plan.number} takes effect; their open requests stay with their posts`,
  };
  return {
    title: lang === 'zh' ? `第 ${plan.number} 号方案换队企业` : `Plan ${plan.number} companies`,
    lang,
    columns: [
      column('name', 'text', { zh: '企业', en: 'Company' }),
      column('address', 'text', { zh: '地址', en: 'Address' }),
      column('from', 'number', { zh: '原片区', en: 'From area' }),
      column('to', 'number', { zh: '新片区', en: 'To area' }),
      column('cell', 'text', { zh: '地块', en: 'Block' }),
    ],
    batches: once(rows),
    notes: notes(lang, what, now),
  };
}

/** Areas as GeoJSON (RFC 7946): outlines in WGS 84, longitude first, holes and detached pieces as they are. */
export async function areasGeoJson(tx: Tx): Promise<{ readonly text: string; readonly rows: number }> {
  const { areas, teams } = await readGeometry(tx);
  const features = areas.map(({ number, name, teamNumber, tint, cells }) => ({
    type: 'Feature',
    id: number,
    properties: {
      number,
      nameZh: name.zh,
      nameEn: name.en,
      team: teamNumber,
      strength: teams.get(teamNumber)?.strength,
      tint,
      cells,
    },
    geometry: { type: 'MultiPolygon', coordinates: cellsToMultiPolygon([...cells], true) },
  }));
  return { text: JSON.stringify({ type: 'FeatureCollection', features }), rows: features.length };
}
