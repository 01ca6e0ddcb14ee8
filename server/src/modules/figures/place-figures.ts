import type { Bilingual } from '@banfei/contracts';
import { sql } from '../../platform/sql.ts';
import { type Column, type Figure, figure, type Keyed, type Lang, type Scope } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface NamedRow extends Keyed {
  readonly name_zh: string;
  readonly name_en: string;
}

const nameIn = (row: NamedRow, lang: Lang): string => (lang === 'zh' ? row.name_zh : row.name_en);

const named = <Row extends NamedRow>(name: Bilingual): Column<Row> => ({
  id: 'name',
  name,
  kind: 'text',
  of: (row, { lang }) => nameIn(row, lang),
});

interface PointRow extends NamedRow {
  readonly address: string;
  readonly hours_zh: string;
  readonly hours_en: string;
  readonly phone: string;
}

const servicePoints = figure<PointRow>({
  id: 'servicePoints',
  name: { zh: '一站式服务站点', en: 'Service points' },
  definition: { zh: '对企业开放的服务站点', en: 'Service points open to companies' },
  tone: 'plain',
  columns: [
    named({ zh: '站点', en: 'Service point' }),
    { id: 'address', name: { zh: '地址', en: 'Address' }, kind: 'text', of: (row) => row.address },
    {
      id: 'hours',
      name: { zh: '开放时间', en: 'Hours' },
      kind: 'text',
      of: (row, { lang }) => (lang === 'zh' ? row.hours_zh : row.hours_en),
    },
    areaColumn(),
    { id: 'phone', name: { zh: '电话', en: 'Phone' }, kind: 'phone', of: (row) => row.phone },
  ],
  rows: (scope) => sql`
    select p.id::text as key, 0::bigint as sort, l.area, p.name_zh, p.name_en, p.address, p.hours_zh, p.hours_en, p.phone
    from service_points p left join ${located(scope)} on l.id = p.id where p.district_id = ${scope.districtId}`,
});

interface FacilityRow extends NamedRow {
  readonly code: string;
  readonly kind: 'park' | 'incubator' | 'lab' | 'institute' | 'center';
}

const FACILITIES: Readonly<Record<FacilityRow['kind'], Bilingual>> = {
  park: { zh: '园区', en: 'Park' },
  incubator: { zh: '孵化器', en: 'Incubator' },
  lab: { zh: '实验室', en: 'Laboratory' },
  institute: { zh: '研究院', en: 'Institute' },
  center: { zh: '中心', en: 'Center' },
};

const facilities = figure<FacilityRow>({
  id: 'facilities',
  name: { zh: '平台与载体', en: 'Facilities' },
  definition: {
    zh: '登记在册的园区、孵化器、实验室、研究院和中心',
    en: 'Parks, incubators, laboratories, institutes and centers on the register',
  },
  tone: 'plain',
  columns: [
    named({ zh: '名称', en: 'Name' }),
    { id: 'code', name: { zh: '代码', en: 'Code' }, kind: 'text', of: (row) => row.code },
    { id: 'kind', name: { zh: '类别', en: 'Kind' }, kind: 'text', of: (row, { lang }) => FACILITIES[row.kind][lang] },
    areaColumn(),
  ],
  rows: (scope) => sql`
    select p.id::text as key, 0::bigint as sort, l.area, p.name_zh, p.name_en, p.code, p.kind
    from facilities p left join ${located(scope)} on l.id = p.id where p.district_id = ${scope.districtId} and p.ended_on is null`,
});

interface OrganizationRow extends NamedRow {
  readonly code: string;
  readonly kind: 'researchPlatform' | 'keyCompany';
}

const ORGANIZATIONS: Readonly<Record<OrganizationRow['kind'], Bilingual>> = {
  researchPlatform: { zh: '科研平台', en: 'Research platform' },
  keyCompany: { zh: '重点企业', en: 'Key company' },
};

const organizations = figure<OrganizationRow>({
  id: 'organizations',
  name: { zh: '联结单位', en: 'Linked organizations' },
  definition: {
    zh: '联结起来的科研平台和重点企业；按所在平台或企业主场所归片区',
    en: 'Research platforms and key companies that are linked; facility or head site decides the area',
  },
  tone: 'plain',
  columns: [
    named({ zh: '单位', en: 'Organization' }),
    { id: 'code', name: { zh: '代码', en: 'Code' }, kind: 'text', of: (row) => row.code },
    {
      id: 'kind',
      name: { zh: '类别', en: 'Kind' },
      kind: 'text',
      of: (row, { lang }) => ORGANIZATIONS[row.kind][lang],
    },
    areaColumn(),
  ],
  rows: (scope) => sql`
    select o.id::text as key, 0::bigint as sort, coalesce(l.area, b.area_number) as area, o.name_zh, o.name_en, o.code, o.kind
    from organizations o
    left join ${located(scope)} on l.id = o.facility_id
    left join sites s on s.district_id = o.district_id and s.firm_id = o.firm_id and s.kind = 'head'
    left join blocks b on b.district_id = s.district_id and b.cell = s.cell
    where o.district_id = ${scope.districtId} and o.ended_on is null`,
});

/** Areas of things with coordinates only, computed beforehand (`locate`), as a table `l`. */
export function located({ located: { ids, areas } }: Scope) {
  return sql`unnest(${ids}::uuid[], ${areas}::integer[]) as l(id, area)`;
}

export const placeFigures: readonly Figure[] = [servicePoints, organizations, facilities];
