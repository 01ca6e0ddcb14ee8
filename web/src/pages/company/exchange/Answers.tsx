import type { NeedAnswerState, NeedAnswerView } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Act } from '../../../parts/Act.tsx';
import type { Fault } from '../../../parts/conditions.tsx';
import { short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { State, type StateKind } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { exchangeChanged } from './queries.ts';
import { exchangeText } from './text.ts';

const KIND_OF: Readonly<Record<NeedAnswerState, StateKind>> = {
  asked: 'wait',
  agreed: 'done',
  declined: 'plain',
  withdrawn: 'plain',
  ended: 'plain',
};

/** How an answer stands, and whom to call once both have agreed. */
export function AnswerState({ answer }: { answer: NeedAnswerView }) {
  const { t, pick } = useText(exchangeText);
  const { state, other, reason } = answer;
  return (
    <p className="why">
      <State kind={KIND_OF[state]}>{t(`answer_${state}`)}</State>
      {other !== null && (
        <span>
          {pick(other.unit.name)} ·{' '}
          <a className="link" href={`tel:${other.deskPhone}`}>
            {other.desk} {other.deskPhone}
          </a>
        </span>
      )}
      {reason !== '' && <span>{reason}</span>}
    </p>
  );
}

interface DeskFieldsProps {
  readonly id: string;
  readonly desk: { readonly desk: string; readonly deskPhone: string };
  readonly faults: readonly Fault[];
  readonly onDesk: (desk: { desk: string; deskPhone: string }) => void;
}

/** Whom the other side may call: a desk and a work phone. */
export function DeskFields({ id, desk, faults, onDesk }: DeskFieldsProps) {
  const { t } = useText(exchangeText);
  return (
    <>
      {(['desk', 'deskPhone'] as const).map((name) => (
        <InputField
          key={name}
          id={`${id}-${name}`}
          label={t(name === 'desk' ? 'answerDesk' : 'answerPhone')}
          hint={t(name === 'desk' ? 'answerDeskHint' : 'answerPhoneHint')}
          value={desk[name]}
          onValue={(value) => onDesk({ ...desk, [name]: value })}
          invalid={faults.some(({ field }) => field === `${id}-${name}`)}
        />
      ))}
    </>
  );
}

/** What is wrong with a desk, field by field. */
export function useDeskFaults(): (id: string, desk: DeskFieldsProps['desk']) => readonly Fault[] {
  const { t } = useText(exchangeText);
  return (id, { desk, deskPhone }) => [
    ...(short(desk) ? [{ field: `${id}-desk`, text: t('answerDeskFault') }] : []),
    ...(deskPhone.trim().length < 5 ? [{ field: `${id}-deskPhone`, text: t('answerPhoneFault') }] : []),
  ];
}

/** The side that needs agrees with its own desk, or says why not. */
export function DecideForms({ answer }: { answer: NeedAnswerView }) {
  const { t } = useText(exchangeText);
  const deskFaults = useDeskFaults();
  const [desk, setDesk] = useState({ desk: '', deskPhone: '' });
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const agree = useIntent('POST /api/need-answers/:id/decision');
  const decline = useIntent('POST /api/need-answers/:id/decision');
  const { id, version } = answer;
  const send = async (agreed: boolean) => {
    const found = agreed
      ? deskFaults(id, desk)
      : short(reason)
        ? [{ field: `${id}-reason`, text: t('answerReasonFault') }]
        : [];
    setFaults(found);
    if (found.length > 0) return;
    const said = agreed
      ? { desk: desk.desk.trim(), deskPhone: desk.deskPhone.trim(), reason: '' }
      : { desk: '', deskPhone: '', reason: reason.trim() };
    const result = await (agreed ? agree : decline).run({ params: { id }, body: { version, agreed, ...said } });
    if (result.ok === true) await exchangeChanged();
  };
  return (
    <div className="deal-acts">
      <Act title={t('agree')} label={t('agreeDo')} faults={faults} intent={agree} onSend={() => send(true)}>
        <DeskFields id={id} desk={desk} faults={faults} onDesk={setDesk} />
      </Act>
      <Act title={t('decline')} label={t('declineDo')} faults={faults} intent={decline} onSend={() => send(false)}>
        <InputField
          id={`${id}-reason`}
          label={t('answerReason')}
          value={reason}
          onValue={setReason}
          invalid={faults.some(({ field }) => field === `${id}-reason`)}
        />
      </Act>
    </div>
  );
}
