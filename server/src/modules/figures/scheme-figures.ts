import { sql } from '../../platform/sql.ts';
import { schemeTitle } from '../schemes/index.ts';
import { type Column, type Figure, figure, type Keyed } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface HolderRow extends Keyed {
  readonly firm: string;
  readonly firm_id: string;
  readonly valid_until: string | null;
  readonly source: string;
}

interface NearRow extends Keyed {
  readonly firm: string;
  readonly firm_id: string;
  readonly scheme: string;
  readonly since: string;
}

const FIRM = { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm' } as const;

const HOLDER_COLUMNS: readonly Column<HolderRow>[] = [
  { ...FIRM, of: (row) => row.firm },
  { id: 'until', name: { zh: '有效期到', en: 'Valid until' }, kind: 'day', of: (row) => row.valid_until },
  { id: 'source', name: { zh: '文件', en: 'Paper' }, kind: 'text', of: (row) => row.source },
  areaColumn(),
];

const NEAR_COLUMNS: readonly Column<NearRow>[] = [
  { ...FIRM, of: (row) => row.firm },
  {
    id: 'scheme',
    name: { zh: '标准', en: 'Scheme' },
    kind: 'text',
    of: ({ scheme }, { lang }) => schemeTitle(scheme)[lang],
  },
  { id: 'since', name: { zh: '从哪天起', en: 'Since' }, kind: 'day', of: (row) => row.since },
  areaColumn(),
];

/** A company lies where its head site does. */
const PLACED = sql`
  left join sites s on s.district_id = f.district_id and s.firm_id = f.id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell`;

const extra = (row: { readonly firm_id: string }) => ({ firmId: row.firm_id });

/** What companies hold, and what they are one limb short of. */
export const schemeFigures: readonly Figure[] = [
  figure<HolderRow>({
    id: 'highTech',
    name: { zh: '国家高新技术企业', en: 'National high-tech companies' },
    definition: {
      zh: '最新一份文件写明高新技术企业资格在有效期内的存续企业，一家一行',
      en: 'Living companies whose newest paper says that the high-tech recognition holds today, one row each',
    },
    tone: 'plain',
    columns: HOLDER_COLUMNS,
    rows: ({ districtId, now }) => sql`
      select f.id::text as key, (date '2100-01-01' - coalesce(h.valid_until, date '2099-12-31'))::bigint as sort, b.area_number as area,
        f.name as firm, f.id as firm_id, h.valid_until, h.source
      from (select distinct on (firm_id) firm_id, value, valid_until, source from firm_facts
        where district_id = ${districtId} and name = 'validHighTech' and state in ('stated', 'confirmed')
          and issued_on <= (${new Date(now)}::timestamptz at time zone 'Asia/Shanghai')::date
        order by firm_id, issued_on desc) h
      join firms f on f.district_id = ${districtId} and f.id = h.firm_id and f.ended_on is null ${PLACED}
      where h.value = 'true'::jsonb
        and (h.valid_until is null or h.valid_until >= (${new Date(now)}::timestamptz at time zone 'Asia/Shanghai')::date)`,
    extra,
  }),
  figure<NearRow>({
    id: 'oneStepAway',
    name: { zh: '差一步', en: 'One step away' },
    definition: {
      zh: '离一套标准只差一项的存续企业，一家一套标准一行',
      en: 'Living companies that are one limb short of a scheme, one row for each company and scheme',
    },
    tone: 'plain',
    columns: NEAR_COLUMNS,
    rows: ({ districtId }) => sql`
      select md5(f.id::text || v.scheme) as key, (date '2100-01-01' - v.since)::bigint as sort, b.area_number as area, f.name as firm,
        f.id as firm_id, v.scheme, v.since
      from scheme_verdicts v join firms f on f.district_id = v.district_id and f.id = v.firm_id and f.ended_on is null ${PLACED}
      where v.district_id = ${districtId} and v.open = 1 and v.outcome <> 'met'`,
    extra,
  }),
];
