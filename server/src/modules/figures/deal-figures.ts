import { type Sql, sql } from '../../platform/sql.ts';
import { type Column, type Figure, figure, type Keyed, type Scope } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface DealRow extends Keyed {
  readonly number: number;
  readonly name: string;
  readonly fen: bigint;
}

const NUMBER: Column<DealRow> = {
  id: 'number',
  name: { zh: '单', en: 'Product' },
  kind: 'number',
  of: (row) => row.number,
};
const NAME: Column<DealRow> = { id: 'name', name: { zh: '产品', en: 'Name' }, kind: 'text', of: (row) => row.name };
const AMOUNT: Column<DealRow> = {
  id: 'amount',
  name: { zh: '金额', en: 'Amount' },
  kind: 'money',
  of: (row) => Number(row.fen),
};

interface IssuedRow extends DealRow {
  readonly issued_on: string;
  readonly participations: number;
  readonly firms: number;
}

const deals = figure<IssuedRow>({
  id: 'deals',
  name: { zh: '知识产权证券化产品', en: 'IP securitization products' },
  definition: { zh: '已发行的产品，一单一行', en: 'Issued products, one row each' },
  tone: 'plain',
  columns: [
    NUMBER,
    NAME,
    { id: 'issuedOn', name: { zh: '设立日', en: 'Issued on' }, kind: 'day', of: (row) => row.issued_on },
    {
      id: 'participations',
      name: { zh: '家次', en: 'Participations' },
      kind: 'number',
      of: (row) => row.participations,
    },
    { id: 'firms', name: { zh: '家', en: 'Companies' }, kind: 'number', of: (row) => row.firms },
    AMOUNT,
  ],
  rows: ({ districtId }) => sql`
    select d.id::text as key, -d.number::bigint as sort, null::integer as area, d.number, d.name, d.issued_on, d.issued_fen as fen,
      count(p.id)::integer as participations, count(distinct coalesce(p.firm_id, p.id))::integer as firms
    from deals d left join participations p on p.district_id = d.district_id and p.deal_id = d.id
    where d.district_id = ${districtId} and d.issued_fen is not null group by d.district_id, d.id`,
});

interface ParticipationRow extends DealRow {
  readonly label: string;
  readonly firm_id: string | null;
}

const FIRM: Column<ParticipationRow> = {
  id: 'firm',
  name: { zh: '企业', en: 'Company' },
  kind: 'firm',
  of: (row) => row.label,
};

/** Participations of issued products; a company lies where its head site does, one without a name nowhere. */
const participationRows = ({ districtId }: Scope): Sql => sql`
  select p.id::text as key, -d.number::bigint * 10000 + p.number as sort, b.area_number as area, d.number, d.name, p.label, p.firm_id,
    p.amount_fen as fen
  from participations p join deals d on d.district_id = p.district_id and d.id = p.deal_id
  left join sites s on s.district_id = p.district_id and s.firm_id = p.firm_id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell
  where p.district_id = ${districtId} and d.issued_fen is not null`;

const ofParticipations = (given: Pick<Figure, 'id' | 'name' | 'definition' | 'unit'>): Figure =>
  figure<ParticipationRow>({
    ...given,
    tone: 'plain',
    columns: [NUMBER, NAME, FIRM, areaColumn(), AMOUNT],
    rows: participationRows,
    extra: (row) => ({ firmId: row.firm_id }),
  });

interface CompanyRow extends Keyed {
  readonly label: string;
  readonly firm_id: string | null;
  readonly participations: number;
  readonly fen: bigint;
}

const companies = figure<CompanyRow>({
  id: 'participatingFirms',
  name: { zh: '参与过的企业', en: 'Companies that took part' },
  definition: {
    zh: '参与已发行产品的不同企业，一家只算一次；公开报道没有列名的各算一家',
    en: 'Distinct companies in issued products, each once; those that public reports do not name count as companies of their own',
  },
  tone: 'plain',
  columns: [
    { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.label },
    areaColumn(),
    {
      id: 'participations',
      name: { zh: '家次', en: 'Participations' },
      kind: 'number',
      of: (row) => row.participations,
    },
    { id: 'amount', name: { zh: '金额', en: 'Amount' }, kind: 'money', of: (row) => Number(row.fen) },
  ],
  rows: (scope) => sql`
    select coalesce(p.firm_id::text, p.key) as key, -sum(p.fen)::bigint as sort, max(p.area) as area, min(p.label) as label, p.firm_id,
      count(*)::integer as participations, sum(p.fen)::bigint as fen
    from (${participationRows(scope)}) p group by coalesce(p.firm_id::text, p.key), p.firm_id`,
  extra: (row) => ({ firmId: row.firm_id }),
});

interface WarningRow extends DealRow {
  readonly period: number;
  readonly trigger_id: string;
  readonly color: string;
  readonly value: string | null;
  readonly level: string;
  readonly matter: string | null;
}

const TRIGGERS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  coverage: { zh: '覆盖率', en: 'Coverage' },
  default: { zh: '累计违约率', en: 'Cumulative default' },
};

const warnings = figure<WarningRow>({
  id: 'dealWarnings',
  name: { zh: '产品预警', en: 'Products with a warning' },
  definition: {
    zh: '最近一份有效报告里触发预警线的产品，一条触发一行',
    en: 'Triggers struck at the latest report that stands, one row each',
  },
  tone: 'soon',
  columns: [
    NUMBER,
    NAME,
    { id: 'period', name: { zh: '期次', en: 'Period' }, kind: 'number', of: (row) => row.period },
    {
      id: 'trigger',
      name: { zh: '触发', en: 'Trigger' },
      kind: 'text',
      of: (row, { lang }) => TRIGGERS[row.trigger_id]?.[lang] ?? row.trigger_id,
    },
    { id: 'value', name: { zh: '数值', en: 'Value' }, kind: 'text', of: (row) => row.value },
    { id: 'level', name: { zh: '预警线', en: 'Level' }, kind: 'text', of: (row) => row.level },
    { id: 'matter', name: { zh: '诉求', en: 'Request' }, kind: 'matter', of: (row) => row.matter },
  ],
  // A reversed report takes its warnings with it.
  rows: ({ districtId }) => sql`
    with standing as (
      select r.id, r.deal_id, r.period, max(r.period) over (partition by r.deal_id) as latest from servicer_reports r
      where r.district_id = ${districtId} and r.reverses_id is null
        and not exists (select from servicer_reports v where v.district_id = r.district_id and v.reverses_id = r.id))
    select md5(a.deal_id::text || a.trigger_id || a.period) as key, case a.color when 'red' then 0 else 1 end::bigint as sort, null::integer as area,
      d.number, d.name, 0::bigint as fen, a.period, a.trigger_id, a.color, a.value, a.level, m.number as matter
    from deal_alerts a join standing s on s.id = a.report_id and s.period = s.latest
    join deals d on d.district_id = a.district_id and d.id = a.deal_id
    left join matters m on m.district_id = a.district_id and m.id = a.matter_id
    where a.district_id = ${districtId}`,
});

/** Securitization: 单, 家次, 家 and 亿元 apart from each other, each opening to its rows. */
export const dealFigures: readonly Figure[] = [
  deals,
  ofParticipations({
    id: 'participations',
    name: { zh: '参与家次', en: 'Participations' },
    definition: {
      zh: '企业参与已发行产品的次数，一家参与两单算两次',
      en: 'Times that a company took part in an issued product; one in two products counts twice',
    },
    unit: 'count',
  }),
  companies,
  ofParticipations({
    id: 'dealAmount',
    name: { zh: '证券化金额', en: 'Amount securitized' },
    definition: {
      zh: '已发行产品各家次金额之和',
      en: 'Sum of the amounts of all participations in issued products',
    },
    unit: 'fen',
  }),
  warnings,
];
