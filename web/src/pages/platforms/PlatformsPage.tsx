import type { PlatformEvent, PlatformView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useIntent } from '../../api/intent.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Ask, Trouble } from '../../parts/conditions.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { platformsText } from '../../text/platforms.ts';
import { useText } from '../../text/useText.ts';
import { SeatForm, StaffForms } from './EventForms.tsx';
import { PublishForm } from './PublishForm.tsx';
import { platformsChanged, platformsQuery } from './queries.ts';
import './platforms.css';

interface Reader {
  readonly company: boolean;
  /** Officers and managers run events; auditors read. */
  readonly runs: boolean;
  readonly asOf: string;
}

function Happening({ event, reader }: { event: PlatformEvent; reader: Reader }) {
  const { t, f, pick } = useText(platformsText);
  const begun = event.startsAt <= reader.asOf;
  return (
    <li className="gathering">
      <b>{event.title}</b>
      <p className="row-meta">
        <span>{f.instant(event.startsAt)}</span>
        <span>{event.place}</span>
        {event.programme !== null && <span>{pick(event.programme)}</span>}
      </p>
      <p className="row-meta">
        <span>{t('seats', { taken: event.taken, capacity: event.capacity })}</span>
        {event.waiting > 0 && <span>{t('waiting', { count: event.waiting })}</span>}
        {event.attended > 0 && <span>{t('attended', { count: event.attended })}</span>}
      </p>
      {event.changedAt !== null && !event.canceled && (
        <p>{t(event.own === null ? 'changed' : 'changedOwn', { when: f.instant(event.changedAt) })}</p>
      )}
      {event.canceled && <p>{t('canceled', { reason: event.reason })}</p>}
      {event.own !== null && (
        <p>{t(event.own.state === 'registered' ? 'ownRegistered' : 'ownWaiting', { count: event.own.seats })}</p>
      )}
      {!event.canceled && reader.company && !begun && <SeatForm event={event} />}
      {!event.canceled && reader.runs && <StaffForms event={event} begun={begun} />}
    </li>
  );
}

function Membership({ platform }: { platform: PlatformView }) {
  const { t, f, pick } = useText(platformsText);
  const intent = useIntent('POST /api/platforms/:id/membership');
  const member = platform.memberSince !== null;
  const send = async () => {
    await intent.run({ params: { id: platform.id }, body: { member: !member } });
    await platformsChanged();
  };
  return (
    <div className="deal-acts">
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      {platform.memberSince !== null && <span>{t('joined', { day: f.day(platform.memberSince) })}</span>}
      <button type="button" className="btn" aria-disabled={intent.busy} onClick={() => void send()}>
        {t(member ? 'leave' : 'join')}
      </button>
    </div>
  );
}

function Platform({ platform, reader }: { platform: PlatformView; reader: Reader }) {
  const { t, pick } = useText(platformsText);
  return (
    <section className="platform" aria-label={pick(platform.name)}>
      <h2 className="sec-title">{pick(platform.name)}</h2>
      <p className="row-meta">
        <span>{pick(platform.purpose)}</span>
        <span>{t('members', { count: platform.members })}</span>
        <span>{t('needs', { count: platform.needs })}</span>
      </p>
      {reader.company && <Membership platform={platform} />}
      {platform.events.length === 0 && <p className="muted">{t('noEvents')}</p>}
      <ul className="gatherings" aria-label={t('events')}>
        {platform.events.map((event) => (
          <Happening key={event.id} event={event} reader={reader} />
        ))}
      </ul>
      {reader.runs && <PublishForm platformId={platform.id} />}
      {platform.offers.length > 0 && (
        <details>
          <summary className="btn">{t('offers')}</summary>
          <ul className="gatherings">
            {platform.offers.map(({ id, title, unit }) => (
              <li key={id} className="gathering">
                {title} · {pick(unit.name)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Platforms with their events, for companies that take part and for staff that run them. */
export function PlatformsPage() {
  const { t } = useText(platformsText);
  useTitle(t('platforms'));
  const role = useQuery(sessionQuery()).data?.role;
  const query = useQuery(platformsQuery());
  return (
    <Ask query={query} what={t('what')} heading={t('platforms')}>
      {({ platforms, asOf }) => (
        <div className="platforms">
          <Statement>{t(platforms.length === 0 ? 'none' : 'say')}</Statement>
          <p>
            <a className="link" href="/api/platforms/calendar.ics" download>
              {t('calendar')}
            </a>
          </p>
          {platforms.map((platform) => (
            <Platform
              key={platform.id}
              platform={platform}
              reader={{ company: role === 'company', runs: role === 'officer' || role === 'manager', asOf }}
            />
          ))}
        </div>
      )}
    </Ask>
  );
}
