import type { TargetBoard } from '@banfei/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { FirmPicker } from '../../work/parts/FirmPicker.tsx';
import { useCandidateTaken } from './queries.ts';
import { poolText } from './text.ts';

const BOARDS = [
  'undecided',
  'sseMain',
  'star',
  'szseMain',
  'chinext',
  'bse',
  'hkex',
] as const satisfies readonly TargetBoard[];

/** Takes a company of the register into the pool, in reserve, under the first post of whoever enters it. */
export function EnterForm({ today }: { today: string }) {
  const { t, pick } = useText(poolText);
  const navigate = useNavigate();
  const taken = useCandidateTaken();
  const { run, busy, refusal } = useIntent('POST /api/candidates');
  const [firm, setFirm] = useState({ id: '', text: '' });
  const [board, setBoard] = useState<TargetBoard>('undecided');
  const [on, setOn] = useState(today);
  const [reference, setReference] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    if (firm.id === '') found.push({ field: 'enter-firm', text: t('firmFault') });
    if (short(reference)) found.push({ field: 'enter-reference', text: t('applicationFault') });
    if (on === '') found.push({ field: 'enter-on', text: t('dayFault') });
    setFaults(found);
    if (found.length > 0) return;
    const body = { firmId: firm.id, board, postId: null, on, reference: reference.trim() };
    const result = await run({ body });
    if (result.ok !== true) return;
    taken(result.answer);
    void navigate({ to: '/m/pool/$id', params: { id: result.answer.id } });
  };
  return (
    <details className="no-print">
      <summary className="btn">{t('enter')}</summary>
      <form className="pool-form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <div className="field">
          <label htmlFor="enter-firm">{t('firm')}</label>
          <FirmPicker
            id="enter-firm"
            text={firm.text}
            onText={(text) => setFirm({ id: '', text })}
            onPick={(picked) => {
              if (picked.kind === 'known') setFirm({ id: picked.hit.id, text: picked.hit.name });
            }}
          />
        </div>
        <div className="field">
          <label htmlFor="enter-board">{t('board')}</label>
          <select
            id="enter-board"
            className="input"
            value={board}
            onChange={(event) => setBoard(BOARDS.find((each) => each === event.currentTarget.value) ?? board)}
          >
            {BOARDS.map((each) => (
              <option key={each} value={each}>
                {t(`board_${each}`)}
              </option>
            ))}
          </select>
        </div>
        <InputField id="enter-reference" label={t('application')} value={reference} onValue={setReference} />
        <InputField id="enter-on" label={t('moveOn')} type="date" value={on} onValue={setOn} />
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('enterDo')}
        </button>
      </form>
    </details>
  );
}
