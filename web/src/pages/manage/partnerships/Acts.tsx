import type { PartnershipView } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Act } from '../../../parts/Act.tsx';
import type { Fault } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { useRegisterChanged } from '../register/queries.ts';
import { partnershipsText } from './text.ts';

/** What partners did, with what came of it. */
export function HoldForm({ partnership }: { partnership: PartnershipView }) {
  const { t } = useText(partnershipsText);
  const changed = useRegisterChanged();
  const [form, setForm] = useState({ heldOn: today(), title: '', result: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/partnerships/:id/activities');
  const send = async () => {
    const found = gatherFaults([
      [form.heldOn === '', 'hold-heldOn', t('dayFault')],
      [short(form.title), 'hold-title', t('titleFault')],
      [short(form.result), 'hold-result', t('resultFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const body = { heldOn: form.heldOn, title: form.title.trim(), result: form.result.trim() };
    const result = await intent.run({ params: { id: partnership.id }, body });
    if (result.ok !== true) return;
    setForm({ heldOn: today(), title: '', result: '' });
    await changed();
  };
  return (
    <Act title={t('hold')} label={t('holdDo')} faults={faults} intent={intent} onSend={send}>
      {(['heldOn', 'title', 'result'] as const).map((name) => (
        <InputField
          key={name}
          id={`hold-${name}`}
          label={t(name)}
          type={name === 'heldOn' ? 'date' : 'text'}
          value={form[name]}
          onValue={(value) => setForm({ ...form, [name]: value })}
          invalid={faults.some(({ field }) => field === `hold-${name}`)}
        />
      ))}
    </Act>
  );
}

/** The end of a partnership, by a document; what was done stays. */
export function EndPartnershipForm({ partnership }: { partnership: PartnershipView }) {
  const { t } = useText(partnershipsText);
  const changed = useRegisterChanged();
  const [form, setForm] = useState({ endedOn: today(), document: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/partnerships/:id/ending');
  const send = async () => {
    const found = gatherFaults([
      [form.endedOn === '', 'end-endedOn', t('dayFault')],
      [short(form.document), 'end-document', t('documentFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const body = { endedOn: form.endedOn, document: form.document.trim() };
    const result = await intent.run({ params: { id: partnership.id }, body });
    if (result.ok === true) await changed();
  };
  return (
    <Act title={t('end')} label={t('endDo')} hint={t('endHint')} faults={faults} intent={intent} onSend={send}>
      {(['endedOn', 'document'] as const).map((name) => (
        <InputField
          key={name}
          id={`end-${name}`}
          label={t(name === 'endedOn' ? 'endDay' : 'endDocument')}
          type={name === 'endedOn' ? 'date' : 'text'}
          value={form[name]}
          onValue={(value) => setForm({ ...form, [name]: value })}
          invalid={faults.some(({ field }) => field === `end-${name}`)}
        />
      ))}
    </Act>
  );
}
