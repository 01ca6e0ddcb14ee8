import { useState } from 'react';
import type { Fault } from '../../../../parts/conditions.tsx';
import { useText } from '../../../../text/useText.ts';
import { wallDay } from '../../../../text/wall.ts';
import { workMatterText } from '../../../../text/workMatter.ts';
import { useDraft } from '../../parts/drafts.ts';
import { StepForm, Words } from '../StepForm.tsx';
import { emptying, type StepProps, useStep } from '../useStep.ts';

/** 等企业补充: what is missing, all at once, and the agreed day. The clock stops. */
export function Wait(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const [what, setWhat] = useDraft(`${matter.number}.wait`);
  const [day, setDay] = useState(wallDay(Date.parse(matter.asOf), 3));
  const done = emptying(props, () => setWhat(''));
  const step = useStep('POST /api/matters/:number/waits', done, true);
  const check = (): Fault[] => [
    ...(what.trim() === '' ? [{ field: 'wait-what', text: t('waitNeeded') }] : []),
    ...(day <= wallDay(Date.parse(matter.asOf), 0) ? [{ field: 'wait-day', text: t('waitUntilNeeded') }] : []),
  ];
  return (
    <StepForm
      {...props}
      step={step}
      title={t('waitTitle')}
      intro={t('waitWords')}
      label={t('waitSend')}
      mine={what}
      check={check}
      submit={(version) =>
        void step.run({ params: { number: matter.number }, body: { version, what: what.trim(), resumeBy: day } })
      }
    >
      <Words id="wait-what" first label={t('waitField')} value={what} onChange={setWhat} />
      <div className="field">
        <label htmlFor="wait-day">{t('waitUntil')}</label>
        <input
          id="wait-day"
          className="input"
          type="date"
          min={wallDay(Date.parse(matter.asOf), 1)}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
    </StepForm>
  );
}

/** 恢复计时 without an answer of the company. */
export function Resume(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const [reason, setReason] = useDraft(`${matter.number}.resume`);
  const done = emptying(props, () => setReason(''));
  const step = useStep('POST /api/matters/:number/resumption', done);
  return (
    <StepForm
      {...props}
      step={step}
      title={t('resumeTitle')}
      label={t('resumeSend')}
      mine={reason}
      check={() => (reason.trim() === '' ? [{ field: 'resume-reason', text: t('reasonNeeded') }] : [])}
      submit={(version) =>
        void step.run({ params: { number: matter.number }, body: { version, reason: reason.trim() } })
      }
    >
      <Words id="resume-reason" first label={t('reason')} value={reason} onChange={setReason} />
    </StepForm>
  );
}

/** 延期: before the due time, with a reason the company reads. */
export function Extend(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const [reason, setReason] = useDraft(`${matter.number}.extend`);
  const [days, setDays] = useState(2);
  const done = emptying(props, () => setReason(''));
  const step = useStep('POST /api/matters/:number/extension', done);
  return (
    <StepForm
      {...props}
      step={step}
      title={t('extendTitle')}
      intro={t('extendWords')}
      label={t('extendSend')}
      mine={reason}
      check={() => (reason.trim() === '' ? [{ field: 'extend-reason', text: t('reasonNeeded') }] : [])}
      submit={(version) =>
        void step.run({
          params: { number: matter.number },
          body: { version, reason: reason.trim(), workingDays: days },
        })
      }
    >
      <Words id="extend-reason" first label={t('reason')} value={reason} onChange={setReason} />
      <div className="field">
        <label htmlFor="extend-days">{t('extendDays')}</label>
        <select
          id="extend-days"
          className="input"
          value={days}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        >
          {Array.from({ length: 10 }, (_, index) => index + 1).map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </div>
    </StepForm>
  );
}
