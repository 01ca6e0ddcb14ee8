import type { SchemeDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Trouble } from '../../parts/conditions.tsx';
import { InputField } from '../../parts/InputField.tsx';
import { useText } from '../../text/useText.ts';
import { useReachChanged, type Whose } from './queries.ts';
import { reachText } from './text.ts';

/** Books coaching for a scheme, or leads to the request by which it is booked. */
export function Coaching({ detail, firmId }: { detail: SchemeDetail; firmId: Whose }) {
  const { t, pick } = useText(reachText);
  const changed = useReachChanged();
  const { run, busy, refusal } = useIntent('POST /api/coachings');
  const [note, setNote] = useState('');
  const { id, coaching } = detail;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { scheme: id, note: note.trim() };
    const result = await run({ body: firmId === null ? body : { ...body, firmId } });
    if (result.ok === true) await changed();
  };
  if (coaching !== null)
    return (
      <p role="status">
        <Link
          className="link"
          to={firmId === null ? '/e/requests/$number' : '/w/req/$number'}
          params={{ number: coaching }}
        >
          {t('coachingOpen', { number: coaching })}
        </Link>
      </p>
    );
  return (
    <form className="reach-form" noValidate onSubmit={(event) => void submit(event)}>
      <h2 className="sec-title">{t('coaching')}</h2>
      <p className="muted">{t('coachingSay')}</p>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <InputField id="coaching-note" label={t('coachingNote')} value={note} onValue={setNote} />
      <button type="submit" className="btn pri" aria-disabled={busy}>
        {t('coaching')}
      </button>
    </form>
  );
}
