import type { PlatformEvent, SeatsOfUnit } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Trouble } from '../../parts/conditions.tsx';
import { platformsText } from '../../text/platforms.ts';
import { useText } from '../../text/useText.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { platformsChanged } from './queries.ts';

/** Seats for the own unit: a number, and a way to give them back. */
export function SeatForm({ event }: { event: PlatformEvent }) {
  const { t, pick } = useText(platformsText);
  const [seats, setSeats] = useState('1');
  const intent = useIntent('POST /api/platform-events/:id/registration');
  const send = async (count: number) => {
    await intent.run({ params: { id: event.id }, body: { seats: count } });
    await platformsChanged();
  };
  const id = `seats-${event.id}`;
  return (
    <form
      className="deal-acts"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send(Math.max(1, Number.parseInt(seats, 10) || 1));
      }}
    >
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      {event.own === null ? (
        <>
          <div className="field">
            <label htmlFor={id}>{t('howMany')}</label>
            <input
              id={id}
              className="input"
              type="number"
              min={1}
              max={50}
              value={seats}
              onChange={(changed) => setSeats(changed.currentTarget.value)}
            />
          </div>
          <button type="submit" className="btn" aria-disabled={intent.busy}>
            {t('register')}
          </button>
        </>
      ) : (
        <button type="button" className="btn" aria-disabled={intent.busy} onClick={() => void send(0)}>
          {t('giveBack')}
        </button>
      )}
    </form>
  );
}

/** One number at the door for one unit. */
function CameForm({ event, seat }: { event: PlatformEvent; seat: SeatsOfUnit }) {
  const { t, pick } = useText(platformsText);
  const [came, setCame] = useState(String(seat.attended ?? seat.seats));
  const intent = useIntent('POST /api/platform-events/:id/attendance');
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault();
    await intent.run({
      params: { id: event.id },
      body: { unitId: seat.unit.id, attended: Number.parseInt(came, 10) || 0 },
    });
    await platformsChanged();
  };
  const id = `came-${event.id}-${seat.unit.id}`;
  return (
    <form className="deal-acts" onSubmit={(submitted) => void send(submitted)}>
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <div className="field">
        <label htmlFor={id}>{t('came', { name: pick(seat.unit.name) })}</label>
        <input
          id={id}
          className="input"
          type="number"
          min={0}
          max={seat.seats}
          value={came}
          onChange={(changed) => setCame(changed.currentTarget.value)}
        />
      </div>
      <button type="submit" className="btn" aria-disabled={intent.busy}>
        {t('save')}
      </button>
    </form>
  );
}

/** An event is called off with its reason; seats stay on record. */
function CancelForm({ event }: { event: PlatformEvent }) {
  const { t, pick } = useText(platformsText);
  const [reason, setReason] = useState('');
  const intent = useIntent('POST /api/platform-events/:id/cancellation');
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault();
    await intent.run({ params: { id: event.id }, body: { reason } });
    await platformsChanged();
  };
  const id = `reason-${event.id}`;
  return (
    <details>
      <summary className="btn">{t('cancel')}</summary>
      <form className="deal-acts" onSubmit={(submitted) => void send(submitted)}>
        <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
        <div className="field">
          <label htmlFor={id}>{t('reason')}</label>
          <input
            id={id}
            className="input"
            maxLength={120}
            value={reason}
            onChange={(changed) => setReason(changed.currentTarget.value)}
          />
        </div>
        <button type="submit" className="btn" aria-disabled={intent.busy}>
          {t('cancel')}
        </button>
      </form>
    </details>
  );
}

/** What staff do with an event: count at the door once it has begun; change it or call it off before. */
export function StaffForms({ event, begun }: { event: PlatformEvent; begun: boolean }) {
  if (begun)
    return event.units
      .filter(({ state }) => state === 'registered')
      .map((seat) => <CameForm key={seat.unit.id} event={event} seat={seat} />);
  return (
    <>
      <ChangeForm event={event} />
      <CancelForm event={event} />
    </>
  );
}
