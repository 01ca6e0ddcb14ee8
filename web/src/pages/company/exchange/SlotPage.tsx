import type { BookingView, ResourceView, SlotView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import type { ApiRefusal } from '../../../api/refusal.ts';
import { Ask, ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { tel } from '../../../parts/phone.ts';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { exchangeChanged, resourceQuery } from './queries.ts';
import { priceText } from './ResourceLine.tsx';
import { exchangeText } from './text.ts';
import './exchange.css';

interface Chosen {
  readonly id: string;
  readonly slot: SlotView;
}

function SlotButton({ id, slot, label }: Chosen & { label: string }) {
  return (
    <Link className="btn slot" to="/e/book/$id" params={{ id }} search={{ from: slot.from, until: slot.until }}>
      {label}
    </Link>
  );
}

/** Free slots, one line for each day. */
function Slots({ resource }: { resource: ResourceView }) {
  const { t, f } = useText(exchangeText);
  const days = new Map<string, SlotView[]>();
  for (const slot of resource.free) days.set(f.day(slot.from), [...(days.get(f.day(slot.from)) ?? []), slot]);
  if (resource.free.length === 0) return <p className="condition">{t(resource.open ? 'noneFree' : 'closedOne')}</p>;
  return (
    <section>
      <h2 className="sec-title">{t('pickSlot')}</h2>
      {[...days].map(([day, slots]) => (
        <section key={day} className="slot-day" aria-label={t('slotsOf', { day })}>
          <h3>{day}</h3>
          <div className="slots">
            {slots.map((slot) => (
              <SlotButton
                key={slot.from}
                id={resource.id}
                slot={slot}
                label={`${f.clock(slot.from)}–${f.clock(slot.until)}`}
              />
            ))}
          </div>
        </section>
      ))}
    </section>
  );
}

/** The three nearest free slots, as a clash names them. */
function Nearest({ id, refusal }: { id: string; refusal: ApiRefusal | null }) {
  const { t, f } = useText(exchangeText);
  const free = refusal?.code === 'SLOT_TAKEN' ? String(refusal.facts.free ?? '').split(' ') : [];
  const slots = free.flatMap((span) => {
    const [from, until] = span.split('/');
    return from === undefined || until === undefined ? [] : [{ from, until }];
  });
  if (slots.length === 0) return null;
  return (
    <section aria-label={t('nearest')} className="slots">
      {slots.map((slot) => (
        <SlotButton key={slot.from} id={id} slot={slot} label={f.instant(slot.from)} />
      ))}
    </section>
  );
}

function Purpose({ id, slot, onAsked }: Chosen & { onAsked: (booking: BookingView) => void }) {
  const { t, f, pick } = useText(exchangeText);
  const [purpose, setPurpose] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/resources/:id/bookings');
  const minutes = (Date.parse(slot.until) - Date.parse(slot.from)) / 60_000;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if ([...purpose.trim()].length < 2) return setFaults([{ field: 'purpose', text: t('purposeFault') }]);
    setFaults([]);
    const result = await intent.run({ params: { id }, body: { ...slot, purpose: purpose.trim() } });
    await exchangeChanged();
    if (result.ok === true) onAsked(result.answer);
  };
  return (
    <form noValidate className="booking-form" onSubmit={(event) => void send(event)}>
      <ErrorSummary faults={faults} />
      <p className="chosen">
        {t('chosen', { when: f.instant(slot.from), minutes })}{' '}
        <Link className="link" to="/e/book/$id" params={{ id }}>
          {t('otherSlot')}
        </Link>
      </p>
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <Nearest id={id} refusal={intent.refusal} />
      <div className="field">
        <label htmlFor="purpose">{t('purpose')}</label>
        <input
          id="purpose"
          className="input"
          maxLength={200}
          value={purpose}
          aria-describedby="purpose-hint"
          aria-invalid={faults.length > 0}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <p className="hint" id="purpose-hint">
          {t('purposeHint')}
        </p>
      </div>
      <button type="submit" className="btn pri big" aria-disabled={intent.busy}>
        {t(intent.busy ? 'sending' : 'confirm')}
      </button>
    </form>
  );
}

function Done({ booking }: { booking: BookingView }) {
  const { t, f, pick } = useText(exchangeText);
  return (
    <div className="condition boxed" role="status">
      <h2 className="sec-title">{t('asked')}</h2>
      <p>{t('askedSay', { unit: pick(booking.giver.name), when: f.instant(booking.answerBy) })}</p>
      <Link className="btn" to="/e/partners">
        {t('toBookings')}
      </Link>
    </div>
  );
}

function Resource({ resource }: { resource: ResourceView }) {
  const words = useText(exchangeText);
  const { t, pick } = words;
  const { from, until } = useSearch({ from: '/e/book/$id' });
  const navigate = useNavigate();
  const [done, setDone] = useState<BookingView | null>(null);
  const slot = from === undefined || until === undefined ? null : { from, until };
  const asked = (booking: BookingView) => {
    setDone(booking);
    void navigate({ to: '/e/book/$id', params: { id: resource.id }, replace: true });
  };
  return (
    <>
      <h1 className="page-title" tabIndex={-1}>
        {resource.title}
      </h1>
      <p className="row-meta">
        <span>{t(resource.kind)}</span>
        <span>{pick(resource.unit.name)}</span>
        <span>{resource.place}</span>
        <span>
          {priceText(resource, words)}
          {resource.priceFen > 0 && ` · ${t('ownerSets')}`}
        </span>
        <span>
          {t('desk')} {resource.desk} <a href={tel(resource.deskPhone)}>{resource.deskPhone}</a>
        </span>
      </p>
      {resource.detail !== '' && <p className="lend-detail">{resource.detail}</p>}
      {slot !== null && <Purpose key={slot.from} id={resource.id} slot={slot} onAsked={asked} />}
      {slot === null && done !== null && <Done booking={done} />}
      {slot === null && done === null && <Slots resource={resource} />}
    </>
  );
}

/** Two screens: pick a slot; say what for and confirm. */
export function SlotPage() {
  const { t } = useText(exchangeText);
  useTitle(t('book'));
  const { id } = useParams({ from: '/e/book/$id' });
  const query = useQuery(resourceQuery(id));
  return (
    <div className="slot-page">
      <nav className="crumb">
        <Link to="/e/book">{t('book')}</Link>
      </nav>
      <Ask query={query} what={t('whatResources')} heading={t('book')}>
        {(resource) => <Resource resource={resource} />}
      </Ask>
    </div>
  );
}
