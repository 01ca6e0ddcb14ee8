import { Link } from '@tanstack/react-router';
import { QrCode } from '../../../parts/qr/QrCode.tsx';
import { useText } from '../../../text/useText.ts';
import { workCounterText } from '../../../text/workCounter.ts';
import type { Done } from './useCounter.ts';

/** Where the company follows its matter without signing in. */
const followUrl = (number: string, code: string): string => `${location.origin}/r/${number}?code=${code}`;

/** The receipt, on the screen and as an 80 mm strip of paper: number, code, who answers, three promises, how to follow. */
export function Slip({ done }: { done: Done }) {
  const { t, f, pick } = useText(workCounterText);
  const { receipt } = done;
  const { owner, promises } = receipt;
  const before = (instant: string) => t('slipBefore', { time: f.instant(instant) });
  return (
    <section className="slip" aria-label={t('slipTitle')}>
      <h2>{t('slipTitle')}</h2>
      <p className="slip-firm">{done.firmName}</p>
      <p>{done.text}</p>
      <dl className="slip-codes">
        <div>
          <dt>{t('slipNumber')}</dt>
          <dd className="mono">{receipt.number}</dd>
        </div>
        <div>
          <dt>{t('slipCode')}</dt>
          <dd className="mono">{receipt.queryCode}</dd>
        </div>
      </dl>
      {done.onSpot ? (
        <p>{t('slipOnSpot')}</p>
      ) : (
        <dl>
          <dt>{t('slipOwner')}</dt>
          <dd>
            <b>{pick(owner.name)}</b> <span className="nowrap">{owner.phone}</span>
          </dd>
          <dt>{t('slipRespond')}</dt>
          <dd>{before(promises.respondBy)}</dd>
          <dt>{t('slipContact')}</dt>
          <dd>{before(promises.contactBy)}</dd>
          <dt>{t('slipResolve')}</dt>
          <dd>{promises.resolveBy === null ? t('slipNoDue') : before(promises.resolveBy)}</dd>
        </dl>
      )}
      <QrCode text={followUrl(receipt.number, receipt.queryCode)} label={t('slipQr')} />
      <p className="slip-how">
        {t('slipHow')} <span className="mono">{followUrl(receipt.number, receipt.queryCode)}</span>
      </p>
      <p className="muted">
        {t('slipAt')} {f.instant(receipt.raisedAt)}
      </p>
      <p className="slip-acts no-print">
        <Link className="link" to="/w/req/$number" params={{ number: receipt.number }}>
          {t('slipOpen')}
        </Link>
      </p>
    </section>
  );
}
