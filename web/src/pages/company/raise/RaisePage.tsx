import type { Me } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { changeDraft, type Draft, newDraft, saveDraft, useDrafts } from '../../../api/drafts.ts';
import { newKey } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { Empty, Loading } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { CheckStep } from './CheckStep.tsx';
import { ReceiptStep } from './ReceiptStep.tsx';
import { raiseText } from './text.ts';
import { WriteStep } from './WriteStep.tsx';
import './raise.css';

const PHONE_KEY = 'banfei.phone.';

/** The telephone that this account gave last time on this device, so that nobody types it twice. */
const lastPhone = (accountId: string): string => {
  try {
    return localStorage.getItem(PHONE_KEY + accountId) ?? '';
  } catch {
    return '';
  }
};

const rememberPhone = (accountId: string, phone: string): void => {
  try {
    localStorage.setItem(PHONE_KEY + accountId, phone);
  } catch {
    // It is asked again next time.
  }
};

const BEGUN_KEY = 'banfei.begun';

/** Blank drafts are forgotten when a page loads. The tab that began one remembers its name, so that a reload begins anew. */
const begunHere = (id: string | undefined): boolean => {
  try {
    return id !== undefined && sessionStorage.getItem(BEGUN_KEY) === id;
  } catch {
    return false;
  }
};

const rememberBegun = (id: string): void => {
  try {
    sessionStorage.setItem(BEGUN_KEY, id);
  } catch {
    // Then a reload offers to begin anew.
  }
};

/** Opens the draft of the address, or begins one and puts it into the address, so that Back and reload keep it. */
function useDraft(me: Me | undefined): Draft | 'loading' | 'gone' {
  const search = useSearch({ from: '/e/new' });
  const navigate = useNavigate();
  const drafts = useDrafts(me?.accountId);
  const begun = useRef(false);
  const found = drafts.all.find((draft) => draft.id === search.draft);
  const blank = found === undefined && drafts.loaded && begunHere(search.draft);
  useEffect(() => {
    if (me === undefined || (search.draft !== undefined && !blank) || begun.current) return;
    begun.current = true;
    const start = { text: '', place: (me.firm?.address ?? '').slice(0, 120), phone: lastPhone(me.accountId) };
    const draft = newDraft(me.accountId, start);
    void saveDraft(draft);
    rememberBegun(draft.id);
    void navigate({ to: '/e/new', search: { ...search, draft: draft.id }, replace: true });
  }, [me, search, navigate, blank]);
  useEffect(() => {
    if (search.draft !== undefined) begun.current = false;
  }, [search.draft]);
  if (found !== undefined) return found;
  return search.draft !== undefined && drafts.loaded && !blank ? 'gone' : 'loading';
}

/** Submitting in three screens. The draft is kept on this device at every change. */
export function RaisePage() {
  const { t } = useText(raiseText);
  useTitle(t('title'));
  const me = useQuery(sessionQuery()).data;
  const { step = 'write', speak } = useSearch({ from: '/e/new' });
  const navigate = useNavigate();
  const draft = useDraft(me);
  const id = typeof draft === 'string' ? '' : draft.id;
  const state = typeof draft === 'string' ? 'draft' : draft.state;
  const change = useCallback(
    (part: Partial<Draft>) => {
      // Other words are another intention: after an attempt they get a key of their own.
      const fresh =
        state === 'refused' || state === 'queued' ? { key: newKey(), state: 'draft' as const, problem: null } : {};
      void changeDraft(id, { ...fresh, ...part });
    },
    [id, state],
  );
  if (draft === 'gone') {
    return (
      <>
        <h1 className="page-title">{t('title')}</h1>
        <Empty
          action={
            <button type="button" className="btn pri" onClick={() => void navigate({ to: '/e/new', search: {} })}>
              {t('startNew')}
            </button>
          }
        >
          {t('gone')}
        </Empty>
      </>
    );
  }
  if (draft === 'loading' || me === undefined) return <Loading what={t('title')} lines={4} />;
  if (step === 'receipt' || draft.state === 'sent') return <ReceiptStep draft={draft} />;
  if (step === 'check') {
    return (
      <CheckStep
        draft={draft}
        me={me}
        change={(part) => {
          if (part.phone !== undefined) rememberPhone(me.accountId, part.phone);
          change(part);
        }}
      />
    );
  }
  return <WriteStep draft={draft} me={me} speak={speak === true} change={change} />;
}
