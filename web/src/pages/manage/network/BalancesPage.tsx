import type { Balance, BalanceSheet } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Ask } from '../../../parts/conditions.tsx';
import { SiftedTable } from '../../../parts/SiftedTable.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { siftIn } from '../../../parts/sift.ts';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { hours } from './hours.ts';
import { balancesQuery } from './queries.ts';
import { networkText } from './text.ts';
import '../../../parts/rows.css';
import './network.css';

const route = getRouteApi('/m/exchange');
const SIDES = ['both', 'onlyGives', 'onlyTakes', 'none'] as const;

function Balances({ balances }: { balances: readonly Balance[] }) {
  const { t, pick } = useText(networkText);
  const sift = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SiftedTable
      label={t('exchange')}
      rows={balances}
      keyOf={({ unit }) => unit.id}
      sift={sift}
      onSift={(next) => void navigate({ search: siftIn({ ...next }), replace: true })}
      kinds={{ label: t('side'), options: SIDES.map((value) => ({ value, label: t(value) })) }}
      sifting={{
        wordsOf: ({ unit }) => `${unit.name.zh} ${unit.name.en}`,
        kindOf: ({ side }) => side,
        first: 'given',
        by: {
          unit: ({ unit }) => pick(unit.name),
          given: ({ givenMinutes }) => givenMinutes,
          taken: ({ takenMinutes }) => takenMinutes,
          offered: ({ offered }) => offered,
          needs: ({ needs }) => needs,
        },
      }}
      columns={[
        {
          id: 'unit',
          name: t('unit'),
          kind: 'name',
          cell: ({ unit }) => (
            <Link className="link" to="/m/exchange/$id" params={{ id: unit.id }}>
              {pick(unit.name)}
            </Link>
          ),
        },
        { id: 'given', name: t('given'), kind: 'number', cell: ({ givenMinutes }) => hours(givenMinutes) },
        { id: 'taken', name: t('taken'), kind: 'number', cell: ({ takenMinutes }) => hours(takenMinutes) },
        { id: 'side', name: t('side'), cell: ({ side }) => t(side) },
        { id: 'offered', name: t('offered'), kind: 'number', cell: ({ offered }) => offered },
        { id: 'needs', name: t('needs'), kind: 'number', cell: ({ needs }) => needs },
      ]}
    />
  );
}

function Sheet({ sheet }: { sheet: BalanceSheet }) {
  const { t, f } = useText(networkText);
  const { balances, totals, asOf } = sheet;
  const agree = totals.givenMinutes === totals.confirmedMinutes && totals.takenMinutes === totals.confirmedMinutes;
  const count = (side: string) => balances.filter((balance) => balance.side === side).length;
  return (
    <div className="net-page">
      <Statement sub={t('asOf', { time: f.instant(asOf) })}>
        {t('balancesSay', {
          usages: totals.usages,
          hours: hours(totals.confirmedMinutes),
          gives: count('onlyGives'),
          takes: count('onlyTakes'),
        })}
      </Statement>
      <p>
        <State kind={agree ? 'done' : 'late'}>{t(agree ? 'reconciled' : 'notReconciled')}</State>{' '}
        {hours(totals.givenMinutes)} · {hours(totals.takenMinutes)} · {hours(totals.confirmedMinutes)}
      </p>
      <p className="register-acts no-print">
        <Link className="btn" to="/m/rows" search={{ metric: 'usages' }}>
          {t('everyUsage')}
        </Link>
      </p>
      <Balances balances={balances} />
    </div>
  );
}

/** Who gives and who takes: the rows add up to the confirmed usages, or the page says that they do not. */
export function BalancesPage() {
  const { t } = useText(networkText);
  useTitle(t('exchange'));
  const query = useQuery(balancesQuery());
  return (
    <Ask query={query} what={t('whatBalances')} heading={t('exchange')} lines={12}>
      {(sheet) => <Sheet sheet={sheet} />}
    </Ask>
  );
}
