import type { AddKeyDate, KeyDateKind } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../parts/conditions.tsx';
import { short } from '../../parts/form.ts';
import { InputField } from '../../parts/InputField.tsx';
import { useText } from '../../text/useText.ts';
import { FirmPicker } from '../work/parts/FirmPicker.tsx';
import { useMomentsTaken } from './queries.ts';
import { momentsText } from './text.ts';

const KINDS = ['certificate', 'filing', 'patentFee', 'leaseEnd'] as const satisfies readonly KeyDateKind[];
const EMPTY = { title: '', reference: '', dueOn: '', every: '' };

const NOBODY = { id: '', text: '' };

interface WhoseProps {
  readonly firm: typeof NOBODY;
  readonly onFirm: (firm: typeof NOBODY) => void;
}

function Whose({ firm, onFirm }: WhoseProps) {
  const { t } = useText(momentsText);
  return (
    <div className="field">
      <label htmlFor="date-firm">{t('firm')}</label>
      <FirmPicker
        id="date-firm"
        text={firm.text}
        onText={(text) => onFirm({ id: '', text })}
        onPick={(picked) => {
          if (picked.kind === 'known') onFirm({ id: picked.hit.id, text: picked.hit.name });
        }}
      />
    </div>
  );
}

function KindField({ kind, onKind }: { kind: KeyDateKind; onKind: (kind: KeyDateKind) => void }) {
  const { t } = useText(momentsText);
  return (
    <div className="field">
      <label htmlFor="date-kind">{t('kind')}</label>
      <select
        id="date-kind"
        className="input"
        value={kind}
        onChange={(event) => onKind(KINDS.find((each) => each === event.currentTarget.value) ?? kind)}
      >
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {t(`kind_${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A company enters a date of its own, an officer one of any company: what, which paper, which day, and whether it comes back. */
export function DateForm({ forOthers }: { forOthers: boolean }) {
  const { t, pick } = useText(momentsText);
  const taken = useMomentsTaken();
  const { run, busy, refusal } = useIntent('POST /api/key-dates');
  const [kind, setKind] = useState<KeyDateKind>('certificate');
  const [firm, setFirm] = useState(NOBODY);
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    const say = (wrong: boolean, field: string, text: string): void => {
      if (wrong) found.push({ field, text });
    };
    const months = form.every.trim() === '' ? null : Number(form.every);
    say(forOthers && firm.id === '', 'date-firm', t('firmFault'));
    say(short(form.title), 'date-title', t('titleFault'));
    say(short(form.reference), 'date-reference', t('referenceFault'));
    say(form.dueOn === '', 'date-dueOn', t('dueFault'));
    say(months !== null && !(Number.isInteger(months) && months >= 1 && months <= 120), 'date-every', t('everyFault'));
    setFaults(found);
    if (found.length > 0) return;
    const [title, reference] = [form.title.trim(), form.reference.trim()];
    const whose = forOthers ? { firmId: firm.id } : {};
    const body: AddKeyDate = { ...whose, kind, title, reference, dueOn: form.dueOn, everyMonths: months };
    const result = await run({ body });
    if (result.ok !== true) return;
    setForm(EMPTY);
    setFirm(NOBODY);
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
        {forOthers && <Whose firm={firm} onFirm={setFirm} />}
        <KindField kind={kind} onKind={setKind} />
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
