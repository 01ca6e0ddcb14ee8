import { type Sql, sql } from '../../platform/sql.ts';
import { type Column, type Figure, figure, type Keyed } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface CapitalRow extends Keyed {
  readonly firm: string;
  readonly firm_id: string;
  readonly form: 'equity' | 'debt';
  readonly fen: bigint;
  readonly on: string;
}

const FORMS = { equity: { zh: '股权', en: 'Equity' }, debt: { zh: '债权', en: 'Debt' } } as const;

const columns = (day: Column<CapitalRow>['name']): readonly Column<CapitalRow>[] => [
  { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.firm },
  { id: 'form', name: { zh: '方式', en: 'Form' }, kind: 'text', of: ({ form }, { lang }) => FORMS[form][lang] },
  { id: 'amount', name: { zh: '金额', en: 'Amount' }, kind: 'money', of: ({ fen }) => Number(fen) },
  { id: 'on', name: day, kind: 'day', of: (row) => row.on },
  areaColumn(),
];

/** Needs or introductions of companies; a company lies where its head site does. */
const rowsOf = (select: Sql): Sql => sql`
  select each.key, each.sort, b.area_number as area, f.name as firm, f.id as firm_id, each.form, each.fen, each."on"
  from (${select}) as each join firms f on f.district_id = each.district_id and f.id = each.firm_id
  left join sites s on s.district_id = each.district_id and s.firm_id = each.firm_id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell`;

const introductions = (districtId: number, states: readonly string[]): Sql =>
  rowsOf(sql`
    select t.district_id, t.id::text as key, (date '2100-01-01' - coalesce(t.concluded_on, t.answer_by))::bigint as sort, n.firm_id, n.form,
      coalesce(t.amount_fen, n.amount_fen) as fen, coalesce(t.concluded_on, t.answer_by) as "on"
    from introductions t join capital_needs n on n.district_id = t.district_id and n.id = t.need_id
    where t.district_id = ${districtId} and t.state = any(${[...states]}::text[])`);

const extra = (row: CapitalRow) => ({ firmId: row.firm_id });

/** Capital: what companies need, who was brought together, and what it came to. */
export const capitalFigures: readonly Figure[] = [
  figure<CapitalRow>({
    id: 'capitalNeeds',
    name: { zh: '融资需求', en: 'Needs for money' },
    definition: {
      zh: '企业登记、还没有关闭的融资需求',
      en: 'Needs for money that companies stated and that are still open',
    },
    tone: 'plain',
    columns: columns({ zh: '要在此日前', en: 'Needed by' }),
    rows: ({ districtId }) =>
      rowsOf(sql`
        select n.district_id, n.id::text as key, (n.until - date '2000-01-01')::bigint as sort, n.firm_id, n.form, n.amount_fen as fen,
          n.until as "on" from capital_needs n where n.district_id = ${districtId} and n.open`),
    extra,
  }),
  figure<CapitalRow>({
    id: 'introductions',
    name: { zh: '引荐成功', en: 'Introductions made' },
    definition: {
      zh: '企业和投资机构双方都同意见面的引荐，不论后来有没有结果',
      en: 'Introductions to which both the company and the investor agreed, whatever came of them',
    },
    tone: 'plain',
    columns: columns({ zh: '答复期限或结果日期', en: 'Outcome, or last day for answers' }),
    rows: ({ districtId }) => introductions(districtId, ['introduced', 'funded', 'nothing']),
    extra,
  }),
  figure<CapitalRow>({
    id: 'fundedAmount',
    name: { zh: '引荐到位资金', en: 'Money through introductions' },
    definition: { zh: '引荐登记为到位的金额之和', en: 'Sum of what introductions have brought, as put on record' },
    tone: 'plain',
    unit: 'fen',
    columns: columns({ zh: '到位日期', en: 'Day of the money' }),
    rows: ({ districtId }) => introductions(districtId, ['funded']),
    extra,
  }),
];
