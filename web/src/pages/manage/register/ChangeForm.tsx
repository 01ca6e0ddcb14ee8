import type { ChangeOrganization, OrganizationPage } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { networkText } from '../network/text.ts';
import { countOf, FORMS, filled } from './form.ts';
import { HostFields, hostBody, hostMissing, KEPT_HOST } from './HostFields.tsx';
import { OrganizationPicker, type Picked } from './OrganizationPicker.tsx';
import { useRegisterChanged } from './queries.ts';
import { registerText } from './text.ts';
import './register.css';

const parentOf = ({ parent }: OrganizationPage, pick: (name: { zh: string; en: string }) => string): Picked =>
  parent === null ? { id: '', text: '' } : { id: parent.id, text: pick(parent.name) };

/** What the form says beyond what the register holds: blank fields stay as they are, an emptied parent is none. */
function useForm(page: OrganizationPage) {
  const { pick } = useText(registerText);
  const [form, setForm] = useState({
    form: page.form,
    members: '',
    termBeganOn: page.termBeganOn ?? '',
    reelectionDueOn: page.reelectionDueOn ?? '',
    document: '',
    effectiveOn: today(),
    parent: parentOf(page, pick),
    host: KEPT_HOST,
  });
  const memberCount = countOf(form.members) ?? null;
  const parentId = form.parent.id === '' ? null : form.parent.id;
  const changes: Partial<ChangeOrganization> = {
    ...(form.form === page.form ? {} : { form: form.form }),
    ...filled({
      termBeganOn: form.termBeganOn === page.termBeganOn ? '' : form.termBeganOn,
      reelectionDueOn: form.reelectionDueOn === page.reelectionDueOn ? '' : form.reelectionDueOn,
    }),
    ...(memberCount === null ? {} : { memberCount }),
    ...(parentId === (page.parent?.id ?? null) ? {} : { parentId }),
    ...hostBody(form.host),
  };
  return { form, change: (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part })), changes };
}

type Form = ReturnType<typeof useForm>['form'];

interface FieldsProps {
  readonly page: OrganizationPage;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly change: (part: Partial<Form>) => void;
}

type TextName = 'members' | 'termBeganOn' | 'reelectionDueOn' | 'document' | 'effectiveOn';

function Fields({ page, form, faults, change }: FieldsProps) {
  const { t } = useText(registerText);
  const { t: word } = useText(networkText);
  const line = (name: TextName, label: string, more: { type?: 'date'; hint?: string } = {}) => (
    <InputField
      id={`change-${name}`}
      label={label}
      value={form[name]}
      onValue={(value) => change({ [name]: value })}
      invalid={faults.some(({ field }) => field === `change-${name}`)}
      {...more}
    />
  );
  return (
    <>
      <SelectField
        id="change-form"
        label={t('form')}
        value={form.form}
        options={FORMS.map((value) => ({ value, label: word(`form_${value}`) }))}
        onValue={(value) => change({ form: value })}
      />
      {line('members', t('memberCount'), { hint: t('memberHint') })}
      {line('termBeganOn', t('termBeganOn'), { type: 'date' })}
      {line('reelectionDueOn', t('reelectionDueOn'), { type: 'date' })}
      <OrganizationPicker
        id="change-parent"
        label={t('parent')}
        picked={form.parent}
        onPick={(parent) => change({ parent })}
        without={[page.id]}
        invalid={faults.some(({ field }) => field === 'change-parent')}
      />
      <HostFields host={form.host} onHost={(host) => change({ host })} keptLabel={t('keep')} />
      {line('document', t('document'))}
      {line('effectiveOn', t('effectiveOn'), { type: 'date' })}
    </>
  );
}

/** A dated change with its document; somebody else's change in between is refused and shown. */
export function ChangeForm({ page }: { page: OrganizationPage }) {
  const { t, pick } = useText(registerText);
  const changed = useRegisterChanged();
  const { form, change, changes } = useForm(page);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { run, busy, refusal } = useIntent('POST /api/organizations/:id/changes');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = gatherFaults([
      [countOf(form.members) === undefined, 'change-members', t('countFault')],
      [hostMissing(form.host), 'host-kind', t('hostFault')],
      [form.parent.id === '' && form.parent.text.trim() !== '', 'change-parent', t('parentFault')],
      [short(form.document), 'change-document', t('documentFault')],
      [form.effectiveOn === '', 'change-effectiveOn', t('dayFault')],
      [Object.keys(changes).length === 0, 'change-form', t('nothingFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const { effectiveOn } = form;
    const body = { ...changes, document: form.document.trim(), effectiveOn, version: page.version };
    const result = await run({ params: { id: page.id }, body });
    if (result.ok !== true) return;
    change({ document: '', members: '', host: KEPT_HOST });
    await changed();
  };
  return (
    <details className="no-print">
      <summary className="btn">{t('change')}</summary>
      <form className="register-form" noValidate onSubmit={(event) => void send(event)}>
        <p className="hint">{t('changeHint')}</p>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <Fields page={page} form={form} faults={faults} change={change} />
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('changeDo')}
        </button>
      </form>
    </details>
  );
}
