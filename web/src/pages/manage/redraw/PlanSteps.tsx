import type { AreaPlanDetail } from '@banfei/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import type { ApiRefusal } from '../../../api/refusal.ts';
import { Trouble } from '../../../parts/conditions.tsx';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { useText } from '../../../text/useText.ts';
import { instantOf, tomorrowAtEight } from '../../../text/wall.ts';
import { planQuery } from '../queries.ts';

interface StepsProps {
  readonly plan: AreaPlanDetail;
  /** Edits on the page that are not saved: they would not be part of what is proposed. */
  readonly dirty: boolean;
}

/** Takes up the answer of a step; a refusal is shown where the button is. */
function useStepDone(id: string) {
  const client = useQueryClient();
  return (answer: AreaPlanDetail) => {
    client.setQueryData(planQuery(id).queryKey, answer);
    void client.invalidateQueries({ queryKey: ['areas'] });
  };
}

const Refused = ({ refusal }: { refusal: ApiRefusal | null }) => {
  const { pick } = useText(manageRedrawText);
  return <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />;
};

function Propose({ plan, dirty }: StepsProps) {
  const { t } = useText(manageRedrawText);
  const done = useStepDone(plan.id);
  const { run, busy, refusal } = useIntent('POST /api/area-plans/:id/proposal');
  const [hour, setHour] = useState(() => tomorrowAtEight(Date.now()));
  const field = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (dirty) return;
    const body = { version: plan.version, effectiveAt: instantOf(hour) };
    const result = await run({ params: { id: plan.id }, body });
    if (result.ok === true) done(result.answer);
  };
  return (
    <form className="plan-step" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor={field}>{t('proposeAt')}</label>
        <input
          id={field}
          className="input"
          type="datetime-local"
          step={1}
          required
          value={hour}
          onChange={(event) => setHour(event.currentTarget.value)}
        />
      </div>
      {dirty && <p className="fault">{t('unsaved')}</p>}
      <button type="submit" className="btn pri" aria-disabled={busy || dirty}>
        {t('propose')}
      </button>
      <Refused refusal={refusal} />
    </form>
  );
}

function Approve({ plan }: { plan: AreaPlanDetail }) {
  const { t } = useText(manageRedrawText);
  const done = useStepDone(plan.id);
  const { run, busy, refusal } = useIntent('POST /api/area-plans/:id/approval');
  const press = async () => {
    const result = await run({ params: { id: plan.id }, body: { version: plan.version, mark: plan.mark } });
    if (result.ok === true) done(result.answer);
  };
  return (
    <div className="plan-step">
      <button type="button" className="btn pri" aria-disabled={busy} onClick={() => void press()}>
        {t('approve')}
      </button>
      <Refused refusal={refusal} />
    </div>
  );
}

function SendBack({ plan }: { plan: AreaPlanDetail }) {
  const { t } = useText(manageRedrawText);
  const done = useStepDone(plan.id);
  const { run, busy, refusal } = useIntent('POST /api/area-plans/:id/return');
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEmpty(reason.trim() === '');
    if (reason.trim() === '') return document.getElementById(field)?.focus();
    const result = await run({ params: { id: plan.id }, body: { version: plan.version, reason } });
    if (result.ok === true) done(result.answer);
  };
  return (
    <form className="plan-step field" onSubmit={(event) => void submit(event)} noValidate>
      <label htmlFor={field}>{t('backReason')}</label>
      {empty && (
        <p className="fault" id={`${field}-fault`} role="alert">
          {t('backEmpty')}
        </p>
      )}
      <textarea
        id={field}
        className="input"
        rows={2}
        maxLength={500}
        value={reason}
        aria-invalid={empty}
        aria-describedby={empty ? `${field}-fault` : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <button type="submit" className="btn" aria-disabled={busy}>
        {t('sendBack')}
      </button>
      <Refused refusal={refusal} />
    </form>
  );
}

function Withdraw({ plan }: { plan: AreaPlanDetail }) {
  const { t } = useText(manageRedrawText);
  const done = useStepDone(plan.id);
  const { run, busy, refusal } = useIntent('POST /api/area-plans/:id/withdrawal');
  const press = async () => {
    const result = await run({ params: { id: plan.id }, body: { version: plan.version } });
    if (result.ok === true) done(result.answer);
  };
  return (
    <div className="plan-step">
      <button type="button" className="btn quiet" aria-disabled={busy} onClick={() => void press()}>
        {t('withdraw')}
      </button>
      <Refused refusal={refusal} />
    </div>
  );
}

/** What the reader may do next with this plan. Two persons decide: whoever proposes waits for somebody else. */
export function PlanSteps({ plan, dirty }: StepsProps) {
  const { t, f } = useText(manageRedrawText);
  const role = useQuery(sessionQuery()).data?.role;
  const { state, own, stale, effectiveAt } = plan;
  if (role !== 'manager' || state === 'inForce' || state === 'withdrawn' || state === 'outdated') return null;
  return (
    <section className="plan-steps no-print">
      <h2 className="sec-title">{t('decide')}</h2>
      {state === 'proposed' && own && <p>{t('waitOther')}</p>}
      {state === 'approved' && effectiveAt !== null && <p>{t('waitHour', { time: f.instant(effectiveAt) })}</p>}
      {state === 'draft' && own && !stale.areas && <Propose plan={plan} dirty={dirty} />}
      {state === 'proposed' && !own && !stale.areas && <Approve plan={plan} />}
      {state === 'proposed' && !own && <SendBack plan={plan} />}
      {(own || state === 'approved') && <Withdraw plan={plan} />}
    </section>
  );
}
