import type { CandidateDetail, ConfidentialReading } from '@banfei/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Trouble } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { candidateQuery, useCandidateTaken } from './queries.ts';
import { poolText } from './text.ts';

function NoteForm({ candidate }: { candidate: CandidateDetail }) {
  const { t, pick } = useText(poolText);
  const taken = useCandidateTaken();
  const { run, busy, refusal } = useIntent('POST /api/candidates/:id/facts');
  const [text, setText] = useState('');
  const [confidential, setConfidential] = useState(true);
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = [...text.trim()].length < 2;
    setFault(empty ? t('noteFault') : '');
    if (empty) return;
    const body = { version: candidate.version, text: text.trim(), confidential };
    const result = await run({ params: { id: candidate.id }, body });
    if (result.ok !== true) return;
    setText('');
    taken(result.answer);
  };
  return (
    <details className="no-print">
      <summary className="btn">{t('note')}</summary>
      <form className="pool-form" noValidate onSubmit={(event) => void submit(event)}>
        <Trouble text={fault || (refusal === null ? '' : pick(refusal.sentence))} />
        <InputField id="note-text" label={t('noteText')} value={text} onValue={setText} invalid={fault !== ''} />
        <label className="pool-check">
          <input
            type="checkbox"
            checked={confidential}
            onChange={(event) => setConfidential(event.currentTarget.checked)}
          />{' '}
          {t('noteConfidential')}
        </label>
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('noteDo')}
        </button>
      </form>
    </details>
  );
}

/** What is confidential opens under the reader's mark, which lies over the words; each reading is taken down. */
function Opened({ reading }: { reading: ConfidentialReading }) {
  const { pick } = useText(poolText);
  return (
    <div className="pool-confidential" data-mark={pick(reading.watermark)}>
      <ul>
        {reading.facts.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <p className="hint">{pick(reading.watermark)}</p>
    </div>
  );
}

/** What is known of a candidate, and who has read what is confidential. */
export function Knowledge({ candidate }: { candidate: CandidateDetail }) {
  const { t, f, pick } = useText(poolText);
  const client = useQueryClient();
  const { run, busy, refusal } = useIntent('POST /api/candidates/:id/readings');
  const [reading, setReading] = useState<ConfidentialReading | null>(null);
  const { facts, readings, mayRead, mine, recused } = candidate;
  const closed = facts.some(({ text }) => text === null);
  const open = async () => {
    const result = await run({ params: { id: candidate.id }, body: {} });
    if (result.ok !== true) return;
    setReading(result.answer);
    await client.invalidateQueries({ queryKey: candidateQuery(candidate.id).queryKey });
  };
  return (
    <section className="pool-part">
      <h2 className="sec-title">{t('facts')}</h2>
      {facts.length === 0 && <p className="muted">{t('noFacts')}</p>}
      <ul className="pool-list">
        {facts.map(({ id, text, confidential, at, by }) => (
          <li key={id}>
            {confidential && <State kind="cause">{t('confidential')}</State>} {text ?? t('hidden')}{' '}
            <small className="hint">
              {pick(by)} {f.near(at, candidate.asOf)}
            </small>
          </li>
        ))}
      </ul>
      {reading !== null && <Opened reading={reading} />}
      {closed && mayRead && reading === null && (
        <div>
          <button type="button" className="btn" aria-disabled={busy} onClick={() => void open()}>
            {t('read')}
          </button>
          <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        </div>
      )}
      {mine && !recused && <NoteForm candidate={candidate} />}
      {readings.length > 0 && (
        <details>
          <summary className="link">{t('readings')}</summary>
          <ul className="pool-list">
            {readings.map(({ at, by, facts: count }) => (
              <li key={at}>{t('readingOf', { by: pick(by), time: f.instant(at), count })}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
