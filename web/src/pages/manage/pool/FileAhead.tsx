import type { CandidateDetail } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Act } from '../../../parts/Act.tsx';
import type { Fault } from '../../../parts/conditions.tsx';
import { gatherFaults, short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { useText } from '../../../text/useText.ts';
import { useCandidateTaken } from './queries.ts';
import { poolText } from './text.ts';

/** A paper that is here already, ahead of the move that will ask for it. Nothing is shown when none is missing. */
export function FileAhead({ candidate }: { candidate: CandidateDetail }) {
  const { t, pick } = useText(poolText);
  const taken = useCandidateTaken();
  const items = candidate.possible.flatMap((move) => move.items).filter(({ reference }) => reference === null);
  const missing = [...new Map(items.map(({ item, name }) => [item, name]))];
  const [chosen, setChosen] = useState('');
  const [reference, setReference] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/candidates/:id/evidence');
  const item = missing.find(([each]) => each === chosen)?.[0] ?? missing[0]?.[0];
  if (item === undefined) return null;
  const send = async () => {
    const found = gatherFaults([[short(reference), 'ahead-reference', t('aheadFault')]]);
    setFaults(found);
    if (found.length > 0) return;
    const body = { version: candidate.version, item, reference: reference.trim() };
    const result = await intent.run({ params: { id: candidate.id }, body });
    if (result.ok !== true) return;
    setReference('');
    taken(result.answer);
  };
  return (
    <Act title={t('ahead')} label={t('aheadDo')} faults={faults} intent={intent} onSend={send}>
      <SelectField
        id="ahead-item"
        label={t('aheadItem')}
        value={item}
        options={missing.map(([value, name]) => ({ value, label: pick(name) }))}
        onValue={setChosen}
      />
      <InputField
        id="ahead-reference"
        label={t('aheadReference')}
        value={reference}
        onValue={setReference}
        invalid={faults.length > 0}
      />
    </Act>
  );
}
