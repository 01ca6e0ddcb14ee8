import type { DealDetail, DealParticipation } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { type TextKey, useText } from '../../../text/useText.ts';
import { securitizationText } from './text.ts';

/** 家次: a row for each company in this product. */
export function Participants({ deal }: { deal: DealDetail }) {
  const { t, f } = useText(securitizationText);
  const columns: readonly TableColumn<DealParticipation>[] = [
    { id: 'number', name: t('number'), cell: ({ number }) => number },
    {
      id: 'firm',
      name: t('firm'),
      kind: 'name',
      cell: ({ firmId, label }) =>
        firmId === null ? (
          label
        ) : (
          <Link className="link" to="/w/firms/$id" params={{ id: firmId }}>
            {label}
          </Link>
        ),
    },
    { id: 'patents', name: t('patents'), kind: 'number', cell: ({ patents }) => patents ?? '—' },
    { id: 'amount', name: t('amount'), kind: 'number', cell: ({ amountFen }) => f.yuan(amountFen) },
  ];
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('participants')}</h2>
      <Table
        label={t('participants')}
        columns={columns}
        rows={deal.participants}
        keyOf={({ id }) => id}
        foot={f.yuan(deal.rowsFen)}
      />
    </section>
  );
}

const DID: Readonly<Record<string, TextKey<typeof securitizationText>>> = {
  opened: 'did_opened',
  loaded: 'did_loaded',
  candidateAdded: 'did_candidateAdded',
  candidateLeft: 'did_candidateLeft',
  paperReceived: 'did_paperReceived',
  papersChased: 'did_papersChased',
  stageEntered: 'did_stageEntered',
  amountProposed: 'did_amountProposed',
  amountApproved: 'did_amountApproved',
  amountReturned: 'did_amountReturned',
  reportImported: 'did_reportImported',
  reportReversed: 'did_reportReversed',
};

/** Who did what when. */
export function History({ deal }: { deal: DealDetail }) {
  const { t, f, pick } = useText(securitizationText);
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('history')}</h2>
      <ol className="desk-history">
        {deal.history.map(({ at, type, actor }) => {
          const words = DID[type];
          return (
            <li key={`${at}${type}`}>
              <time dateTime={at}>{f.near(at, deal.asOf)}</time> {actor !== null && pick(actor)}{' '}
              {words === undefined ? type : t(words)}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
