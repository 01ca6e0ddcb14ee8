import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Draft, dropDraft, saveDraft } from '../../api/drafts.ts';
import { Icon } from '../../parts/icons.tsx';
import { State, type StateKind } from '../../parts/State.tsx';
import { useText } from '../../text/useText.ts';
import { companyText } from './text.ts';

const KINDS: Readonly<Record<Draft['state'], StateKind>> = {
  draft: 'plain',
  queued: 'wait',
  refused: 'late',
  sent: 'done',
};

/** Drafts, what waits for a network, and what has just been sent: one line each, deleted with a way back. */
export function DraftList({ drafts }: { drafts: readonly Draft[] }) {
  const { t } = useText(companyText);
  const [dropped, setDropped] = useState<Draft | null>(null);
  const shown = drafts.filter((draft) => !draft.seen && (draft.text.trim() !== '' || draft.files.length > 0));
  if (shown.length === 0 && dropped === null) return null;
  const drop = (draft: Draft) => {
    setDropped(draft);
    void dropDraft(draft.id);
  };
  const words = (draft: Draft): string => {
    if (draft.state === 'sent') return t('sentState', { number: draft.receipt?.number ?? '' });
    if (draft.state === 'queued') return t('queuedState');
    return t(draft.state === 'refused' ? 'refusedState' : 'draftState');
  };
  return (
    <section>
      <h2 className="sec-title">{t('keptHere')}</h2>
      <ul className="rows-list">
        {shown.map((draft) => (
          <li key={draft.id} className="kept-row">
            <Link
              className="row-link"
              to="/e/new"
              search={{ draft: draft.id, ...(draft.state === 'sent' ? { step: 'receipt' as const } : {}) }}
            >
              <span className="row-title">{draft.text.trim() === '' ? t('draftEmpty') : draft.text.slice(0, 60)}</span>
              <State kind={KINDS[draft.state]}>{words(draft)}</State>
            </Link>
            <button type="button" aria-label={t('drop', { text: draft.text.slice(0, 20) })} onClick={() => drop(draft)}>
              <Icon name="close" size={18} />
            </button>
          </li>
        ))}
      </ul>
      <p aria-live="polite">
        {dropped !== null && (
          <>
            {t('dropped')}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                void saveDraft(dropped);
                setDropped(null);
              }}
            >
              {t('undo')}
            </button>
          </>
        )}
      </p>
    </section>
  );
}
