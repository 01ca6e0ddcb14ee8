import type { UsageSheet } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Ask, Empty } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { Table } from '../../../parts/Table.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { hours } from './hours.ts';
import { usagesQuery } from './queries.ts';
import { networkText } from './text.ts';
import './network.css';

const route = getRouteApi('/m/exchange/$id');

function Usages({ sheet }: { sheet: UsageSheet }) {
  const { t, f, pick } = useText(networkText);
  const { balance, usages, asOf } = sheet;
  const sum = (wanted: string): number =>
    usages.filter(({ side }) => side === wanted).reduce((whole, { minutes }) => whole + minutes, 0);
  const agree = sum('giver') === balance.givenMinutes && sum('taker') === balance.takenMinutes;
  return (
    <>
      <Statement sub={t('asOf', { time: f.instant(asOf) })}>
        {t('usagesSay', {
          name: pick(balance.unit.name),
          given: hours(balance.givenMinutes),
          taken: hours(balance.takenMinutes),
          side: t(balance.side),
        })}
      </Statement>
      <p>
        <State kind={agree ? 'done' : 'late'}>{t(agree ? 'rowsAddUp' : 'notReconciled')}</State>
      </p>
      {usages.length === 0 ? (
        <Empty>{t('noUsages')}</Empty>
      ) : (
        <Table
          label={t('usages')}
          rows={usages}
          keyOf={({ bookingId }) => bookingId}
          columns={[
            { id: 'title', name: t('resource'), kind: 'name', cell: ({ title }) => title },
            { id: 'side', name: t('side'), cell: ({ side }) => t(side) },
            {
              id: 'other',
              name: t('other'),
              cell: ({ other }) => (
                <Link className="link" to="/m/exchange/$id" params={{ id: other.id }}>
                  {pick(other.name)}
                </Link>
              ),
            },
            { id: 'from', name: t('used'), cell: ({ from }) => <span className="nowrap">{f.instant(from)}</span> },
            { id: 'minutes', name: t('minutes'), kind: 'number', cell: ({ minutes }) => minutes },
          ]}
        />
      )}
    </>
  );
}

/** /m/exchange/$id: every usage behind the balance of one unit; the rows add up to it, or the page says that they do not. */
export function UsagesPage() {
  const { t } = useText(networkText);
  const { id } = route.useParams();
  useTitle(t('usages'));
  const query = useQuery(usagesQuery(id));
  return (
    <div className="net-page">
      <nav className="crumb">
        <Link to="/m/exchange">{t('exchange')}</Link>
      </nav>
      <Ask query={query} what={t('whatUsages')} heading={t('usages')} lines={8}>
        {(sheet) => <Usages sheet={sheet} />}
      </Ask>
    </div>
  );
}
