import type { PlatformEvent } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Trouble } from '../../parts/conditions.tsx';
import { platformsText } from '../../text/platforms.ts';
import { useText } from '../../text/useText.ts';
import { instantOf, wallMinute } from '../../text/wall.ts';
import { platformsChanged } from './queries.ts';

const FIELDS = ['place', 'starts', 'ends', 'capacity'] as const;
type Field = (typeof FIELDS)[number];
const KINDS: Readonly<Record<Field, string>> = {
  place: 'text',
  starts: 'datetime-local',
  ends: 'datetime-local',
  capacity: 'number',
};

const standing = ({ place, startsAt, endsAt, capacity }: PlatformEvent): Record<Field, string> => ({
  place,
  starts: wallMinute(startsAt),
  ends: wallMinute(endsAt),
  capacity: String(capacity),
});

/** Another time, place or number of seats; only what was touched is sent, so that a form left open overwrites nothing else. */
export function ChangeForm({ event }: { event: PlatformEvent }) {
  const { t, pick } = useText(platformsText);
  const [opened, setOpened] = useState(() => standing(event));
  const [given, setGiven] = useState(opened);
  const [fault, setFault] = useState('');
  const intent = useIntent('POST /api/platform-events/:id/changes');
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault();
    const [startsAt, endsAt, place] = [instantOf(given.starts), instantOf(given.ends), given.place.trim()];
    const capacity = Number.parseInt(given.capacity, 10);
    const whole = place.length > 1 && startsAt !== '' && endsAt !== '' && capacity > 0;
    const changed = FIELDS.some((field) => given[field].trim() !== opened[field]);
    setFault(!whole ? t('changeFault') : changed ? '' : t('unchangedFault'));
    if (!whole || !changed) return;
    const body = {
      version: event.version,
      ...(place === opened.place ? {} : { place }),
      ...(given.starts === opened.starts ? {} : { startsAt }),
      ...(given.ends === opened.ends ? {} : { endsAt }),
      ...(given.capacity === opened.capacity ? {} : { capacity }),
    };
    const result = await intent.run({ params: { id: event.id }, body });
    if (result.ok === true) setOpened({ ...given, place });
    await platformsChanged();
  };
  return (
    <details>
      <summary className="btn">{t('change')}</summary>
      <form noValidate className="booking-form" onSubmit={(submitted) => void send(submitted)}>
        <p className="hint">{t('changeHint', { taken: event.taken })}</p>
        <Trouble text={fault || (intent.refusal === null ? '' : pick(intent.refusal.sentence))} />
        {FIELDS.map((field) => (
          <div className="field" key={field}>
            <label htmlFor={`${field}-${event.id}`}>{t(field)}</label>
            <input
              id={`${field}-${event.id}`}
              className="input"
              type={KINDS[field]}
              value={given[field]}
              onChange={(typed) => setGiven({ ...given, [field]: typed.currentTarget.value })}
            />
          </div>
        ))}
        <button type="submit" className="btn" aria-disabled={intent.busy}>
          {t('changeDo')}
        </button>
      </form>
    </details>
  );
}
