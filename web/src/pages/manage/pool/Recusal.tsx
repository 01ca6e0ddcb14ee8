import type { CandidateDetail } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Trouble } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { useCandidateTaken } from './queries.ts';
import { poolText } from './text.ts';

/** 回避: of the reader, or of somebody who works for the candidate. It cannot be taken back here. */
export function Recusal({ candidate }: { candidate: CandidateDetail }) {
  const { t, pick } = useText(poolText);
  const taken = useCandidateTaken();
  const { run, busy, refusal } = useIntent('POST /api/candidates/:id/recusals');
  const [who, setWho] = useState('');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const free = candidate.engagements.filter(({ recused }) => recused === null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = [...reason.trim()].length < 2;
    setFault(empty ? t('causeFault') : '');
    if (empty) return;
    const intermediaryId = free.find((each) => each.intermediaryId === who)?.intermediaryId ?? null;
    const body = { version: candidate.version, intermediaryId, reason: reason.trim() };
    const result = await run({ params: { id: candidate.id }, body });
    if (result.ok !== true) return;
    setReason('');
    taken(result.answer);
  };
  return (
    <details className="no-print">
      <summary className="btn quiet">{t('recuse')}</summary>
      <form className="pool-form" noValidate onSubmit={(event) => void submit(event)}>
        <Trouble text={fault || (refusal === null ? '' : pick(refusal.sentence))} />
        <div className="field">
          <label htmlFor="recuse-who">{t('recuseWho')}</label>
          <select id="recuse-who" className="input" value={who} onChange={(event) => setWho(event.currentTarget.value)}>
            <option value="">{t('recuseSelf')}</option>
            {free.map(({ intermediaryId, name }) => (
              <option key={intermediaryId} value={intermediaryId}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <InputField id="recuse-reason" label={t('cause')} value={reason} onValue={setReason} invalid={fault !== ''} />
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('recuse')}
        </button>
      </form>
    </details>
  );
}
