import type { DealLine, DealList } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask, Empty } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Agreement } from './Agreement.tsx';
import { OpenForm } from './OpenForm.tsx';
import { dealsQuery } from './queries.ts';
import { securitizationText } from './text.ts';
import './securitization.css';

function useColumns(): readonly TableColumn<DealLine>[] {
  const { t, f } = useText(securitizationText);
  return [
    { id: 'number', name: t('number'), cell: ({ number }) => number },
    {
      id: 'name',
      name: t('name'),
      kind: 'name',
      cell: ({ id, name }) => (
        <Link className="link" to="/m/ip/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    {
      id: 'stage',
      name: t('stage'),
      cell: ({ stage }) => (
        <State kind={stage === 'settled' ? 'done' : stage === 'servicing' ? 'inHand' : 'wait'}>
          {t(`stage_${stage}`)}
        </State>
      ),
    },
    { id: 'participations', name: t('participations'), kind: 'number', cell: (line) => line.participations },
    { id: 'firms', name: t('firms'), kind: 'number', cell: (line) => line.firms },
    { id: 'amount', name: t('amount'), kind: 'number', cell: ({ issuedFen, rowsFen }) => f.yuan(issuedFen ?? rowsFen) },
    { id: 'issuedOn', name: t('issuedOn'), cell: ({ issuedOn }) => issuedOn ?? t('notIssued') },
    { id: 'missing', name: t('missingCount'), kind: 'number', cell: ({ missing }) => missing || '—' },
    {
      id: 'warnings',
      name: t('warnings'),
      kind: 'number',
      cell: ({ warnings }) => (warnings === 0 ? '—' : <State kind="soon">{warnings}</State>),
    },
  ];
}

function Deals({ list }: { list: DealList }) {
  const { t, f } = useText(securitizationText);
  const role = useQuery(sessionQuery()).data?.role;
  const columns = useColumns();
  const { totals, deals } = list;
  const money = f.money(totals.issuedFen);
  return (
    <div className="desk-page">
      <Statement sub={t('asOf', { time: f.instant(list.asOf) })}>
        {totals.deals === 0 ? t('sayNone') : t('say', { ...totals, money })}
      </Statement>
      <Agreement differenceFen={totals.differenceFen} />
      {deals.length === 0 ? (
        <Empty>{t('sayNone')}</Empty>
      ) : (
        <Table label={t('desk')} columns={columns} rows={deals} keyOf={({ id }) => id} />
      )}
      {role === 'officer' && <OpenForm />}
    </div>
  );
}

/** All products: one sentence that reconciles with the rows below it. */
export function DealsPage() {
  const { t } = useText(securitizationText);
  useTitle(t('desk'));
  const query = useQuery(dealsQuery());
  return (
    <Ask query={query} what={t('whatDeals')} heading={t('desk')} lines={12}>
      {(list) => <Deals list={list} />}
    </Ask>
  );
}
