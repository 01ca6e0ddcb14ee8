import { type CandidateDetail, INTERMEDIARY_KINDS } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Act } from '../../../parts/Act.tsx';
import type { Fault } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { useText } from '../../../text/useText.ts';
import { today } from '../../../text/wall.ts';
import { useCandidateTaken } from './queries.ts';
import { poolText } from './text.ts';

/** A securities house, law firm or accountant begins to work for the candidate; whoever keeps away from it cannot. */
export function Engage({ candidate }: { candidate: CandidateDetail }) {
  const { t } = useText(poolText);
  const taken = useCandidateTaken();
  const [kind, setKind] = useState<(typeof INTERMEDIARY_KINDS)[number]>('sponsor');
  const [form, setForm] = useState({ name: '', since: today() });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/candidates/:id/engagements');
  const send = async () => {
    const found = gatherFaults([
      [short(form.name), 'engage-name', t('houseFault')],
      [form.since === '', 'engage-since', t('dayFault')],
    ]);
    setFaults(found);
    if (found.length > 0) return;
    const body = { version: candidate.version, name: form.name.trim(), kind, since: form.since };
    const result = await intent.run({ params: { id: candidate.id }, body });
    if (result.ok !== true) return;
    setForm({ name: '', since: today() });
    taken(result.answer);
  };
  return (
    <Act title={t('engage')} label={t('engageDo')} faults={faults} intent={intent} onSend={send}>
      <InputField
        id="engage-name"
        label={t('house')}
        value={form.name}
        onValue={(name) => setForm({ ...form, name })}
        invalid={faults.some(({ field }) => field === 'engage-name')}
      />
      <SelectField
        id="engage-kind"
        label={t('houseKind')}
        value={kind}
        options={INTERMEDIARY_KINDS.map((value) => ({
          value,
          label: t(value === 'other' ? 'workOther' : `work_${value}`),
        }))}
        onValue={setKind}
      />
      <InputField
        id="engage-since"
        label={t('houseSince')}
        type="date"
        value={form.since}
        onValue={(since) => setForm({ ...form, since })}
        invalid={faults.some(({ field }) => field === 'engage-since')}
      />
    </Act>
  );
}
