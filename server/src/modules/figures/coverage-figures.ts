import type { CoverageMode } from '@banfei/contracts';
import { type Sql, sql } from '../../platform/sql.ts';
import { modeName } from '../coverage/index.ts';
import { type Column, type Figure, figure, type Keyed } from './figure.ts';
import { areaColumn } from './matter-columns.ts';
import { located } from './place-figures.ts';

interface UnitRow extends Keyed {
  readonly firm: string;
  readonly firm_id: string;
  readonly mode: CoverageMode;
  readonly since: string;
}

interface FacilityRow extends Keyed {
  readonly name_zh: string;
  readonly name_en: string;
  readonly uncovered: number;
  readonly units: number;
}

const UNIT_COLUMNS: readonly Column<UnitRow>[] = [
  { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.firm },
  { id: 'mode', name: { zh: '方式', en: 'Mode' }, kind: 'text', of: ({ mode }, { lang }) => modeName(mode)[lang] },
  { id: 'since', name: { zh: '从哪天起', en: 'Since' }, kind: 'day', of: (row) => row.since },
  areaColumn(),
];

const FACILITY_COLUMNS: readonly Column<FacilityRow>[] = [
  {
    id: 'name',
    name: { zh: '楼宇', en: 'Facility' },
    kind: 'text',
    of: (row, { lang }) => (lang === 'zh' ? row.name_zh : row.name_en),
  },
  { id: 'uncovered', name: { zh: '待覆盖', en: 'Not covered' }, kind: 'number', of: (row) => row.uncovered },
  { id: 'units', name: { zh: '单位', en: 'Units' }, kind: 'number', of: (row) => row.units },
  areaColumn(),
];

/** Living units with how each stands; a company lies where its head site does. */
const units = (districtId: number, where: Sql): Sql => sql`
  select f.id::text as key, (date '2100-01-01' - t.since)::bigint as sort, b.area_number as area, f.name as firm, f.id as firm_id, t.mode, t.since
  from coverage_standings t join firms f on f.district_id = t.district_id and f.id = t.firm_id and f.ended_on is null
  left join sites s on s.district_id = t.district_id and s.firm_id = t.firm_id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell
  where t.district_id = ${districtId} and t.until is null and ${where}`;

const extra = (row: UnitRow) => ({ firmId: row.firm_id });

/** Coverage by organizations, at the level of organizations: counts of units, never of persons. */
export const coverageFigures: readonly Figure[] = [
  figure<UnitRow>({
    id: 'coveredUnits',
    name: { zh: '已覆盖单位', en: 'Covered units' },
    definition: {
      zh: '登记的存续单位里单建、联建、孵化、苗圃任一方式覆盖的，一家一行',
      en: 'Living units on the register that are covered in any of the four modes, one row each',
    },
    tone: 'plain',
    columns: UNIT_COLUMNS,
    rows: ({ districtId }) => units(districtId, sql`t.mode <> 'none'`),
    extra,
  }),
  figure<UnitRow>({
    id: 'uncoveredUnits',
    name: { zh: '待覆盖单位', en: 'Units not covered' },
    definition: {
      zh: '登记的存续单位里四种方式都没有的，包括组织终止后失去覆盖的',
      en: 'Living units on the register that are covered in none of the four modes, those that lost their coverage included',
    },
    tone: 'plain',
    columns: UNIT_COLUMNS,
    rows: ({ districtId }) => units(districtId, sql`t.mode = 'none'`),
    extra,
  }),
  figure<FacilityRow>({
    id: 'uncoveredFacilities',
    name: { zh: '待覆盖楼宇', en: 'Facilities to be covered' },
    definition: {
      zh: '有待覆盖单位的在用园区和楼宇',
      en: 'Parks and buildings in use that house a unit which is not covered',
    },
    tone: 'plain',
    columns: FACILITY_COLUMNS,
    rows: (scope) => sql`
      select p.id::text as key, (1000000 - count(*) filter (where t.mode = 'none'))::bigint as sort, min(l.area) as area, p.name_zh, p.name_en,
        (count(*) filter (where t.mode = 'none'))::integer as uncovered, count(*)::integer as units
      from facilities p join sites s on s.district_id = p.district_id and s.facility_id = p.id and s.kind = 'head'
      join firms f on f.district_id = s.district_id and f.id = s.firm_id and f.ended_on is null
      join coverage_standings t on t.district_id = s.district_id and t.firm_id = s.firm_id and t.until is null
      left join ${located(scope)} on l.id = p.id
      where p.district_id = ${scope.districtId} and p.ended_on is null group by p.id, p.name_zh, p.name_en
      having count(*) filter (where t.mode = 'none') > 0`,
  }),
];
