import type { MatterDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { ClockLeft } from '../../../parts/Clock.tsx';
import { stateKey, trackFacts } from '../../../parts/matter.ts';
import { CallButton } from '../../../parts/PostCard.tsx';
import { State, type StateKind } from '../../../parts/State.tsx';
import { CustodyTrack } from '../../../parts/track/CustodyTrack.tsx';
import { blocksOf } from '../../../parts/track/layout.ts';
import { workingDayMillis } from '../../../parts/track/scale.ts';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { notify } from '../parts/notices.ts';
import { declinedLast } from './steps/Offer.tsx';

/** The shape of the state itself; whether it is late is said by the clock, in its own words. */
function kindOf({ state, outcome }: MatterDetail): StateKind {
  if (state === 'closed') return outcome === 'confirmed' ? 'done' : 'plain';
  return state === 'waiting' || state === 'proposed' ? 'wait' : 'inHand';
}

interface MatterHeadProps {
  readonly matter: MatterDetail;
  /** Beside its list, whose sentence already heads the page. */
  readonly beside: boolean;
}

/** Title, state, company and place of a matter, with its number to take along. */
export function MatterHead({ matter, beside }: MatterHeadProps) {
  const { t, f, pick } = useText(workMatterText);
  const { t: word } = useText(matterText);
  const Heading = beside ? 'h2' : 'h1';
  const copy = () => void navigator.clipboard?.writeText(matter.number).then(() => notify(t('copied')));
  return (
    <header className="matter-head">
      <Heading className="page-title" tabIndex={-1}>
        {matter.title}
      </Heading>
      <p className="matter-meta">
        <State kind={kindOf(matter)}>{word(stateKey(matter.state, matter.outcome, 'staff'))}</State>
        <Link className="link" to="/w/firms/$id" params={{ id: matter.firm.id }}>
          {matter.firm.name}
        </Link>
        <span>{matter.category === null ? word('noCategory') : pick(matter.category.name)}</span>
        {matter.place !== '' && <span>{matter.place}</span>}
        <span>
          {f.near(matter.raisedAt, matter.asOf)} {t(`raisedBy_${matter.channel}`)}
        </span>
        <span className="numbered">
          <span className="mono">{matter.number}</span>
          <button type="button" className="link no-print" onClick={copy}>
            {t('copyNumber')}
          </button>
        </span>
      </p>
    </header>
  );
}

/** The sentence on top: whose it is, until when, and for whom it waits. */
function Sentence({ matter, mine }: { matter: MatterDetail; mine: boolean }) {
  const { t, f, rich, pick } = useText(workMatterText);
  const { t: word } = useText(matterText);
  const { owner, resolve } = matter;
  const post = <b>{owner === null ? '' : pick(owner.name)}</b>;
  const firm = matter.firm.name;
  if (matter.state === 'closed') {
    const outcome = word(stateKey(matter.state, matter.outcome, 'staff'));
    const last = matter.spans.at(-1)?.post;
    return last === undefined
      ? t('sayClosedPlain', { outcome })
      : rich('sayClosed', { outcome, post: <b>{pick(last.name)}</b> });
  }
  if (matter.state === 'proposed') return rich('sayProposed', { post, firm });
  if (matter.state === 'waiting') return rich('sayWaiting', { post, firm });
  if (resolve.status === 'red') {
    const late = f.duration(resolve.leftMillis, workingDayMillis(blocksOf(matter.workingBlocks)));
    return rich('sayLate', { late: <b className="late">{late}</b>, post, supervisor: pick(matter.supervisor.name) });
  }
  if (resolve.dueAt === null) return rich(mine ? 'sayYouNoDue' : 'sayNoDue', { post, firm });
  return rich(mine ? 'sayYou' : 'say', { post, firm, time: <b className="due">{f.instant(resolve.dueAt)}</b> });
}

function SubSentence({ matter }: { matter: MatterDetail }) {
  const { t, f, pick } = useText(workMatterText);
  const offer = matter.pendingOffer;
  const pause = matter.state === 'waiting' ? matter.pauses.findLast((one) => one.until === null) : undefined;
  const declined = matter.state === 'closed' || offer !== null ? null : declinedLast(matter);
  return (
    <>
      {declined !== null && (
        <p>
          {t('declinedBy', { to: pick(declined.to.name), basis: declined.basis ?? '' })}
          {declined.suggested !== null && t('declinedShould', { post: pick(declined.suggested.name) })}
        </p>
      )}
      {offer !== null && (
        <p>
          {t(offer.kind === 'handOver' ? 'pendingHandOver' : 'pendingAssist', {
            to: pick(offer.to.name),
            from: pick(offer.from.name),
            time: f.near(offer.lapsesAt, matter.asOf),
          })}
        </p>
      )}
      {pause !== undefined && (
        <p>
          {pause.resumeBy === null
            ? t('waitWhat', { what: pause.what })
            : t('waitWhatBy', { what: pause.what, day: f.day(pause.resumeBy) })}
        </p>
      )}
    </>
  );
}

/** The card of the promise: sentence, clock, and who held the matter when. */
export function PromiseCard({ matter, mine }: { matter: MatterDetail; mine: boolean }) {
  const dayMillis = workingDayMillis(blocksOf(matter.workingBlocks));
  return (
    <section className="card promise">
      <div className="promise-say">
        <div>
          <p className="say">
            <Sentence matter={matter} mine={mine} />
          </p>
          <SubSentence matter={matter} />
        </div>
        <div className="promise-side">
          {matter.state !== 'closed' && matter.resolve.dueAt !== null && (
            <ClockLeft clock={matter.resolve} dayMillis={dayMillis} big />
          )}
          {!mine && matter.owner !== null && matter.state !== 'closed' && <CallButton post={matter.owner} />}
        </div>
      </div>
      <div className="promise-track">
        <CustodyTrack facts={trackFacts(matter, matter.asOf)} />
      </div>
    </section>
  );
}
