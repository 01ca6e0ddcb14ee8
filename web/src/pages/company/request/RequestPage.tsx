import type { MatterDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { matterQuery, sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { LogList } from '../../../parts/log/LogList.tsx';
import { matterKind, may, stateKey } from '../../../parts/matter.ts';
import { PromiseBlock } from '../../../parts/promise/PromiseBlock.tsx';
import { State } from '../../../parts/State.tsx';
import { useKeys } from '../../../parts/useKeys.ts';
import { useTitle } from '../../../parts/useTitle.ts';
import { written } from '../../../text/language.ts';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import { Rail } from './Rail.tsx';
import { RequestDock } from './RequestDock.tsx';
import { SAY_FIELD, SayMore } from './SayMore.tsx';
import { requestText } from './text.ts';
import './request.css';

function CopyLink() {
  const { t } = useText(requestText);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setCopied(true);
    } catch {
      // The browser keeps the clipboard to itself; the address bar has the same text.
    }
  };
  return (
    <button type="button" className="btn quiet" onClick={() => void copy()}>
      {t(copied ? 'copied' : 'copyLink')}
    </button>
  );
}

const plainKind = (state: MatterDetail['state']) => (state === 'waiting' || state === 'proposed' ? 'wait' : 'inHand');

function Head({ matter }: { matter: MatterDetail }) {
  const { t, f, lang } = useText(requestText);
  const words = useText(matterText);
  const kind = matterKind(matter);
  const raised = {
    web: 'raisedBy',
    counter: 'raisedCounter',
    phone: 'raisedPhone',
    district: 'raisedDistrict',
  } as const;
  return (
    <header className="request-head">
      <h1 className="page-title" tabIndex={-1} {...written(matter.title, lang)}>
        {matter.title}
      </h1>
      <div className="acts no-print">
        <button type="button" className="btn quiet" onClick={() => window.print()}>
          {t('print')}
        </button>
        <CopyLink />
      </div>
      <p className="request-meta">
        <State kind={matter.state === 'closed' ? kind : plainKind(matter.state)}>
          {words.t(stateKey(matter.state, matter.outcome))} · {words.t('step', { step: matter.step })}
        </State>
        {kind === 'late' && <State kind="late">{words.t('lateWord')}</State>}
        {kind === 'soon' && <State kind="soon">{words.t('soonWord')}</State>}
        <span>{matter.category === null ? words.t('noCategory') : words.pick(matter.category.name)}</span>
        {matter.place !== '' && <span {...written(matter.place, lang)}>{matter.place}</span>}
        <span>{t(raised[matter.channel], { time: f.near(matter.raisedAt, matter.asOf) })}</span>
      </p>
    </header>
  );
}

/** The one thing to do now, where there is one; otherwise the telephone stands in its place. */
function PrimaryAction({ matter }: { matter: MatterDetail }) {
  const { t } = useText(requestText);
  const { number } = matter;
  if (matter.state === 'proposed' && may(matter, 'confirmation')) {
    return (
      <Link className="btn pri big" to="/e/requests/$number/confirm" params={{ number }}>
        {t('answer')}
      </Link>
    );
  }
  if (matter.state === 'closed' && may(matter, 'rating') && matter.rating === null) {
    return (
      <Link className="btn pri big" to="/e/requests/$number/confirm" params={{ number }}>
        {t('rate')}
      </Link>
    );
  }
  if (matter.state === 'waiting' && may(matter, 'supplements')) {
    return (
      <button type="button" className="btn pri big" onClick={() => document.getElementById(SAY_FIELD)?.focus()}>
        {t('dockSupply')}
      </button>
    );
  }
  return null;
}

const hasAction = (matter: MatterDetail): boolean =>
  (matter.state === 'proposed' && may(matter, 'confirmation')) ||
  (matter.state === 'closed' && may(matter, 'rating') && matter.rating === null) ||
  (matter.state === 'waiting' && may(matter, 'supplements'));

/** J and K walk through the entries of the history. */
function useEntryKeys() {
  const at = useRef(-1);
  const step = (by: number) => {
    const entries = [...document.querySelectorAll<HTMLElement>('[data-log]')];
    if (entries.length === 0) return;
    at.current = Math.min(entries.length - 1, Math.max(0, at.current + by));
    entries[at.current]?.focus();
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    r: () => document.getElementById(SAY_FIELD)?.focus(),
    f: () => document.querySelector<HTMLInputElement>('.composer input[type="file"]')?.click(),
    p: () => window.print(),
  });
}

function Matter({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(requestText);
  return (
    <>
      <Head matter={matter} />
      <PromiseBlock matter={matter} {...(hasAction(matter) ? { action: <PrimaryAction matter={matter} /> } : {})} />
      <div className="request-cols">
        <div>
          <section className="sec">
            <h2>{t('progress')}</h2>
            <LogList
              history={matter.history}
              offers={matter.offers}
              asOf={matter.asOf}
              viewer="company"
              firmName={matter.firm.name}
            />
          </section>
          <SayMore matter={matter} />
          <p className="hint keys-hint">{t('keysHint')}</p>
        </div>
        <Rail matter={matter} />
      </div>
      <p className="request-foot">
        <span>{t('supervisor', { post: `${pick(matter.supervisor.name)} ${matter.supervisor.phone}` })}</span>
        {matter.contact.phone !== '' && <span>{t('contact', { phone: matter.contact.phone })}</span>}
      </p>
      <RequestDock matter={matter} />
    </>
  );
}

/** One matter of the company: who answers, by when, what happened, what can be done. */
export function RequestPage() {
  const { t } = useText(requestText);
  const { number } = useParams({ from: '/e/requests/$number' });
  const query = useQuery(matterQuery(number));
  const phone = useQuery(sessionQuery()).data?.district.phone ?? null;
  useTitle(query.data?.title ?? number);
  useEntryKeys();
  return (
    <>
      <nav className="crumb" aria-label={t('where')}>
        <Link to="/e/requests">{t('crumb')}</Link>
        <span aria-hidden="true">/</span>
        <span className="mono">{number}</span>
      </nav>
      <Ask query={query} what={t('what')} phone={phone} heading={number}>
        {(matter) => <Matter matter={matter} />}
      </Ask>
    </>
  );
}
