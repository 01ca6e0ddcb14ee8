import type { BalanceSheet } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Ask } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { balancesQuery } from './queries.ts';
import { networkText } from './text.ts';
import '../../../parts/rows.css';
import './network.css';

const hours = (minutes: number): string => (minutes / 60).toFixed(1);

function Sheet({ sheet }: { sheet: BalanceSheet }) {
  const { t, f, pick } = useText(networkText);
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
      <section className="rows" aria-label={t('exchange')}>
        <div className="rows-scroll">
          <table>
            <thead>
              <tr>
                <th>{t('unit')}</th>
                <th className="number">{t('given')}</th>
                <th className="number">{t('taken')}</th>
                <th>{t('side')}</th>
                <th className="number">{t('offered')}</th>
                <th className="number">{t('needs')}</th>
              </tr>
            </thead>
            <tbody>
              {balances.map((balance) => (
                <tr key={balance.unit.id}>
                  <td className="c-name" data-label={t('unit')}>
                    {pick(balance.unit.name)}
                  </td>
                  <td className="number" data-label={t('given')}>
                    {hours(balance.givenMinutes)}
                  </td>
                  <td className="number" data-label={t('taken')}>
                    {hours(balance.takenMinutes)}
                  </td>
                  <td className="c-state" data-label={t('side')}>
                    {t(balance.side)}
                  </td>
                  <td className="number" data-label={t('offered')}>
                    {balance.offered}
                  </td>
                  <td className="number" data-label={t('needs')}>
                    {balance.needs}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
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
