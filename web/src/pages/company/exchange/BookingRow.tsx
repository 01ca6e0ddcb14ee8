import type { BookingView } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { State, type StateKind } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { exchangeChanged } from './queries.ts';
import { exchangeText } from './text.ts';

const GLYPHS: Readonly<Record<BookingView['state'], StateKind>> = {
  asked: 'wait',
  accepted: 'inHand',
  declined: 'plain',
  lapsed: 'plain',
  withdrawn: 'plain',
  canceled: 'plain',
};

const bookedMinutes = ({ from, until }: BookingView): number => (Date.parse(until) - Date.parse(from)) / 60_000;

/** What each side said of the minutes, and whether that counts. */
function Usage({ booking }: { booking: BookingView }) {
  const { t } = useText(exchangeText);
  const { confirmedMinutes, giverMinutes, takerMinutes, side } = booking;
  if (confirmedMinutes !== null) return <State kind="done">{t('used', { minutes: confirmedMinutes })}</State>;
  const [ours, theirs] = side === 'giver' ? [giverMinutes, takerMinutes] : [takerMinutes, giverMinutes];
  return (
    <>
      {ours !== null && <span>{t('saidUs', { minutes: ours })}</span>}
      {theirs !== null && <span>{t('saidThem', { minutes: theirs })}</span>}
      {ours !== null && theirs !== null && <State kind="soon">{t('differs')}</State>}
    </>
  );
}

function Minutes({ booking }: { booking: BookingView }) {
  const { t, pick } = useText(exchangeText);
  const theirs = booking.side === 'giver' ? booking.takerMinutes : booking.giverMinutes;
  const most = bookedMinutes(booking);
  const [value, setValue] = useState(String(theirs ?? most));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/bookings/:id/usage');
  const field = `minutes-${booking.id}`;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const minutes = Number(value);
    if (value.trim() === '' || !Number.isInteger(minutes) || minutes < 0 || minutes > most)
      return setFaults([{ field, text: t('minutesFault', { most }) }]);
    setFaults([]);
    await intent.run({ params: { id: booking.id }, body: { minutes } });
    await exchangeChanged();
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary faults={faults} />
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <div className="deal-acts">
        <div className="field">
          <label htmlFor={field}>{t('minutes')}</label>
          <input
            id={field}
            className="input"
            inputMode="numeric"
            value={value}
            aria-invalid={faults.length > 0}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </div>
        <button type="submit" className="btn pri" aria-disabled={intent.busy}>
          {t('confirmUsage')}
        </button>
      </div>
    </form>
  );
}

function Reason({ booking }: { booking: BookingView }) {
  const { t, pick } = useText(exchangeText);
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/bookings/:id/refusal');
  const field = `reason-${booking.id}`;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if ([...reason.trim()].length < 2) return setFaults([{ field, text: t('reasonFault') }]);
    setFaults([]);
    await intent.run({ params: { id: booking.id }, body: { reason: reason.trim() } });
    await exchangeChanged();
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary faults={faults} />
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <div className="field">
        <label htmlFor={field}>{t('reason')}</label>
        <input
          id={field}
          className="input"
          maxLength={200}
          value={reason}
          aria-invalid={faults.length > 0}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <button type="submit" className="btn" aria-disabled={intent.busy}>
        {t('sendReason')}
      </button>
    </form>
  );
}

function Acts({ booking }: { booking: BookingView }) {
  const { t, pick } = useText(exchangeText);
  const accept = useIntent('POST /api/bookings/:id/acceptance');
  const withdraw = useIntent('POST /api/bookings/:id/withdrawal');
  const [refusing, setRefusing] = useState(false);
  const may = new Set(booking.may);
  const given = { params: { id: booking.id }, body: {} };
  const run = async (intent: typeof accept | typeof withdraw) => {
    await intent.run(given);
    await exchangeChanged();
  };
  const refusal = accept.refusal ?? withdraw.refusal;
  return (
    <>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <div className="deal-acts">
        {may.has('acceptance') && (
          <button type="button" className="btn pri" aria-disabled={accept.busy} onClick={() => void run(accept)}>
            {t('accept')}
          </button>
        )}
        {may.has('refusal') && (
          <button type="button" className="btn" aria-expanded={refusing} onClick={() => setRefusing(!refusing)}>
            {t(booking.state === 'asked' ? 'refuse' : 'callOff')}
          </button>
        )}
        {may.has('withdrawal') && (
          <button type="button" className="btn" aria-disabled={withdraw.busy} onClick={() => void run(withdraw)}>
            {t('withdraw')}
          </button>
        )}
      </div>
      {may.has('refusal') && refusing && <Reason booking={booking} />}
    </>
  );
}

/** One booking with what this side can do about it now. */
export function BookingRow({ booking, asOf }: { booking: BookingView; asOf: string }) {
  const { t, f, pick } = useText(exchangeText);
  const { side, state, resource, giver, taker } = booking;
  return (
    <div className="deal" data-booking={booking.id}>
      <b>{resource.title}</b>
      <p className="row-meta">
        <State kind={GLYPHS[state]}>{t(`state${state}`)}</State>
        <span>{side === 'giver' ? t('from', { unit: pick(taker.name) }) : t('to', { unit: pick(giver.name) })}</span>
        <span>
          {f.near(booking.from, asOf)}–{f.clock(booking.until)}
        </span>
        <span>{booking.purpose}</span>
        {state === 'asked' && <span>{t('answerBy', { when: f.near(booking.answerBy, asOf) })}</span>}
        {booking.reason !== '' && <span>{booking.reason}</span>}
        <Usage booking={booking} />
      </p>
      {booking.may.some((step) => step !== 'usage') && <Acts booking={booking} />}
      {booking.may.includes('usage') && <Minutes booking={booking} />}
    </div>
  );
}
