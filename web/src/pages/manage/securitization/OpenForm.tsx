import type { OpenDeal } from '@banfei/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { securitizationText } from './text.ts';

const STRUCTURES = [
  'pledge_loan',
  'second_license',
  'sale_leaseback',
] as const satisfies readonly OpenDeal['structure'][];

/** Opens a product: a name and a structure are enough to begin soliciting. */
export function OpenForm() {
  const { t } = useText(securitizationText);
  const navigate = useNavigate();
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals');
  const [name, setName] = useState('');
  const [structure, setStructure] = useState<OpenDeal['structure']>('pledge_loan');
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const short = [...name.trim()].length < 2;
    setFault(short ? t('openFault') : '');
    if (short) return;
    const result = await run({ body: { name: name.trim(), structure } });
    if (result.ok !== true) return;
    taken(result.answer);
    void navigate({ to: '/m/ip/$id', params: { id: result.answer.id } });
  };
  return (
    <details className="desk-form no-print">
      <summary className="btn">{t('open')}</summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Refused refusal={refusal} fault={fault} />
        <InputField id="deal-name" label={t('openName')} value={name} onValue={setName} invalid={fault !== ''} />
        <fieldset className="field">
          <legend className="label">{t('structure')}</legend>
          <div className="desk-checks">
            {STRUCTURES.map((each) => (
              <label key={each}>
                <input type="radio" name="structure" checked={structure === each} onChange={() => setStructure(each)} />{' '}
                {t(`structure_${each}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('openDo')}
        </button>
      </form>
    </details>
  );
}
