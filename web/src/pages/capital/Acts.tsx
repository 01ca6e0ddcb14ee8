import type { CapitalNeedView, IntroductionSide, IntroductionView } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Act } from '../../parts/Act.tsx';
import type { Fault } from '../../parts/conditions.tsx';
import { gatherFaults, short } from '../../parts/form.ts';
import { InputField } from '../../parts/InputField.tsx';
import { SelectField } from '../../parts/SelectField.tsx';
import { useText } from '../../text/useText.ts';
import { today } from '../../text/wall.ts';
import { fenOf } from '../reach/amounts.ts';
import { useNeedTaken } from './queries.ts';
import { capitalText } from './text.ts';

interface AnswerFormProps {
  readonly introduction: IntroductionView;
  readonly side: IntroductionSide;
  readonly staff: boolean;
}

/** One side says yes or no; staff say how they know. */
export function AnswerForm({ introduction, side, staff }: AnswerFormProps) {
  const { t } = useText(capitalText);
  const taken = useNeedTaken();
  const [answer, setAnswer] = useState<'agree' | 'decline'>('agree');
  const [form, setForm] = useState({ reference: '', reason: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/introductions/:id/answer');
  const { id, version } = introduction;
  const of = (name: string): string => `${side}-${name}-${id}`;
  const agreed = answer === 'agree';
  const send = async () => {
    const found = gatherFaults([
      [staff && short(form.reference), of('reference'), t('referenceFault')],
      [!agreed && short(form.reason), of('reason'), t('reasonFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const reason = agreed ? '' : form.reason.trim();
    const body = { version, side, agreed, reference: staff ? form.reference.trim() : '', reason };
    const result = await intent.run({ params: { id }, body });
    if (result.ok === true) taken(result.answer);
  };
  const line = (name: keyof typeof form, hint?: string) => (
    <InputField
      id={of(name)}
      label={t(name)}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === of(name))}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  const title = staff ? t(side === 'firm' ? 'answerFirm' : 'answerInvestor') : t('answerOwn');
  return (
    <Act title={title} label={t('save')} faults={faults} intent={intent} onSend={send}>
      <SelectField
        id={of('answer')}
        label={t('answer')}
        value={answer}
        options={(['agree', 'decline'] as const).map((value) => ({ value, label: t(value) }))}
        onValue={setAnswer}
      />
      {staff && line('reference', t('referenceHint'))}
      {!agreed && line('reason')}
    </Act>
  );
}

/** What came of it: money on a day under a paper, or nothing and why. */
export function ConcludeForm({ introduction }: { introduction: IntroductionView }) {
  const { t } = useText(capitalText);
  const taken = useNeedTaken();
  const [outcome, setOutcome] = useState<'outFunded' | 'outNothing'>('outFunded');
  const [form, setForm] = useState({ amount: '', on: today(), reference: '', reason: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/introductions/:id/outcome');
  const { id, version } = introduction;
  const of = (name: string): string => `outcome-${name}-${id}`;
  const funded = outcome === 'outFunded';
  const send = async () => {
    const amountFen = funded ? fenOf(form.amount) : null;
    const found = gatherFaults([
      [funded && amountFen === null, of('amount'), t('amountFault')],
      [form.on === '', of('on'), t('dayFault')],
      [funded && short(form.reference), of('reference'), t('referenceFault')],
      [!funded && short(form.reason), of('reason'), t('reasonFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const words = { reference: form.reference.trim(), reason: funded ? '' : form.reason.trim() };
    const result = await intent.run({ params: { id }, body: { version, amountFen, on: form.on, ...words } });
    if (result.ok === true) taken(result.answer);
  };
  const line = (name: keyof typeof form, hint?: string) => (
    <InputField
      id={of(name)}
      label={t(name)}
      type={name === 'on' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === of(name))}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <Act title={t('conclude')} label={t('save')} faults={faults} intent={intent} onSend={send}>
      <SelectField
        id={of('outcome')}
        label={t('outcome')}
        value={outcome}
        options={(['outFunded', 'outNothing'] as const).map((value) => ({ value, label: t(value) }))}
        onValue={setOutcome}
      />
      {funded ? line('amount', t('amountHint')) : line('reason')}
      {line('on')}
      {funded && line('reference', t('referenceHint'))}
    </Act>
  );
}

/** The need is met or gone. */
export function CloseNeedForm({ need }: { need: CapitalNeedView }) {
  const { t } = useText(capitalText);
  const taken = useNeedTaken();
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/capital-needs/:id/closing');
  const send = async () => {
    const found = gatherFaults([[short(reason), 'close-reason', t('reasonFault')]]);
    setFaults(found);
    if (found.length > 0) return;
    const result = await intent.run({
      params: { id: need.id },
      body: { version: need.version, reason: reason.trim() },
    });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <Act title={t('close')} label={t('closeDo')} hint={t('closeHint')} faults={faults} intent={intent} onSend={send}>
      <InputField
        id="close-reason"
        label={t('reason')}
        value={reason}
        onValue={setReason}
        invalid={faults.length > 0}
      />
    </Act>
  );
}
