import type { MatterDetail } from '@banfei/contracts';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { matterQuery, queryClient } from '../../../api/queries.ts';
import { Composer } from '../../../parts/compose/Composer.tsx';
import { Conflict, isConflict } from '../../../parts/conditions.tsx';
import { may, stateKey } from '../../../parts/matter.ts';
import { useKept } from '../../../text/kept.ts';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import { requestText } from './text.ts';

export const SAY_FIELD = 'say';

/** Puts the answer of a command where the page reads from, and lets the lists be read again. */
export function taken(matter: MatterDetail): void {
  queryClient.setQueryData(matterQuery(matter.number).queryKey, matter);
  void queryClient.invalidateQueries({ queryKey: ['matters', 'list'] });
}

const refresh = (number: string) => queryClient.invalidateQueries({ queryKey: matterQuery(number).queryKey });

/** Adds to an open matter. Words are kept on this device until they have been taken. */
function Supplement({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(requestText);
  const words = useText(matterText);
  const [text, setText] = useKept(`say.${matter.number}`);
  const [sent, setSent] = useState(false);
  const intent = useIntent('POST /api/matters/:number/supplements');
  const post = matter.owner === null ? '' : pick(matter.owner.name);
  const what = matter.pauses.findLast((pause) => pause.until === null)?.what ?? '';
  const send = async (words: string, attachmentIds: string[]): Promise<boolean> => {
    setSent(false);
    const body = { text: words, version: matter.version, ...(attachmentIds.length === 0 ? {} : { attachmentIds }) };
    const result = await intent.run({ params: { number: matter.number }, body });
    if (result.ok === true) {
      setText('');
      setSent(true);
      taken(result.answer);
      return true;
    }
    if (result.ok === false && isConflict(result.refusal)) void refresh(matter.number);
    return false;
  };
  const conflict = isConflict(intent.refusal);
  return (
    <section className="sec no-print">
      <h2>{t('add')}</h2>
      {/* The composer below still holds words and files; its own button sends them on top of the latest. */}
      {conflict && <Conflict mine={text} theirs={words.t(stateKey(matter.state, matter.outcome))} />}
      <Composer
        id={SAY_FIELD}
        label={matter.state === 'waiting' && what !== '' ? t('supplyLabel', { what }) : t('addLabel', { post })}
        placeholder={t('addPlaceholder')}
        limit={500}
        text={text}
        onText={setText}
        busy={intent.busy}
        refusal={conflict ? null : intent.refusal}
        onSend={send}
      />
      <p className="request-note" aria-live="polite">
        {sent && t('sent', { post })}
      </p>
    </section>
  );
}

/** Asks again after the end: same number, same post. */
function Reopen({ matter }: { matter: MatterDetail }) {
  const { t } = useText(requestText);
  const [text, setText] = useKept(`again.${matter.number}`);
  const intent = useIntent('POST /api/matters/:number/reopening');
  const send = async (words: string): Promise<boolean> => {
    const result = await intent.run({
      params: { number: matter.number },
      body: { text: words, version: matter.version },
    });
    if (result.ok === true) {
      setText('');
      taken(result.answer);
      return true;
    }
    if (result.ok === false && isConflict(result.refusal)) void refresh(matter.number);
    return false;
  };
  return (
    <section className="sec no-print">
      <h2>{t('askAgain')}</h2>
      <Composer
        id={SAY_FIELD}
        label={t('askAgainLabel')}
        sendLabel={t('askAgainDo')}
        limit={500}
        text={text}
        onText={setText}
        busy={intent.busy}
        refusal={intent.refusal}
        onSend={send}
        files={false}
      />
    </section>
  );
}

/** What the company may say now: add to an open matter, or ask again about a closed one. */
export function SayMore({ matter }: { matter: MatterDetail }) {
  if (may(matter, 'supplements')) return <Supplement matter={matter} />;
  if (may(matter, 'reopening')) return <Reopen matter={matter} />;
  return null;
}
