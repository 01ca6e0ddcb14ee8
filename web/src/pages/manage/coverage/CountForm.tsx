import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { FirmPicker } from '../../work/parts/FirmPicker.tsx';
import { useCoverageChanged } from './queries.ts';
import { coverageText } from './text.ts';

const NOBODY = { id: '', text: '' };

/** A newer count of a unit, or a unit that comes onto the register. */
export function CountForm({ today }: { today: string }) {
  const { t, pick } = useText(coverageText);
  const changed = useCoverageChanged();
  const { run, busy, refusal } = useIntent('POST /api/coverage/counts');
  const [firm, setFirm] = useState(NOBODY);
  const [form, setForm] = useState({ count: '', on: today, source: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    const say = (wrong: boolean, field: string, text: string): void => {
      if (wrong) found.push({ field, text });
    };
    say(firm.id === '', 'count-firm', t('firmFault'));
    say(!/^\d{1,6}$/.test(form.count.trim()), 'count-number', t('numberFault'));
    say(form.on === '', 'count-on', t('dueFault'));
    say([...form.source.trim()].length < 2, 'count-source', t('documentFault'));
    setFaults(found);
    setDone(false);
    if (found.length > 0) return;
    const body = { firmId: firm.id, fullMembers: Number(form.count), countedOn: form.on, source: form.source.trim() };
    const result = await run({ body });
    if (result.ok !== true) return;
    setFirm(NOBODY);
    setForm({ ...form, count: '' });
    setDone(true);
    await changed();
  };
  const line = (name: keyof typeof form, id: string, label: string) => (
    <InputField
      id={id}
      label={label}
      type={name === 'on' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === id)}
    />
  );
  return (
    <details className="no-print">
      <summary className="btn">{t('count')}</summary>
      <form className="cover-form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <div className="field">
          <label htmlFor="count-firm">{t('countFirm')}</label>
          <FirmPicker
            id="count-firm"
            text={firm.text}
            onText={(text) => setFirm({ id: '', text })}
            onPick={(picked) => {
              if (picked.kind === 'known') setFirm({ id: picked.hit.id, text: picked.hit.name });
            }}
          />
        </div>
        {line('count', 'count-number', t('countNumber'))}
        {line('on', 'count-on', t('on'))}
        {line('source', 'count-source', t('countSource'))}
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('countDo')}
        </button>
        {done && <p role="status">{t('counted')}</p>}
      </form>
    </details>
  );
}
