import type { FactDefinitionView } from '@banfei/contracts';
import { useState } from 'react';
import { InputField } from '../../parts/InputField.tsx';
import { SelectField } from '../../parts/SelectField.tsx';
import { useText } from '../../text/useText.ts';
import { FactForm } from './FactForm.tsx';
import type { Whose } from './queries.ts';
import { reachText } from './text.ts';

interface AnyFactProps {
  readonly firmId: Whose;
  readonly names: readonly FactDefinitionView[];
  readonly fiscalYear: number;
}

/** Any fact of the vocabulary: first which one, then its value and its paper. */
export function AnyFact({ firmId, names, fiscalYear }: AnyFactProps) {
  const { t, pick } = useText(reachText);
  const [name, setName] = useState('');
  const [year, setYear] = useState(String(fiscalYear));
  const open = names.filter(({ byOfficer }) => firmId !== null || !byOfficer);
  const options = [
    { value: '', label: t('choose') },
    ...open.map((each) => ({ value: each.name, label: pick(each.title) })),
  ];
  const chosen = open.find((each) => each.name === name);
  const yearly = chosen?.yearly === true;
  const known = /^\d{4}$/.test(year);
  return (
    <details>
      <summary className="btn">{t('enter')}</summary>
      <div className="reach-form">
        <div className="reach-pair">
          <SelectField id="fact-name" label={t('which')} value={name} options={options} onValue={setName} />
          {yearly && (
            <InputField
              id="fact-year"
              label={t('year')}
              value={year}
              onValue={setYear}
              invalid={!known}
              {...(known ? {} : { hint: t('yearFault') })}
            />
          )}
        </div>
      </div>
      {chosen !== undefined && (!yearly || known) && (
        <FactForm
          key={`${name} ${yearly ? year : ''}`}
          id="fact"
          firmId={firmId}
          asked={[{ name, year: yearly ? Number(year) : null }]}
          names={names}
        />
      )}
    </details>
  );
}
