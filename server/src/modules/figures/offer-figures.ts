import { isoInstant } from '../../platform/clock.ts';
import { sql } from '../../platform/sql.ts';
import { type Figure, figure, type Keyed } from './figure.ts';
import { areaColumn } from './matter-columns.ts';
import { millis } from './matter-figures.ts';

interface OfferRow extends Keyed {
  readonly number: string;
  readonly title: string;
  readonly firm: string;
  readonly firm_id: string;
  readonly kind: 'handOver' | 'assist';
  readonly from_post_id: string;
  readonly to_post_id: string;
  readonly lapses_at: number;
}

const KINDS = { handOver: { zh: '转交', en: 'Hand over' }, assist: { zh: '请人协办', en: 'Ask to join' } } as const;

/** Offers that nobody has answered. The giver answers for the matter until somebody accepts. */
export const offerFigures: readonly Figure[] = [
  figure<OfferRow>({
    id: 'offersPending',
    name: { zh: '等人接手', en: 'Offers waiting for an answer' },
    definition: {
      zh: '已发出、对方还没有接手也没有退回的转交和协办；接手之前责任仍在原岗位',
      en: 'Hand-overs and requests to join that were neither accepted nor declined; the giver stays responsible until then',
    },
    tone: 'wait',
    columns: [
      { id: 'number', name: { zh: '编号', en: 'Number' }, kind: 'matter', of: (row) => row.number },
      { id: 'title', name: { zh: '诉求', en: 'Request' }, kind: 'text', of: (row) => row.title },
      { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.firm },
      areaColumn(),
      { id: 'kind', name: { zh: '方式', en: 'Kind' }, kind: 'text', of: (row, { lang }) => KINDS[row.kind][lang] },
      {
        id: 'owner',
        name: { zh: '现在谁负责', en: 'Answerable now' },
        kind: 'text',
        of: (row, { directory, lang }) => directory.card(row.from_post_id).name[lang],
      },
      {
        id: 'to',
        name: { zh: '等谁答复', en: 'Asked' },
        kind: 'text',
        of: (row, { directory, lang }) => directory.card(row.to_post_id).name[lang],
      },
      {
        id: 'phone',
        name: { zh: '对方电话', en: 'Phone' },
        kind: 'phone',
        of: (row, { directory }) => directory.card(row.to_post_id).phone,
      },
      {
        id: 'lapsesAt',
        name: { zh: '答复期限', en: 'Answer due' },
        kind: 'instant',
        of: (row) => isoInstant(row.lapses_at),
      },
    ],
    rows: ({ districtId }) => sql`
      select o.id::text as key, ${millis(sql`o.lapses_at`)} as sort, m.area_number as area, m.number, m.title,
        f.name as firm, m.firm_id, o.kind, o.from_post_id, o.to_post_id, o.lapses_at
      from offers o
      join matters m on m.district_id = o.district_id and m.id = o.matter_id
      join firms f on f.district_id = m.district_id and f.id = m.firm_id
      where o.district_id = ${districtId} and o.status = 'pending'`,
    extra: (row) => ({ firmId: row.firm_id }),
    worst: (row, { directory }) => ({ at: isoInstant(row.lapses_at), post: directory.card(row.to_post_id) }),
  }),
];
