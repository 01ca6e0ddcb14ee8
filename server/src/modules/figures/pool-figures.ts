import type { PoolStage } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { rulesOn, stageName } from '../pool/index.ts';
import { type Column, type Figure, figure, type Keyed } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface CandidateRow extends Keyed {
  readonly firm: string;
  readonly firm_id: string;
  readonly stage: PoolStage;
  readonly since: string;
}

const COLUMNS: readonly Column<CandidateRow>[] = [
  { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.firm },
  {
    id: 'stage',
    name: { zh: '阶段', en: 'Stage' },
    kind: 'text',
    of: ({ stage }, { lang, now }) => stageName(rulesOn(dayAt(now)), stage)[lang],
  },
  { id: 'since', name: { zh: '进入日期', en: 'Since' }, kind: 'day', of: (row) => row.since },
  areaColumn(),
];

/** Candidates that answer a condition; a company lies where its head site does. */
const candidates = (where: Sql): Sql => sql`
  select c.id::text as key, (date '2100-01-01' - c.since)::bigint as sort, b.area_number as area, f.name as firm, c.firm_id, c.stage, c.since
  from candidates c join firms f on f.district_id = c.district_id and f.id = c.firm_id
  left join sites s on s.district_id = c.district_id and s.firm_id = c.firm_id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell
  where ${where}`;

const extra = (row: CandidateRow) => ({ firmId: row.firm_id });

/** The cultivation pool: who is on the way, who is listed, who came this year. */
export const poolFigures: readonly Figure[] = [
  figure<CandidateRow>({
    id: 'poolUnderway',
    name: { zh: '在培育', en: 'On the way to a listing' },
    definition: {
      zh: '培育库里还没有上市、也没有离库的企业',
      en: 'Companies in the pool that are neither listed nor out of it',
    },
    tone: 'plain',
    columns: COLUMNS,
    rows: ({ districtId }) =>
      candidates(sql`c.district_id = ${districtId} and c.stage in ('reserve', 'restructure', 'coachingFiling', 'application',
        'committeeReview', 'registration')`),
    extra,
  }),
  figure<CandidateRow>({
    id: 'listed',
    name: { zh: '上市企业', en: 'Listed companies' },
    definition: {
      zh: '培育库登记的上市企业，一家一行',
      en: 'Companies that the pool has on record as listed, one row each',
    },
    tone: 'plain',
    columns: COLUMNS,
    rows: ({ districtId }) => candidates(sql`c.district_id = ${districtId} and c.stage = 'listed'`),
    extra,
  }),
  figure<CandidateRow>({
    id: 'listedThisYear',
    name: { zh: '今年新上市', en: 'Listed this year' },
    definition: { zh: '上市日期在今年的企业', en: 'Companies whose listing fell in this calendar year' },
    tone: 'plain',
    columns: COLUMNS,
    rows: ({ districtId, now }) =>
      candidates(sql`c.district_id = ${districtId} and c.stage = 'listed'
        and extract(year from c.since) = ${Number(dayAt(now).slice(0, 4))}`),
    extra,
  }),
];
