import type { DealDetail, DealRunView } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { RunResult } from './RunResult.tsx';
import { readTerms, TermsFields, termsForm } from './TermsFields.tsx';
import { securitizationText } from './text.ts';

const KINDS = { running: 'inHand', done: 'done', canceled: 'plain', failed: 'late' } as const;
const PATHS = '10000';

interface RunsProps {
  readonly deal: DealDetail;
  readonly chosen: ReadonlySet<string>;
}

/** Over the approved pool if there is one, otherwise over the candidates that are chosen on the page. */
function StartRun({ deal, chosen }: RunsProps) {
  const { t, f } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/runs');
  const [form, setForm] = useState(() => termsForm(deal.terms ?? deal.runs[0]?.terms ?? null, f.isoDay(deal.asOf)));
  const [paths, setPaths] = useState(PATHS);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const pooled = deal.participants.length > 0;
  const ids = deal.candidates.filter(({ id, state }) => state === 'in' && chosen.has(id)).map(({ id }) => id);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readTerms(form, 'run', t);
    const given = 'faults' in read ? [...read.faults] : [];
    const count = Number(paths);
    if (!(Number.isInteger(count) && count >= 1 && count <= 1_000_000))
      given.push({ field: 'run-paths', text: t('termFault', { name: t('paths'), want: t('wantPaths') }) });
    setFaults(given);
    if ('faults' in read || given.length > 0) return;
    const body = { candidateIds: pooled ? null : ids, terms: read.terms, paths: count };
    const result = await run({ params: { id: deal.id }, body });
    if (result.ok === true) taken(result.answer);
  };
  if (!pooled && ids.length === 0) return <p className="muted">{t('runNone')}</p>;
  return (
    <details className="desk-form no-print" open={deal.runs.length === 0}>
      <summary className="btn">
        {t('runs')} · {pooled ? t('runOnPool') : t('runOn', { count: ids.length })}
      </summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Refused refusal={refusal} />
        <TermsFields prefix="run" form={form} onForm={setForm} />
        <InputField id="run-paths" label={t('paths')} value={paths} onValue={setPaths} />
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('run')}
        </button>
      </form>
    </details>
  );
}

function Cancel({ run: { id } }: { run: DealRunView }) {
  const { t } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deal-runs/:id/cancellation');
  const press = async () => {
    const result = await run({ params: { id }, body: {} });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <div className="desk-acts no-print">
      <button type="button" className="btn" aria-disabled={busy} onClick={() => void press()}>
        {t('cancel')}
      </button>
      <Refused refusal={refusal} />
    </div>
  );
}

function Run({ deal, run }: { deal: DealDetail; run: DealRunView }) {
  const { t, f, pick } = useText(securitizationText);
  const { state, paths, pathsDone, result, startedAt, by } = run;
  return (
    <li className="desk-part">
      <p>
        <State kind={KINDS[state]}>{t(`run_${state}`)}</State>{' '}
        <span className="muted">{t('runBy', { by: pick(by), time: f.near(startedAt, deal.asOf) })}</span>
      </p>
      {state === 'running' && (
        <>
          <p role="status">
            {t('progress', { done: pathsDone, paths })}{' '}
            <progress max={paths} value={pathsDone} aria-label={t('run_running')} />
          </p>
          {deal.mine && <Cancel run={run} />}
        </>
      )}
      {result !== null && <RunResult result={result} />}
    </li>
  );
}

/** Scenarios to the fen and a simulation: the newest open, earlier ones folded. */
export function Runs({ deal, chosen }: RunsProps) {
  const { t } = useText(securitizationText);
  const [newest, ...earlier] = deal.runs;
  const busy = deal.runs.some(({ state }) => state === 'running');
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('runs')}</h2>
      <p className="hint">{t('runsSay')}</p>
      {deal.mine && !busy && <StartRun deal={deal} chosen={chosen} />}
      {newest !== undefined && (
        <ul className="desk-part">
          <Run deal={deal} run={newest} />
        </ul>
      )}
      {earlier.length > 0 && (
        <details>
          <summary className="link">{t('earlier', { count: earlier.length })}</summary>
          <ul className="desk-part">
            {earlier.map((run) => (
              <Run key={run.id} deal={deal} run={run} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
