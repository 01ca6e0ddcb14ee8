import type { MatterDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Clock } from '../../../parts/Clock.tsx';
import { logText } from '../../../parts/log/text.ts';
import { may } from '../../../parts/matter.ts';
import { PostCard } from '../../../parts/PostCard.tsx';
import { blocksOf } from '../../../parts/track/layout.ts';
import { useText } from '../../../text/useText.ts';
import { taken } from './SayMore.tsx';
import { requestText } from './text.ts';

interface NextStep {
  readonly id: string;
  readonly what: string;
  readonly when: string;
}

type Words = ReturnType<typeof useText<typeof requestText>>;

/** What comes next, from the state alone. */
function nextSteps(matter: MatterDetail, { t, f, pick }: Words): NextStep[] {
  if (matter.state === 'closed') return [];
  const steps: NextStep[] = [];
  const post = matter.owner === null ? '' : pick(matter.owner.name);
  const near = (instant: string) => t('nextBy', { time: f.near(instant, matter.asOf) });
  const respond = matter.clocks.find((clock) => clock.id === 'respond');
  const resolve = matter.clocks.find((clock) => clock.id === 'resolve');
  const offer = matter.pendingOffer;
  if (respond !== undefined && respond.metAt === null && respond.dueAt !== null) {
    steps.push({ id: 'respond', what: t('nextRespond', { post }), when: near(respond.dueAt) });
  }
  if (offer?.status === 'pending') {
    const what = t(offer.kind === 'assist' ? 'nextAssist' : 'nextAccept', { post: pick(offer.to.name) });
    steps.push({ id: 'offer', what, when: near(offer.lapsesAt) });
  }
  if (matter.state === 'waiting') {
    const what = matter.pauses.findLast((pause) => pause.until === null)?.what ?? '';
    steps.push({ id: 'supply', what: t('nextSupply', { what }), when: t('nextAfter') });
  }
  if (matter.state !== 'proposed' && resolve !== undefined) {
    const when =
      resolve.dueAt === null || resolve.status === 'red' ? '' : t('nextBy', { time: f.instant(resolve.dueAt) });
    steps.push({ id: 'result', what: t('nextResult', { post }), when });
  }
  return [...steps, { id: 'confirm', what: t('nextConfirm'), when: t('nextConfirmSub') }];
}

function Next({ matter }: { matter: MatterDetail }) {
  const words = useText(requestText);
  const steps = nextSteps(matter, words);
  if (steps.length === 0) return null;
  return (
    <section className="r-next">
      <h2 className="rail-title">{words.t('next')}</h2>
      <ol className="next">
        {steps.map((step, at) => (
          <li key={step.id}>
            <b>{at + 1}</b>
            <span>
              {step.what}
              {step.when !== '' && <small>{step.when}</small>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Nudge({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(requestText);
  const intent = useIntent('POST /api/matters/:number/nudge');
  const [done, setDone] = useState(false);
  const nudge = async () => {
    const result = await intent.run({ params: { number: matter.number }, body: {} });
    if (result.ok !== true) return;
    setDone(true);
    taken(result.answer);
  };
  if (!may(matter, 'nudge') && !done) return null;
  return (
    <div aria-live="polite">
      {done ? (
        <p className="request-note">{t('nudged', { post: matter.owner === null ? '' : pick(matter.owner.name) })}</p>
      ) : (
        <button type="button" className="btn" aria-disabled={intent.busy} onClick={() => void nudge()}>
          {t('nudge')}
        </button>
      )}
      {intent.refusal !== null && <p className="fault">{pick(intent.refusal.sentence)}</p>}
    </div>
  );
}

function Withdraw({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(requestText);
  const intent = useIntent('POST /api/matters/:number/withdrawal');
  const withdraw = async () => {
    const result = await intent.run({ params: { number: matter.number }, body: { version: matter.version } });
    if (result.ok === true) taken(result.answer);
  };
  if (!may(matter, 'withdrawal')) return null;
  return (
    <details>
      <summary>{t('withdraw')}</summary>
      <p>{t('withdrawSub')}</p>
      <button type="button" className="btn" aria-disabled={intent.busy} onClick={() => void withdraw()}>
        {t('withdrawDo')}
      </button>
      {intent.refusal !== null && <p className="fault">{pick(intent.refusal.sentence)}</p>}
    </details>
  );
}

function Settle({ matter }: { matter: MatterDetail }) {
  const { t } = useText(requestText);
  const solvable = may(matter, 'confirmation') && matter.state !== 'proposed';
  if (!solvable && !may(matter, 'nudge') && !may(matter, 'withdrawal')) return null;
  return (
    <section className="settle no-print">
      <h2 className="rail-title">{t('done')}</h2>
      {solvable && (
        <div className="r-done settle">
          <p>{t('doneSub')}</p>
          <Link className="btn" to="/e/requests/$number/confirm" params={{ number: matter.number }}>
            {t('confirm')}
          </Link>
        </div>
      )}
      <Nudge matter={matter} />
      <Withdraw matter={matter} />
    </section>
  );
}

function Rating({ rating }: { rating: NonNullable<MatterDetail['rating']> }) {
  const { t } = useText(requestText);
  const words = useText(logText);
  const grades = { 1: 'grade1', 2: 'grade2', 3: 'grade3', 4: 'grade4', 5: 'grade5' } as const;
  const grade = rating.grade === 1 || rating.grade === 2 || rating.grade === 3 || rating.grade === 4 ? rating.grade : 5;
  return (
    <section>
      <h2 className="rail-title">{t('rated')}</h2>
      <p className="post-name">{words.t(grades[grade])}</p>
      {rating.text !== '' && <p>{rating.text}</p>}
    </section>
  );
}

/** The facts at the side: who, by when, what next, what can be done. */
export function Rail({ matter }: { matter: MatterDetail }) {
  const { t } = useText(requestText);
  const blocks = blocksOf(matter.workingBlocks);
  return (
    <aside className="rail">
      {matter.owner !== null && (
        <section className="r-resp">
          <h2 className="rail-title">{t(matter.state === 'closed' ? 'whoLast' : 'who')}</h2>
          <PostCard post={matter.owner}>{matter.state !== 'closed' && <p className="rule">{t('rule')}</p>}</PostCard>
        </section>
      )}
      <section className="r-clock">
        <h2 className="rail-title">{t('promises')}</h2>
        <ul className="clocks">
          {matter.clocks.map((clock) => (
            <Clock
              key={clock.id}
              clock={clock}
              raisedAt={matter.raisedAt}
              blocks={blocks}
              calendarIncomplete={matter.calendarIncomplete}
            />
          ))}
        </ul>
      </section>
      {matter.rating !== null && <Rating rating={matter.rating} />}
      <Next matter={matter} />
      <Settle matter={matter} />
    </aside>
  );
}
