import type { PartnershipKind } from '@banfei/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Act } from '../../../parts/Act.tsx';
import type { Fault } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { NOBODY, OrganizationPicker, type Picked } from '../register/OrganizationPicker.tsx';
import { useRegisterChanged } from '../register/queries.ts';
import { partnershipsText } from './text.ts';

export const PARTNERSHIP_KINDS = [
  'jointBuilding',
  'chain',
  'research',
  'service',
] as const satisfies readonly PartnershipKind[];

/** Two organizations, what they are together for, since when, by which agreement. */
export function FoundForm() {
  const { t } = useText(partnershipsText);
  const navigate = useNavigate();
  const changed = useRegisterChanged();
  const [pair, setPair] = useState<{ first: Picked; second: Picked }>({ first: NOBODY, second: NOBODY });
  const [kind, setKind] = useState<PartnershipKind>('jointBuilding');
  const [form, setForm] = useState({ purpose: '', beganOn: today(), document: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/partnerships');
  const send = async () => {
    const found = gatherFaults([
      [pair.first.id === '', 'found-first', t('firstFault')],
      [pair.second.id === '', 'found-second', t('secondFault')],
      [short(form.purpose), 'found-purpose', t('purposeFault')],
      [form.beganOn === '', 'found-beganOn', t('dayFault')],
      [short(form.document), 'found-document', t('documentFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const ids = { firstId: pair.first.id, secondId: pair.second.id };
    const words = { purpose: form.purpose.trim(), document: form.document.trim() };
    const result = await intent.run({ body: { ...ids, kind, beganOn: form.beganOn, ...words } });
    if (result.ok !== true) return;
    await changed();
    await navigate({ to: '/m/partnerships/$id', params: { id: result.answer.id } });
  };
  const line = (name: keyof typeof form, label: string) => (
    <InputField
      id={`found-${name}`}
      label={label}
      type={name === 'beganOn' ? 'date' : 'text'}
      value={form[name]}
      onValue={(value) => setForm({ ...form, [name]: value })}
      invalid={faults.some(({ field }) => field === `found-${name}`)}
    />
  );
  const partner = (name: keyof typeof pair, other: Picked) => (
    <OrganizationPicker
      id={`found-${name}`}
      label={t(name)}
      picked={pair[name]}
      onPick={(picked) => setPair({ ...pair, [name]: picked })}
      without={[other.id]}
      invalid={faults.some(({ field }) => field === `found-${name}`)}
    />
  );
  return (
    <Act title={t('found')} label={t('foundDo')} faults={faults} intent={intent} onSend={send}>
      {partner('first', pair.second)}
      {partner('second', pair.first)}
      <SelectField
        id="found-kind"
        label={t('kind')}
        value={kind}
        options={PARTNERSHIP_KINDS.map((value) => ({ value, label: t(value) }))}
        onValue={setKind}
      />
      {line('purpose', t('purpose'))}
      {line('beganOn', t('beganOn'))}
      {line('document', t('document'))}
    </Act>
  );
}
