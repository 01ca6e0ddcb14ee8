import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Trouble } from '../../parts/conditions.tsx';
import { platformsText } from '../../text/platforms.ts';
import { useText } from '../../text/useText.ts';
import { instantOf } from '../../text/wall.ts';
import { platformsChanged } from './queries.ts';

const FIELDS = ['title', 'place', 'starts', 'ends', 'capacity'] as const;
type Field = (typeof FIELDS)[number];
const KINDS: Readonly<Record<Field, string>> = {
  title: 'text',
  place: 'text',
  starts: 'datetime-local',
  ends: 'datetime-local',
  capacity: 'number',
};
const EMPTY: Readonly<Record<Field, string>> = { title: '', place: '', starts: '', ends: '', capacity: '30' };

/** A form for one more event of a platform. */
export function PublishForm({ platformId }: { platformId: string }) {
  const { t, pick } = useText(platformsText);
  const [given, setGiven] = useState(EMPTY);
  const [fault, setFault] = useState('');
  const intent = useIntent('POST /api/platforms/:id/events');
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault();
    const [startsAt, endsAt] = [instantOf(given.starts), instantOf(given.ends)];
    const [title, place] = [given.title.trim(), given.place.trim()];
    const whole = title.length > 1 && place.length > 1 && startsAt !== '' && endsAt !== '';
    setFault(whole ? '' : t('fault'));
    if (!whole) return;
    const capacity = Math.max(1, Number.parseInt(given.capacity, 10) || 1);
    const result = await intent.run({ params: { id: platformId }, body: { title, place, startsAt, endsAt, capacity } });
    if (result.ok === true) setGiven(EMPTY);
    await platformsChanged();
  };
  return (
    <details>
      <summary className="btn">{t('publish')}</summary>
      <form noValidate className="booking-form" onSubmit={(submitted) => void send(submitted)}>
        <Trouble text={fault || (intent.refusal === null ? '' : pick(intent.refusal.sentence))} />
        {FIELDS.map((field) => (
          <div className="field" key={field}>
            <label htmlFor={`${field}-${platformId}`}>{t(field)}</label>
            <input
              id={`${field}-${platformId}`}
              className="input"
              type={KINDS[field]}
              value={given[field]}
              onChange={(changed) => setGiven({ ...given, [field]: changed.currentTarget.value })}
            />
          </div>
        ))}
        <button type="submit" className="btn" aria-disabled={intent.busy}>
          {t('publish')}
        </button>
      </form>
    </details>
  );
}
