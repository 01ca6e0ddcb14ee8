import type { CoverageStepView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { SelectField } from '../../../parts/SelectField.tsx';
import { State } from '../../../parts/State.tsx';
import { Table } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { useCoverageChanged } from './queries.ts';
import { coverageText } from './text.ts';

/** A step ends with its evidence, or comes off the plan with a reason. */
function CloseForm({ step, today, name }: { step: CoverageStepView; today: string; name: string }) {
  const { t, pick } = useText(coverageText);
  const changed = useCoverageChanged();
  const { run, busy, refusal } = useIntent('POST /api/coverage/steps/:id/closing');
  const [outcome, setOutcome] = useState<'done' | 'dropped'>('done');
  const [on, setOn] = useState(today);
  const [document, setDocument] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { id, version } = step;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    if (on === '') found.push({ field: `on-${id}`, text: t('dueFault') });
    if ([...document.trim()].length < 2) found.push({ field: `doc-${id}`, text: t('documentFault') });
    setFaults(found);
    if (found.length > 0) return;
    const result = await run({ params: { id }, body: { version, outcome, on, document: document.trim() } });
    if (result.ok === true) await changed();
  };
  return (
    <details className="no-print">
      <summary className="link">
        {t('close')} <span className="vh">{name}</span>
      </summary>
      <form className="cover-form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <SelectField
          id={`out-${id}`}
          label={t('outcome')}
          value={outcome}
          options={(['done', 'dropped'] as const).map((value) => ({ value, label: t(`out_${value}`) }))}
          onValue={setOutcome}
        />
        <InputField id={`on-${id}`} label={t('on')} type="date" value={on} onValue={setOn} />
        <InputField
          id={`doc-${id}`}
          label={t('document')}
          value={document}
          onValue={setDocument}
          invalid={faults.some(({ field }) => field === `doc-${id}`)}
        />
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('closeDo')}
        </button>
      </form>
    </details>
  );
}

interface StepsProps {
  readonly steps: readonly CoverageStepView[];
  readonly today: string;
  readonly mayPlan: boolean;
}

/** Open steps of the plan: what, who answers, until when. */
export function Steps({ steps, today, mayPlan }: StepsProps) {
  const { t, f, pick } = useText(coverageText);
  const nameOf = ({ units, mode }: CoverageStepView): string =>
    t('stepFor', { units: f.list(units.map(({ name }) => name)), mode: t(`mode_${mode}`) });
  return (
    <section>
      <h2 className="sec-title">{t('steps')}</h2>
      {steps.length === 0 ? (
        <p className="muted">{t('noSteps')}</p>
      ) : (
        <Table
          label={t('steps')}
          rows={steps}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'step',
              name: t('step'),
              kind: 'name',
              cell: (step) => (
                <div className="cover-unit">
                  <span>{nameOf(step)}</span>
                  <small className="muted">{pick(step.reason)}</small>
                  {mayPlan && <CloseForm step={step} today={today} name={nameOf(step)} />}
                </div>
              ),
            },
            {
              id: 'owner',
              name: t('owner'),
              cell: ({ post, matter }) => (
                <div className="cover-unit">
                  <span>{pick(post.name)}</span>
                  <Link className="link" to="/w/req/$number" params={{ number: matter }}>
                    {matter}
                  </Link>
                </div>
              ),
            },
            {
              id: 'due',
              name: t('due'),
              cell: ({ dueOn, late }) => (
                <State kind={late ? 'late' : 'inHand'}>{t(late ? 'late' : 'by', { day: dueOn })}</State>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
