import type { MatterDetail, ReceiptPage } from '@banfei/contracts';
import { type ReactNode, useMemo } from 'react';
import { useText } from '../../text/useText.ts';
import { trackFacts } from '../matter.ts';
import { CallButton } from '../PostCard.tsx';
import { CustodyTrack } from '../track/CustodyTrack.tsx';
import { blocksOf } from '../track/layout.ts';
import { workingDayMillis } from '../track/scale.ts';
import { promiseText } from './text.ts';
import './promise.css';

type Told = MatterDetail | ReceiptPage;
type Words = ReturnType<typeof useText<typeof promiseText>>;

const resolveOf = (matter: Told) => matter.clocks.find((clock) => clock.id === 'resolve');
const supervisorOf = (matter: Told) => ('supervisor' in matter ? matter.supervisor : null);

/** When it ended: the receipt page carries no closing instant, its last event does. */
const endOf = (matter: Told): string =>
  ('closedAt' in matter ? matter.closedAt : null) ?? matter.history.at(-1)?.at ?? matter.asOf;

function closedLead(matter: Told, { rich, f }: Words): ReactNode {
  return rich(matter.outcome ?? 'unconfirmed', { time: <b>{f.instant(endOf(matter))}</b> });
}

function openLead(matter: Told, words: Words): ReactNode {
  const { rich, t, f, pick } = words;
  const owner = <b>{matter.owner === null ? '' : pick(matter.owner.name)}</b>;
  const resolve = resolveOf(matter);
  if (matter.state === 'proposed') return rich('proposed', { owner });
  if (matter.state === 'waiting') {
    const what = matter.pauses.findLast((pause) => pause.until === null)?.what ?? '';
    return what === '' ? t('waitingPlain') : rich('waiting', { what: <b>{what}</b> });
  }
  if (resolve?.status === 'red') {
    const time = f.duration(resolve.leftMillis, workingDayMillis(blocksOf(matter.workingBlocks)));
    return rich('late', { owner, time: <b className="over">{time}</b> });
  }
  if (resolve?.dueAt == null) return rich('openNoDue', { owner });
  return rich('open', {
    owner,
    due: <b className="when">{f.instant(resolve.dueAt)}</b>,
  });
}

function closedSub(matter: Told, { t }: Words): string {
  const keys = {
    confirmed: 'confirmedSub',
    unconfirmed: 'unconfirmedSub',
    withdrawn: 'withdrawnSub',
    rejected: 'rejectedSub',
  } as const;
  return t(keys[matter.outcome ?? 'unconfirmed']);
}

function openSubs(matter: Told, words: Words): string[] {
  const { t, f, pick } = words;
  const owner = matter.owner === null ? '' : pick(matter.owner.name);
  const subs: string[] = [];
  const resolve = resolveOf(matter);
  const offer = matter.pendingOffer;
  if (matter.state === 'proposed') return [t('proposedSub')];
  if (matter.state === 'waiting') {
    const pause = matter.pauses.findLast((one) => one.until === null);
    if (pause !== undefined) {
      if (pause.resumeBy !== null) subs.push(t('waitingBy', { day: f.day(pause.resumeBy) }));
      subs.push(t('waitingSub', { since: f.near(pause.from, matter.asOf), owner }));
    }
  } else if (resolve?.status === 'red' && resolve.dueAt !== null) {
    const supervisor = supervisorOf(matter);
    const due = f.instant(resolve.dueAt);
    if (supervisor === null) subs.push(t('lateSubPlain', { due }));
    else subs.push(t('lateSub', { due, supervisor: pick(supervisor.name), phone: supervisor.phone }));
  }
  if (offer !== null && offer.status === 'pending') {
    const key = offer.kind === 'assist' ? 'assist' : 'handOver';
    subs.push(t(key, { to: pick(offer.to.name), until: f.near(offer.lapsesAt, matter.asOf), owner }));
  }
  return subs.length === 0 ? [t('only')] : subs;
}

/** The promise of a matter: one sentence, one number to ring, one track. */
export function PromiseBlock({ matter, action }: { matter: Told; action?: ReactNode }) {
  const words = useText(promiseText);
  const facts = useMemo(() => trackFacts(matter, matter.asOf), [matter]);
  const closed = matter.state === 'closed';
  const subs = closed ? [closedSub(matter, words)] : openSubs(matter, words);
  return (
    <section className="promise" aria-label={words.t('region')}>
      <div className="promise-say">
        <div>
          <p className="lead">{closed ? closedLead(matter, words) : openLead(matter, words)}</p>
          {subs.map((sub) => (
            <p key={sub} className="sub">
              {sub}
            </p>
          ))}
        </div>
        {action !== undefined ? (
          <div className="promise-call">{action}</div>
        ) : (
          matter.owner !== null && (
            <div className="promise-call call">
              <CallButton post={matter.owner} big />
              <small>{words.t('callNote', { hours: matter.owner.hours })}</small>
            </div>
          )
        )}
      </div>
      <div className="promise-track">
        <CustodyTrack facts={facts} />
      </div>
    </section>
  );
}
