import type { Balance, BookingList } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useIntent } from '../../../api/intent.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { DAY } from '../../../text/wall.ts';
import { BookingRow } from './BookingRow.tsx';
import { Needs } from './Needs.tsx';
import { Partnerships } from './Partnerships.tsx';
import { balanceQuery, bookingsQuery, exchangeChanged, resourcesQuery } from './queries.ts';
import { ResourceLine } from './ResourceLine.tsx';
import { SharedNeeds } from './SharedNeeds.tsx';
import { exchangeText } from './text.ts';
import './exchange.css';

/** Given and taken in one sentence, from usages that both sides confirmed. */
function BalanceSentence({ balance }: { balance: Balance | null }) {
  const { t } = useText(exchangeText);
  const times = (minutes: number, count: number) => t('times', { hours: Math.round(minutes / 6) / 10, count });
  return (
    <>
      <Statement>
        {balance === null || balance.side === 'none'
          ? t('balanceNone')
          : t('balanceSay', {
              given: times(balance.givenMinutes, balance.givenCount),
              taken: times(balance.takenMinutes, balance.takenCount),
            })}
      </Statement>
      <p className="muted">
        {balance !== null && balance.side !== 'none' && `${t(balance.side)} · `}
        {t('balanceRule')}
      </p>
    </>
  );
}

function Rows({ bookings, asOf }: BookingList) {
  return (
    <ul className="rows-list">
      {bookings.map((booking) => (
        <li key={booking.id}>
          <BookingRow booking={booking} asOf={asOf} />
        </li>
      ))}
    </ul>
  );
}

/** What waits for the own side stays open however old it is; what ended more than a week ago is folded away. */
function Bookings({ bookings, asOf }: BookingList) {
  const { t } = useText(exchangeText);
  const waits = bookings.filter(({ may }) => may.includes('acceptance') || may.includes('usage'));
  const others = bookings.filter((booking) => !waits.includes(booking));
  const isPast = ({ until }: BookingList['bookings'][number]) => Date.parse(until) < Date.parse(asOf) - 7 * DAY;
  const past = others.filter(isPast);
  if (bookings.length === 0) return <p className="muted">{t('noBookings')}</p>;
  return (
    <>
      {[
        { title: t('waitsForUs'), list: waits },
        { title: t('otherBookings'), list: others.filter((booking) => !isPast(booking)) },
      ]
        .filter(({ list }) => list.length > 0)
        .map(({ title, list }) => (
          <section key={title} aria-label={title}>
            <h2 className="sec-title">{title}</h2>
            <Rows bookings={list} asOf={asOf} />
          </section>
        ))}
      {past.length > 0 && (
        <details className="past-bookings">
          <summary className="link">{t('pastBookings', { count: past.length })}</summary>
          <Rows bookings={past} asOf={asOf} />
        </details>
      )}
    </>
  );
}

function OwnResources() {
  const { t } = useText(exchangeText);
  const query = useQuery(resourcesQuery(undefined));
  const withdraw = useIntent('POST /api/resources/:id/withdrawal');
  const stop = async (id: string) => {
    await withdraw.run({ params: { id }, body: {} });
    await exchangeChanged();
  };
  return (
    <section>
      <div className="sec-head">
        <h2 className="sec-title">{t('ourResources')}</h2>
        <Link className="btn" to="/e/offer">
          {t('offer')}
        </Link>
      </div>
      <Ask query={query} what={t('whatResources')} lines={2}>
        {({ resources, asOf }) => {
          const own = resources.filter(({ mine }) => mine);
          if (own.length === 0) return <p className="muted">{t('noResources')}</p>;
          return (
            <ul className="rows-list">
              {own.map((resource) => (
                <li key={resource.id}>
                  <ResourceLine resource={resource} asOf={asOf}>
                    {resource.open && (
                      <div className="deal-acts">
                        <button
                          type="button"
                          className="btn"
                          aria-disabled={withdraw.busy}
                          onClick={() => void stop(resource.id)}
                        >
                          {t('stopOffer')}
                        </button>
                      </div>
                    )}
                  </ResourceLine>
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
    </section>
  );
}

/** The unit's side of the network: its balance, what waits for it, what it shares and needs. */
export function PartnersPage() {
  const { t } = useText(exchangeText);
  useTitle(t('partners'));
  const bookings = useQuery(bookingsQuery());
  const balance = useQuery(balanceQuery());
  return (
    <div className="partners">
      <div>
        <Ask query={balance} what={t('whatBalance')} lines={2} heading={t('partnersTitle')}>
          {(answer) => <BalanceSentence balance={answer.balance} />}
        </Ask>
      </div>
      <Ask query={bookings} what={t('whatBookings')}>
        {(list) => <Bookings {...list} />}
      </Ask>
      <OwnResources />
      <Needs />
      <SharedNeeds />
      <Partnerships />
    </div>
  );
}
