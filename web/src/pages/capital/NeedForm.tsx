import type { CapitalNeedView } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { Act } from '../../parts/Act.tsx';
import type { Fault } from '../../parts/conditions.tsx';
import { gatherFaults, short } from '../../parts/form.ts';
import { InputField } from '../../parts/InputField.tsx';
import { SelectField } from '../../parts/SelectField.tsx';
import { useText } from '../../text/useText.ts';
import { fenOf } from '../reach/amounts.ts';
import { FirmPicker } from '../work/parts/FirmPicker.tsx';
import { useNeedTaken } from './queries.ts';
import { capitalText } from './text.ts';
import { FORMS, STAGES } from './words.ts';

interface NeedFormProps {
  /** Staff choose the company; a company means itself. */
  readonly forFirm: boolean;
  readonly onStated: (need: CapitalNeedView) => void;
}

const EMPTY = { form: 'equity', stage: 'growth', amount: '', purpose: '', until: '' } as const;

interface KindsProps {
  readonly form: { readonly form: string; readonly stage: string };
  readonly onForm: (kinds: { form?: string; stage?: string }) => void;
}

/** Share or loan, and where the company stands. */
function Kinds({ form, onForm }: KindsProps) {
  const { t } = useText(capitalText);
  return (
    <div className="capital-pair">
      <SelectField
        id="capital-form"
        label={t('form')}
        value={form.form}
        options={FORMS.map((value): { value: string; label: string } => ({ value, label: t(`form_${value}`) }))}
        onValue={(value) => onForm({ form: value })}
      />
      <SelectField
        id="capital-stage"
        label={t('stage')}
        value={form.stage}
        options={STAGES.map((value): { value: string; label: string } => ({ value, label: t(`stage_${value}`) }))}
        onValue={(value) => onForm({ stage: value })}
      />
    </div>
  );
}

/** What money is needed: form, stage, amount, purpose, by when. Nothing typed is lost on a fault. */
export function NeedForm({ forFirm, onStated }: NeedFormProps) {
  const { t } = useText(capitalText);
  const taken = useNeedTaken();
  const [firm, setFirm] = useState({ id: '', text: '' });
  const [form, setForm] = useState<{ [Key in keyof typeof EMPTY]: string }>(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/capital-needs');
  const send = async () => {
    const amountFen = fenOf(form.amount);
    const found = gatherFaults([
      [forFirm && firm.id === '', 'capital-firm', t('firmFault')],
      [amountFen === null, 'capital-amount', t('amountFault')],
      [short(form.purpose), 'capital-purpose', t('purposeFault')],
      [form.until === '', 'capital-until', t('dayFault')],
    ]);
    setFaults(found);
    if (found.length > 0 || amountFen === null) return;
    const body = {
      ...(forFirm ? { firmId: firm.id } : {}),
      form: FORMS.find((each) => each === form.form) ?? 'equity',
      stage: STAGES.find((each) => each === form.stage) ?? 'growth',
      amountFen,
      purpose: form.purpose.trim(),
      until: form.until,
    };
    const result = await intent.run({ body });
    if (result.ok !== true) return;
    setForm(EMPTY);
    taken(result.answer);
    onStated(result.answer);
  };
  const line = (name: 'amount' | 'purpose' | 'until', hint?: string) => (
    <InputField
      id={`capital-${name}`}
      label={t(name)}
      type={name === 'until' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === `capital-${name}`)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <Act title={t('state')} label={t('stateDo')} faults={faults} intent={intent} onSend={send}>
      {forFirm && (
        <div className="field">
          <label htmlFor="capital-firm">{t('firm')}</label>
          <FirmPicker
            id="capital-firm"
            text={firm.text}
            onText={(text) => setFirm({ id: '', text })}
            onPick={(picked) => {
              if (picked.kind === 'known') setFirm({ id: picked.hit.id, text: picked.hit.name });
            }}
          />
        </div>
      )}
      <Kinds form={form} onForm={(kinds) => setForm({ ...form, ...kinds })} />
      {line('amount', t('amountHint'))}
      {line('purpose', t('purposeHint'))}
      {line('until')}
    </Act>
  );
}
