import type { AddCandidate as Body, DealDetail } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault } from '../../../parts/conditions.tsx';
import { short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { type TextKey, useText } from '../../../text/useText.ts';
import { FirmPicker } from '../../work/parts/FirmPicker.tsx';
import { fenOf, shareOf } from './amounts.ts';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { securitizationText } from './text.ts';

interface Form extends Pick<Body, 'kind' | 'legalState' | 'disputed' | 'pledged'> {
  readonly firmText: string;
  readonly firmId: string;
  readonly rights: string;
  readonly industry: string;
  readonly patents: string;
  readonly principal: string;
  readonly appraised: string;
  readonly risk: string;
  readonly expires: string;
}

const EMPTY: Form = {
  firmText: '',
  firmId: '',
  rights: '',
  industry: '',
  patents: '1',
  principal: '',
  appraised: '',
  risk: '1',
  expires: '',
  kind: 'patent',
  legalState: 'inForce',
  disputed: false,
  pledged: false,
};

const KINDS = ['patent', 'license', 'loan'] as const satisfies readonly Body['kind'][];
const STATES = ['inForce', 'pending', 'lapsed'] as const satisfies readonly Body['legalState'][];

type Say = (key: TextKey<typeof securitizationText>) => string;
/** The form as the server takes it, or what is wrong with it, field by field. */
function readForm(
  form: Form,
  t: Say,
): { readonly body: Omit<Body, 'version'> } | { readonly faults: readonly Fault[] } {
  const principalFen = fenOf(form.principal);
  const appraisedFen = form.appraised.trim() === '' ? null : fenOf(form.appraised);
  const risk = shareOf(form.risk);
  const faults: Fault[] = [];
  const say = (wrong: boolean, field: string, key: TextKey<typeof securitizationText>): void => {
    if (wrong) faults.push({ field, text: t(key) });
  };
  say(form.firmId === '', 'candidate-firm', 'addFirmFault');
  say(short(form.rights), 'candidate-rights', 'addRightsFault');
  say(short(form.industry), 'candidate-industry', 'addIndustryFault');
  say(principalFen === null, 'candidate-principal', 'addPrincipalFault');
  say(appraisedFen === null && form.appraised.trim() !== '', 'candidate-appraised', 'addAppraisedFault');
  say(risk === null, 'candidate-risk', 'addRiskFault');
  if (faults.length > 0 || principalFen === null || risk === null) return { faults };
  const { firmId, kind, legalState, disputed, pledged } = form;
  const [rights, industry] = [form.rights.trim(), form.industry.trim()];
  const patents = Math.min(9999, Math.max(0, Number.parseInt(form.patents, 10) || 0));
  const expires = form.expires === '' ? null : form.expires;
  const known = { firmId, kind, legalState, disputed, pledged, rights, industry, patents, expires };
  return { body: { ...known, principalFen, appraisedFen, risk } };
}

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly nameOf: (value: Value) => string;
  readonly onValue: (value: Value) => void;
}

function Choice<Value extends string>({ id, label, value, values, nameOf, onValue }: ChoiceProps<Value>) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onValue(values.find((each) => each === event.currentTarget.value) ?? value)}
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface FieldsProps {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
}

function Fields({ form, change }: FieldsProps) {
  const { t } = useText(securitizationText);
  const line = (name: 'rights' | 'industry' | 'patents' | 'principal' | 'appraised' | 'expires', label: string) => (
    <InputField
      id={`candidate-${name}`}
      label={label}
      type={name === 'expires' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => change({ [name]: value })}
      {...(name === 'appraised' || name === 'expires' ? { hint: t('optional') } : {})}
    />
  );
  return (
    <div className="desk-fields">
      {line('rights', t('rights'))}
      {line('industry', t('industry'))}
      <Choice
        id="candidate-kind"
        label={t('kind')}
        value={form.kind}
        values={KINDS}
        nameOf={(each) => t(`kind_${each}`)}
        onValue={(kind) => change({ kind })}
      />
      {line('patents', t('patents'))}
      {line('principal', t('principal'))}
      {line('appraised', t('appraised'))}
      <InputField id="candidate-risk" label={t('riskPercent')} value={form.risk} onValue={(risk) => change({ risk })} />
      <Choice
        id="candidate-legal"
        label={t('legalState')}
        value={form.legalState}
        values={STATES}
        nameOf={(each) => t(`state_${each}`)}
        onValue={(legalState) => change({ legalState })}
      />
      {line('expires', t('expires'))}
      <div className="desk-checks">
        {(['disputed', 'pledged'] as const).map((each) => (
          <label key={each}>
            <input
              type="checkbox"
              checked={form[each]}
              onChange={(event) => change({ [each]: event.currentTarget.checked })}
            />{' '}
            {t(each)}
          </label>
        ))}
      </div>
    </div>
  );
}

/** Enters a company of the register with what is known of its rights. */
export function AddCandidate({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/candidates');
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form, t);
    setFaults('faults' in read ? read.faults : []);
    if ('faults' in read) return;
    const result = await run({ params: { id: deal.id }, body: { ...read.body, version: deal.version } });
    if (result.ok !== true) return;
    setForm(EMPTY);
    taken(result.answer);
  };
  return (
    <details className="desk-form no-print">
      <summary className="btn">{t('add')}</summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Refused refusal={refusal} />
        <div className="field">
          <label htmlFor="candidate-firm">{t('firm')}</label>
          <FirmPicker
            id="candidate-firm"
            text={form.firmText}
            onText={(firmText) => change({ firmText, firmId: '' })}
            onPick={(firm) => {
              if (firm.kind === 'known') change({ firmText: firm.hit.name, firmId: firm.hit.id });
            }}
          />
        </div>
        <Fields form={form} change={change} />
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('addDo')}
        </button>
      </form>
    </details>
  );
}
