import type { Bilingual, FigureView } from '@banfei/contracts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type Column, type Figure, figure, type Keyed, type Reader, type Scope } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface FirmRow extends Keyed {
  readonly name: string;
  readonly code: string | null;
  readonly status: string;
  readonly address: string | null;
}

const duty = (row: FirmRow, { directory }: Reader) =>
  row.area === null ? undefined : directory.dutyOfArea(row.area)?.card;

const COLUMNS: readonly Column<FirmRow>[] = [
  { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.name },
  { id: 'code', name: { zh: '统一社会信用代码', en: 'Credit code' }, kind: 'text', of: (row) => row.code },
  { id: 'status', name: { zh: '登记状态', en: 'Registration' }, kind: 'text', of: (row) => row.status },
  { id: 'address', name: { zh: '地址', en: 'Address' }, kind: 'text', of: (row) => row.address },
  areaColumn(),
  {
    id: 'duty',
    name: { zh: '服务岗位', en: 'Post in charge' },
    kind: 'text',
    of: (row, reader) => duty(row, reader)?.name[reader.lang] ?? null,
  },
  {
    id: 'phone',
    name: { zh: '岗位电话', en: 'Phone' },
    kind: 'phone',
    of: (row, reader) => duty(row, reader)?.phone ?? null,
  },
];

/** A company lies where its head site lies; its area is the one whose cells hold that place. */
const firmRows = ({ districtId }: Scope, condition: Sql): Sql => sql`
  select f.id::text as key, 0::bigint as sort, b.area_number as area, f.name, f.code, f.status, s.address
  from firms f
  left join sites s on s.district_id = f.district_id and s.firm_id = f.id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell
  where f.district_id = ${districtId} and f.ended_on is null and ${condition}`;

interface FirmFigure {
  readonly id: string;
  readonly name: Bilingual;
  readonly definition: Bilingual;
  readonly tone: FigureView['tone'];
  readonly condition: Sql;
}

const ofFirms = ({ condition, ...rest }: FirmFigure): Figure =>
  figure<FirmRow>({
    ...rest,
    columns: COLUMNS,
    rows: (scope) => firmRows(scope, condition),
    extra: (row) => ({ firmId: row.key }),
  });

export const firmFigures: readonly Figure[] = [
  ofFirms({
    id: 'firms',
    name: { zh: '企业', en: 'Companies' },
    definition: {
      zh: '登记在册的企业，临时登记的也算；按主场所归片区',
      en: 'All registered companies, provisional ones included; the head site decides the area',
    },
    tone: 'plain',
    condition: sql`true`,
  }),
  ofFirms({
    id: 'firmsUnplaced',
    name: { zh: '企业还没落到地图上', en: 'Companies without a place' },
    definition: {
      zh: '主场所还没有定位的企业；落图之前由窗口岗位负责',
      en: 'Companies whose head site has no place on the map yet; a counter answers for them until it has',
    },
    tone: 'soon',
    condition: sql`s.cell is null`,
  }),
  ofFirms({
    id: 'firmsProvisional',
    name: { zh: '临时登记的企业', en: 'Provisional companies' },
    definition: {
      zh: '窗口先记下名称和电话、还没有核对的企业',
      en: 'Taken down at a counter by name and telephone, not verified yet',
    },
    tone: 'plain',
    condition: sql`f.provisional`,
  }),
  ofFirms({
    id: 'firmsDemo',
    name: { zh: '演示企业', en: 'Demonstration companies' },
    definition: {
      zh: '为演示生成、名称里写着“演示”的企业，不是真实企业',
      en: 'Generated for demonstration and marked as such; not real companies',
    },
    tone: 'plain',
    condition: sql`f.demo`,
  }),
];
