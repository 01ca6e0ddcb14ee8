import type { OrganizationForm, OrganizationRow, RegisterOrganization } from '@banfei/contracts';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { networkText } from '../network/text.ts';
import { countOf, FORMS, filled } from './form.ts';
import { type HostChoice, HostFields, hostBody, hostMissing, KEPT_HOST } from './HostFields.tsx';
import { NOBODY, OrganizationPicker, type Picked } from './OrganizationPicker.tsx';
import { useRegisterChanged } from './queries.ts';
import { registerText } from './text.ts';
import './register.css';

interface Form {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: OrganizationRow['kind'];
  readonly form: OrganizationForm;
  readonly document: string;
  readonly approvedOn: string;
  readonly members: string;
  readonly termBeganOn: string;
  readonly reelectionDueOn: string;
  readonly parent: Picked;
  readonly host: HostChoice;
}

const fresh = (): Form => ({
  code: '',
  nameZh: '',
  nameEn: '',
  kind: 'keyCompany',
  form: 'branch',
  document: '',
  approvedOn: today(),
  members: '',
  termBeganOn: '',
  reelectionDueOn: '',
  parent: NOBODY,
  host: KEPT_HOST,
});

type Words = ReturnType<typeof useText<typeof registerText>>;

const faultsOf = (form: Form, { t }: Pick<Words, 't'>): readonly Fault[] =>
  gatherFaults([
    [!/^[A-Za-z0-9-]{1,20}$/.test(form.code.trim()), 'org-code', t('codeFault')],
    [short(form.nameZh), 'org-nameZh', t('nameFault')],
    [short(form.nameEn), 'org-nameEn', t('nameFault')],
    [short(form.document), 'org-document', t('documentFault')],
    [form.approvedOn === '', 'org-approvedOn', t('dayFault')],
    [countOf(form.members) === undefined, 'org-members', t('countFault')],
    [hostMissing(form.host), 'host-kind', t('hostFault')],
    [form.parent.id === '' && form.parent.text.trim() !== '', 'org-parent', t('parentFault')],
  ]);

function bodyOf(form: Form): RegisterOrganization {
  const memberCount = countOf(form.members) ?? null;
  return {
    code: form.code.trim(),
    name: { zh: form.nameZh.trim(), en: form.nameEn.trim() },
    kind: form.kind,
    form: form.form,
    document: form.document.trim(),
    approvedOn: form.approvedOn,
    ...filled({ termBeganOn: form.termBeganOn, reelectionDueOn: form.reelectionDueOn, parentId: form.parent.id }),
    ...(memberCount === null ? {} : { memberCount }),
    ...hostBody(form.host),
  };
}

interface FieldsProps {
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly change: (part: Partial<Form>) => void;
}

type TextName =
  | 'code'
  | 'nameZh'
  | 'nameEn'
  | 'document'
  | 'approvedOn'
  | 'members'
  | 'termBeganOn'
  | 'reelectionDueOn';

function Fields({ form, faults, change }: FieldsProps) {
  const { t } = useText(registerText);
  const { t: word } = useText(networkText);
  const line = (name: TextName, label: string, more: { type?: 'date'; hint?: string } = {}) => (
    <InputField
      id={`org-${name}`}
      label={label}
      value={form[name]}
      onValue={(value) => change({ [name]: value })}
      invalid={faults.some(({ field }) => field === `org-${name}`)}
      {...more}
    />
  );
  return (
    <>
      {line('code', t('code'))}
      {line('nameZh', t('nameZh'))}
      {line('nameEn', t('nameEn'))}
      <SelectField
        id="org-kind"
        label={t('kind')}
        value={form.kind}
        options={(['keyCompany', 'researchPlatform'] as const).map((value) => ({ value, label: word(value) }))}
        onValue={(kind) => change({ kind })}
      />
      <SelectField
        id="org-form"
        label={t('form')}
        value={form.form}
        options={FORMS.map((value) => ({ value, label: word(`form_${value}`) }))}
        onValue={(value) => change({ form: value })}
      />
      <HostFields host={form.host} onHost={(host) => change({ host })} keptLabel={t('host_none')} />
      <OrganizationPicker
        id="org-parent"
        label={t('parent')}
        picked={form.parent}
        onPick={(parent) => change({ parent })}
        invalid={faults.some(({ field }) => field === 'org-parent')}
      />
      {line('document', t('document'))}
      {line('approvedOn', t('approvedOn'), { type: 'date' })}
      {line('members', t('memberCount'), { hint: t('memberHint') })}
      {line('termBeganOn', t('termBeganOn'), { type: 'date' })}
      {line('reelectionDueOn', t('reelectionDueOn'), { type: 'date' })}
    </>
  );
}

/** A new organization: who it is, where it is hosted, below whom it stands, by which document. */
export function RegisterPage() {
  const { t, pick } = useText(registerText);
  useTitle(t('register'));
  const navigate = useNavigate();
  const changed = useRegisterChanged();
  const [form, setForm] = useState(fresh);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { run, busy, refusal } = useIntent('POST /api/organizations');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(form, { t });
    setFaults(found);
    if (found.length > 0) return;
    const result = await run({ body: bodyOf(form) });
    if (result.ok !== true) return;
    await changed();
    await navigate({ to: '/m/organizations/$id', params: { id: result.answer.id } });
  };
  return (
    <div className="register-page">
      <nav className="crumb">
        <Link to="/m/network">{t('network')}</Link>
      </nav>
      <Statement sub={t('registerSay')}>{t('register')}</Statement>
      <form className="register-form" noValidate onSubmit={(event) => void send(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <Fields form={form} faults={faults} change={(part) => setForm((before) => ({ ...before, ...part }))} />
        <button type="submit" className="btn pri big" aria-disabled={busy}>
          {t('registerDo')}
        </button>
      </form>
    </div>
  );
}
