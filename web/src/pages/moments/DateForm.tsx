import type { AddKeyDate, KeyDateKind } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../parts/conditions.tsx';
import { InputField } from '../../parts/InputField.tsx';
import { useText } from '../../text/useText.ts';
import { useMomentsTaken } from './queries.ts';
import { momentsText } from './text.ts';

const KINDS = ['certificate', 'filing', 'patentFee', 'leaseEnd'] as const satisfies readonly KeyDateKind[];
const EMPTY = { title: '', reference: '', dueOn: '', every: '' };

const short = (text: string): boolean => [...text.trim()].length < 2;

/** A company enters a date of its own: what, which paper, which day, and whether it comes back. */
export function DateForm() {
  const { t, pick } = useText(momentsText);
  const taken = useMomentsTaken();
  const { run, busy, refusal } = useIntent('POST /api/key-dates');
  const [kind, setKind] = useState<KeyDateKind>('certificate');
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    const say = (wrong: boolean, field: string, text: string): void => {
      if (wrong) found.push({ field, text });
    };
    const months = form.every.trim() === '' ? null : Number(form.every);
    say(short(form.title), 'date-title', t('titleFault'));
    say(short(form.reference), 'date-reference', t('referenceFault'));
    say(form.dueOn === '', 'date-dueOn', t('dueFault'));
    say(months !== null && !(Number.isInteger(months) && months >= 1 && months <= 120), 'date-every', t('everyFault'));
    setFaults(found);
    if (found.length > 0) return;
    const [title, reference] = [form.title.trim(), form.reference.trim()];
    const body: AddKeyDate = { kind, title, reference, dueOn: form.dueOn, everyMonths: months };
    const result = await run({ body });
    if (result.ok !== true) return;
    setForm(EMPTY);
    taken(result.answer);
  };
  const line = (name: keyof typeof EMPTY, label: string, hint?: string) => (
    <InputField
      id={`date-${name}`}
      label={label}
      type={name === 'dueOn' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === `date-${name}`)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <details className="date-form">
      <summary className="btn pri">{t('add')}</summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <div className="field">
          <label htmlFor="date-kind">{t('kind')}</label>
          <select
            id="date-kind"
            className="input"
            value={kind}
            onChange={(event) => setKind(KINDS.find((each) => each === event.currentTarget.value) ?? kind)}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`kind_${each}`)}
              </option>
            ))}
          </select>
        </div>
        {line('title', t('title'))}
        {line('reference', t('reference'))}
        {line('dueOn', t('dueOn'))}
        {line('every', t('everyMonths'), t('everyHint'))}
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('addDo')}
        </button>
      </form>
    </details>
  );
}
