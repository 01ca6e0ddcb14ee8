import type { Receipt } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { changeDraft, type Draft } from '../../../api/drafts.ts';
import { useOnline } from '../../../api/online.ts';
import { sendDraft } from '../../../api/outbox.ts';
import { CallButton, PhoneLink } from '../../../parts/PostCard.tsx';
import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { Steps } from './Steps.tsx';
import { raiseText } from './text.ts';

/** Hands the receipt's address to another program, or copies it where there is none. */
function ShareButton({ receipt, title }: { receipt: Receipt; title: string }) {
  const { t } = useText(raiseText);
  const [copied, setCopied] = useState(false);
  const share = async () => {
    const url = `${location.origin}/r/${receipt.number}?code=${receipt.queryCode}`;
    const text = t('shareText', { number: receipt.number, title });
    try {
      if (typeof navigator.share === 'function') await navigator.share({ title: text, url });
      else {
        await navigator.clipboard.writeText(url);
        setCopied(true);
      }
    } catch {
      // The reader closed the sheet, or the browser keeps the clipboard to itself; the address stands below anyway.
    }
  };
  return (
    <button type="button" className="btn" onClick={() => void share()}>
      {t(copied ? 'copied' : 'share')}
    </button>
  );
}

function Promises({ receipt }: { receipt: Receipt }) {
  const { t, f } = useText(raiseText);
  const { promises } = receipt;
  const rows = [
    { name: t('thenRespond'), at: promises.respondBy },
    { name: t('thenContact'), at: promises.contactBy },
    { name: t('thenResolve'), at: promises.resolveBy },
  ];
  return (
    <ol>
      {rows.map((row) => (
        <li key={row.name}>
          <span>{row.name}</span>
          <small>{row.at === null ? t('agreed') : t('by', { time: f.instant(row.at) })}</small>
        </li>
      ))}
      {promises.calendarIncomplete && <li className="hint">{t('calendarIncomplete')}</li>}
    </ol>
  );
}

function Slip({ receipt, title }: { receipt: Receipt; title: string }) {
  const { t, rich, f, pick } = useText(raiseText);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <article className="slip">
      <div className="slip-head">
        <h1 ref={heading} tabIndex={-1}>
          <State kind="done">{t('received')}</State>
          <span className="mono">{receipt.number}</span>
        </h1>
        <p className="lead">
          {rich('say', {
            owner: <b>{pick(receipt.owner.name)}</b>,
            time: <b className="when">{f.near(receipt.promises.respondBy, receipt.raisedAt)}</b>,
          })}
        </p>
        <p>
          <PhoneLink post={receipt.owner} />
        </p>
      </div>
      <div className="slip-body">
        <div>
          <h2 className="rail-title">{t('afterwards')}</h2>
          <Promises receipt={receipt} />
        </div>
        <div className="slip-code">
          <h2 className="rail-title">{t('codeTitle')}</h2>
          <b>{receipt.queryCode}</b>
          <p>{t('codeSub')}</p>
        </div>
      </div>
      <p className="vh">{title}</p>
    </article>
  );
}

function Waiting({ draft }: { draft: Draft }) {
  const { t, pick } = useText(raiseText);
  const online = useOnline();
  return (
    <div className="condition boxed" role="status">
      <h1 className="sec-title">{t('keptTitle')}</h1>
      <p>{t('keptSub')}</p>
      {draft.problem !== null && <p className="fault">{pick(draft.problem)}</p>}
      <div className="acts">
        {online && (
          <button type="button" className="btn pri" onClick={() => void sendDraft(draft.id)}>
            {t('keptNow')}
          </button>
        )}
        <Link className="btn" to="/e">
          {t('home')}
        </Link>
        <Link className="btn quiet" to="/e/new" search={{ draft: draft.id }}>
          {t('change')}
        </Link>
      </div>
    </div>
  );
}

/** Screen 3: the receipt — or, without a network, what is kept until there is one. */
export function ReceiptStep({ draft }: { draft: Draft }) {
  const { t } = useText(raiseText);
  const { id, receipt, seen } = draft;
  useEffect(() => {
    if (receipt !== null && !seen) void changeDraft(id, { seen: true });
  }, [id, receipt, seen]);
  return (
    <div className="raise">
      <Steps step="receipt" />
      {receipt === null ? (
        <Waiting draft={draft} />
      ) : (
        <>
          <Slip receipt={receipt} title={draft.text} />
          <div className="raise-acts no-print">
            <CallButton post={receipt.owner} label={t('call')} big />
            <button type="button" className="btn" onClick={() => window.print()}>
              {t('print')}
            </button>
            <ShareButton receipt={receipt} title={draft.text.slice(0, 40)} />
          </div>
          <p className="raise-acts no-print">
            <Link className="link" to="/e/requests/$number" params={{ number: receipt.number }}>
              {t('see')}
            </Link>
            <Link className="link" to="/e/new" search={{}}>
              {t('again')}
            </Link>
            <Link className="link" to="/e">
              {t('home')}
            </Link>
          </p>
        </>
      )}
    </div>
  );
}
