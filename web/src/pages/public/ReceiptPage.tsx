import type { ReceiptPage as Told } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { receiptQuery } from '../../api/queries.ts';
import { Clock } from '../../parts/Clock.tsx';
import { Ask } from '../../parts/conditions.tsx';
import { LogList } from '../../parts/log/LogList.tsx';
import { stateKey } from '../../parts/matter.ts';
import { PostCard } from '../../parts/PostCard.tsx';
import { PromiseBlock } from '../../parts/promise/PromiseBlock.tsx';
import { State } from '../../parts/State.tsx';
import { blocksOf } from '../../parts/track/layout.ts';
import { useTitle } from '../../parts/useTitle.ts';
import { written } from '../../text/language.ts';
import { matterText } from '../../text/matter.ts';
import { useText } from '../../text/useText.ts';
import { TrackForm } from './TrackForm.tsx';
import { publicText } from './text.ts';
import './public.css';

function Progress({ told }: { told: Told }) {
  const { t, f, lang } = useText(publicText);
  const words = useText(matterText);
  const blocks = blocksOf(told.workingBlocks);
  return (
    <>
      <h1 className="page-title" {...written(told.title, lang)}>
        {told.title}
      </h1>
      <p className="request-meta">
        <State kind={told.state === 'closed' ? 'plain' : 'inHand'}>{words.t(stateKey(told.state, told.outcome))}</State>
        <span className="mono">{told.number}</span>
        <span>{t('raisedAt', { time: f.near(told.raisedAt, told.asOf) })}</span>
      </p>
      <PromiseBlock matter={told} />
      <div className="receipt-cols">
        <section>
          <h2 className="sec-title">{t('progress')}</h2>
          <LogList history={told.history} asOf={told.asOf} viewer="company" />
          <p className="hint">{t('bookmark')}</p>
        </section>
        <aside>
          <section>
            <h2 className="rail-title">{t('promises')}</h2>
            <ul className="clocks">
              {told.clocks.map((clock) => (
                <Clock key={clock.id} clock={clock} raisedAt={told.raisedAt} blocks={blocks} />
              ))}
            </ul>
          </section>
          {told.owner !== null && (
            <section>
              <h2 className="rail-title">{t('whoAnswers')}</h2>
              <PostCard post={told.owner} />
            </section>
          )}
        </aside>
      </div>
    </>
  );
}

function WithCode({ number, code }: { number: string; code: string }) {
  const { t } = useText(publicText);
  const receipt = useQuery(receiptQuery(number, code));
  return (
    <>
      <Ask query={receipt} what={t('receiptWhat')} heading={t('receiptTitle', { number })}>
        {(told) => <Progress told={told} />}
      </Ask>
      {receipt.error !== null && (
        <section className="door" style={{ maxWidth: '30rem', marginTop: '1.5rem' }}>
          <TrackForm number={number} />
        </section>
      )}
    </>
  );
}

/** Receipt and progress without signing in; the address can be kept for ever. */
export function ReceiptPage() {
  const { t } = useText(publicText);
  const { number } = useParams({ from: '/open/r/$number' });
  const { code } = useSearch({ from: '/open/r/$number' });
  useTitle(t('receiptTitle', { number }));
  if (code !== undefined) return <WithCode number={number} code={code} />;
  return (
    <section className="door" style={{ maxWidth: '30rem' }}>
      <h1 className="sec-title">{t('receiptTitle', { number })}</h1>
      <p>{t('trackSub')}</p>
      <TrackForm number={number} />
    </section>
  );
}
