import type { Bilingual } from '@banfei/contracts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type Column, type Figure, figure, type Keyed, type Scope } from './figure.ts';
import { areaColumn } from './matter-columns.ts';
import { overdueCondition } from './matter-figures.ts';

interface TeamRow extends Keyed {
  readonly number: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly post_id: string;
}

const name = (title: Bilingual): Column<TeamRow> => ({
  id: 'name',
  name: title,
  kind: 'text',
  of: (row, { lang }) => (lang === 'zh' ? row.name_zh : row.name_en),
});
const post: Column<TeamRow> = {
  id: 'post',
  name: { zh: '责任岗位', en: 'Post in charge' },
  kind: 'text',
  of: (row, { directory, lang }) => directory.card(row.post_id).name[lang],
};
const phone: Column<TeamRow> = {
  id: 'phone',
  name: { zh: '岗位电话', en: 'Phone' },
  kind: 'phone',
  of: (row, { directory }) => directory.card(row.post_id).phone,
};

const TEAM = [name({ zh: '服务队', en: 'Service team' }), areaColumn<TeamRow>(), post, phone];

/** One row for each team; `area` is the first of its areas. */
const teamRows = ({ districtId }: Scope, condition: Sql): Sql => sql`
  select t.number::text as key, t.number::bigint as sort,
    (select min(a.number) from service_areas a where a.district_id = t.district_id and a.team_number = t.number) as area,
    t.number, t.name_zh, t.name_en, t.post_id
  from service_teams t where t.district_id = ${districtId} and ${condition}`;

export const teamFigures: readonly Figure[] = [
  figure<TeamRow>({
    id: 'teams',
    name: { zh: '服务队', en: 'Service teams' },
    definition: { zh: '包干片区的服务队', en: 'Teams that answer for an area' },
    tone: 'plain',
    columns: TEAM,
    rows: (scope) => teamRows(scope, sql`true`),
  }),
  figure<TeamRow>({
    id: 'teamsOnTime',
    name: { zh: '全部按时的服务队', en: 'Teams with nothing overdue' },
    definition: {
      zh: '所包片区里现在没有一件诉求超时的服务队，不论超时的诉求在哪个岗位',
      en: 'Teams whose areas have no overdue request now, whichever post holds it',
    },
    tone: 'done',
    columns: TEAM,
    rows: (scope) =>
      teamRows(
        scope,
        sql`not exists (
          select from service_areas a
          join matters m on m.district_id = a.district_id and m.area_number = a.number
          where a.district_id = t.district_id and a.team_number = t.number and ${overdueCondition(scope.now)})`,
      ),
  }),
  figure<TeamRow>({
    id: 'areas',
    name: { zh: '包干片区', en: 'Service areas' },
    definition: {
      zh: '服务队包干的片区，每处只归一个片区',
      en: 'Areas that teams answer for; every place lies in exactly one',
    },
    tone: 'plain',
    columns: [areaColumn(), name({ zh: '片区名称', en: 'Area' }), post, phone],
    rows: ({ districtId }) => sql`
      select a.number::text as key, a.number::bigint as sort, a.number as area, a.number, a.name_zh, a.name_en, t.post_id
      from service_areas a join service_teams t on t.district_id = a.district_id and t.number = a.team_number
      where a.district_id = ${districtId}`,
  }),
];
