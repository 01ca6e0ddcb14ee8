import type { Bilingual } from '@banfei/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type ApiRefusal, asRefusal } from '../api/refusal.ts';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { tel } from './phone.ts';
import { StateGlyph } from './State.tsx';
import './conditions.css';

/** How long something has been going on, in steps: nothing, skeleton, words, a way to try again. */
function useStage(): 0 | 1 | 2 | 3 {
  const [stage, setStage] = useState<0 | 1 | 2 | 3>(0);
  useEffect(() => {
    const timers = [
      setTimeout(() => setStage(1), 200),
      setTimeout(() => setStage(2), 3_000),
      setTimeout(() => setStage(3), 10_000),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return stage;
}

/** Nothing for 200 ms, then a skeleton, after 3 s what is being fetched, after 10 s a button to try again. */
export function Loading({ what, onRetry, lines = 6 }: { what: string; onRetry?: () => void; lines?: number }) {
  const { t } = useText(sharedText);
  const stage = useStage();
  return (
    <div aria-busy="true" aria-live="polite">
      {stage > 0 && (
        <div className="skeleton" aria-hidden="true">
          {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
            <i key={line} />
          ))}
        </div>
      )}
      {stage >= 2 && <p className="muted">{t('loading', { what })}</p>}
      {stage >= 3 && (
        <div className="condition">
          <p>{t('slow')}</p>
          {onRetry !== undefined && (
            <button type="button" className="btn" onClick={onRetry}>
              {t('retry')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** One sentence why nothing is here, and one thing to do. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="condition">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** What happened, what is safe, what to do, and a number to ring. */
export function Problem({ error, onRetry, phone }: { error: unknown; onRetry?: () => void; phone?: string | null }) {
  const { t, pick } = useText(sharedText);
  const refusal = asRefusal(error);
  return (
    <div className="condition boxed" role="alert">
      <p>
        {pick(refusal.sentence)}
        {refusal.ref !== '' && refusal.status >= 500 && (
          <>
            {' '}
            <small className="mono muted">{t('reference', { ref: refusal.ref })}</small>
          </>
        )}
      </p>
      <div className="acts">
        {onRetry !== undefined && (
          <button type="button" className="btn" onClick={onRetry}>
            {t('retry')}
          </button>
        )}
        {phone != null && (
          <a className="btn quiet" href={tel(phone)}>
            {t('ring')} {phone}
          </a>
        )}
      </div>
    </div>
  );
}

/** Names the post that the page belongs to. */
export function NoPermission({ holder, home = '/' }: { holder?: Bilingual; home?: string }) {
  const { t, pick } = useText(sharedText);
  return (
    <div className="condition boxed">
      <h1 className="sec-title">{t('notYours')}</h1>
      {holder !== undefined && <p>{t('notYoursFor', { holder: pick(holder) })}</p>}
      <Link className="btn" to={home}>
        {t('toHome')}
      </Link>
    </div>
  );
}

export function NotFound() {
  const { t } = useText(sharedText);
  return (
    <div className="condition boxed">
      <h1 className="sec-title">{t('notFound')}</h1>
      <p>{t('notFoundDo')}</p>
      <Link className="btn" to="/">
        {t('toHome')}
      </Link>
    </div>
  );
}

export interface Fault {
  /** Id of the field, so that the link can lead there. */
  readonly field: string;
  readonly text: string;
}

/** Summary above a form: takes the focus when it appears, and each line leads to its field in the same words. */
export function ErrorSummary({ faults }: { faults: readonly Fault[] }) {
  const { t } = useText(sharedText);
  const box = useRef<HTMLDivElement>(null);
  const words = faults.map((fault) => fault.text).join();
  useEffect(() => {
    if (words === '') return;
    box.current?.focus();
    const title = document.title;
    document.title = `${t('faultTitle')}${title}`;
    return () => {
      document.title = title;
    };
  }, [words, t]);
  if (faults.length === 0) return null;
  return (
    <div className="summary" ref={box} tabIndex={-1} role="alert">
      <h2>
        <StateGlyph kind="late" />
        {t('faults', { count: faults.length })}
      </h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.field}>
            <a
              href={`#${fault.field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fault.field)?.focus();
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What kept a command from being carried out, where no field is to blame. Takes the focus when it appears. */
export function Trouble({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text !== '') box.current?.focus();
  }, [text]);
  if (text === '') return null;
  return (
    <div className="summary trouble" ref={box} tabIndex={-1} role="alert">
      <StateGlyph kind="soon" size={16} />
      <p>{text}</p>
    </div>
  );
}

/** Somebody changed it first: both versions stand side by side and the reader's own words stay a draft. */
export function Conflict({ mine, theirs, onSend }: { mine: string; theirs: ReactNode; onSend?: () => void }) {
  const { t } = useText(sharedText);
  return (
    <section className="conflict" role="alert">
      <h2>{t('conflictTitle')}</h2>
      <p>{t('conflictDo')}</p>
      <dl>
        <div>
          <dt>{t('conflictTheirs')}</dt>
          <dd>{theirs}</dd>
        </div>
        <div>
          <dt>{t('conflictMine')}</dt>
          <dd>{mine}</dd>
        </div>
      </dl>
      {onSend !== undefined && (
        <button type="button" className="btn" onClick={onSend}>
          {t('conflictKeep')}
        </button>
      )}
    </section>
  );
}

export const isConflict = (refusal: ApiRefusal | null): boolean => refusal?.code === 'VERSION_CONFLICT';

type AskProps<Data> = {
  /** A query of any kind, paged ones included. */
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'dataUpdatedAt'> & { refetch: () => unknown };
  what: string;
  lines?: number;
  phone?: string | null;
  /** Heading while there is nothing to head the page yet. */
  heading?: string;
  children: (data: Data) => ReactNode;
};

/** Shows a query in every state. Old data stay, with their time, while a refresh is failing. */
export function Ask<Data>({ query, what, lines, phone, heading, children }: AskProps<Data>) {
  const { t, f } = useText(sharedText);
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <p className="bar-note">{t('staleSince', { time: f.clock(query.dataUpdatedAt) })}</p>}
        {children(query.data)}
      </>
    );
  }
  // A refusal says the same thing the second time; only a lost answer is worth asking for again.
  const again = asRefusal(query.error).outcome === 'unknown' ? { onRetry: retry } : {};
  return (
    <>
      {heading !== undefined && <h1 className="vh">{heading}</h1>}
      {query.error === null ? (
        <Loading what={what} onRetry={retry} {...(lines === undefined ? {} : { lines })} />
      ) : (
        <Problem error={query.error} phone={phone ?? null} {...again} />
      )}
    </>
  );
}
