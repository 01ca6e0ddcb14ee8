import type { Me } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { changeDraft, type Draft } from '../../../api/drafts.ts';
import { useOnline } from '../../../api/online.ts';
import { sendDraft } from '../../../api/outbox.ts';
import { categoriesQuery } from '../../../api/queries.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { Steps } from './Steps.tsx';
import { raiseText } from './text.ts';

interface CheckProps {
  readonly draft: Draft;
  readonly me: Me;
  readonly change: (part: Partial<Draft>) => void;
}

type Words = ReturnType<typeof useText<typeof raiseText>>;

/** Mobile numbers have eleven digits; other numbers only need to look like one. */
export function phoneFault(phone: string, { t }: Pick<Words, 't'>): string {
  const digits = phone.replace(/\D/g, '');
  if (phone.trim() === '') return '';
  if (/^1\d/.test(digits) && !phone.trim().startsWith('+') && digits.length !== 11) {
    return t('phoneFault', { count: digits.length });
  }
  return /^[0-9+\- ]{5,20}$/.test(phone.trim()) ? '' : t('phoneFaultPlain');
}

function useSending({ draft }: CheckProps) {
  const words = useText(raiseText);
  const navigate = useNavigate();
  const online = useOnline();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [trouble, setTrouble] = useState('');
  const receipt = () => navigate({ to: '/e/new', search: { draft: draft.id, step: 'receipt' }, replace: true });
  const send = async () => {
    const fault = phoneFault(draft.phone, words);
    if (fault !== '') return setFaults([{ field: 'phone', text: fault }]);
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setFaults([]);
    setTrouble('');
    if (online) {
      const result = await sendDraft(draft.id);
      if (result.ok) await receipt();
      else if (result.refusal.outcome === 'refused') setTrouble(words.pick(result.refusal.sentence));
      else setTrouble(words.t('lost'));
    } else {
      await changeDraft(draft.id, { state: 'queued' });
      await receipt();
    }
    underWay.current = false;
    setBusy(false);
  };
  return { send, busy, faults, trouble, online };
}

function Line({ name, children, onChange }: { name: string; children: ReactNode; onChange?: () => void }) {
  const { t } = useText(raiseText);
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {onChange !== undefined && (
        <button type="button" className="link" onClick={onChange} aria-label={t('changeWhat', { what: name })}>
          {t('change')}
        </button>
      )}
    </div>
  );
}

function CheckList({ draft, me }: Omit<CheckProps, 'change'>) {
  const { t, pick, lang } = useText(raiseText);
  const router = useRouter();
  const categories = useQuery(categoriesQuery([...draft.text.trim()].slice(0, 500).join(''))).data?.categories ?? [];
  const category = categories.find((one) => one.code === draft.category);
  const back = () => router.history.back();
  const duty = me.firm?.duty ?? null;
  const categoryWords =
    draft.category === null
      ? t('none')
      : category === undefined || category.code === 'other'
        ? t('other')
        : `${category.group[lang]} › ${pick(category.name)}`;
  return (
    <dl className="check-list">
      <Line name={t('matter')} onChange={back}>
        {draft.text.trim()}
      </Line>
      <Line name={t('category')} onChange={back}>
        {categoryWords}
      </Line>
      <Line name={t('place')} onChange={back}>
        {draft.place.trim() === '' ? t('notGiven') : draft.place}
      </Line>
      {draft.files.length > 0 && (
        <Line name={t('files')} onChange={back}>
          {draft.files.map((file) => file.name).join('\n')}
        </Line>
      )}
      <Line name={t('first')}>{duty === null ? t('firstUnknown') : pick(duty.name)}</Line>
      <Line name={t('promise')}>{t('promiseText')}</Line>
      <Line name={t('who')}>{t('whoText')}</Line>
    </dl>
  );
}

function PhoneField({ draft, change, fault }: Pick<CheckProps, 'draft' | 'change'> & { fault: string }) {
  const { t } = useText(raiseText);
  return (
    <div className="field">
      <label htmlFor="phone">{t('contact')}</label>
      <input
        id="phone"
        className="input"
        style={{ maxWidth: '20rem' }}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={20}
        value={draft.phone}
        aria-invalid={fault !== ''}
        aria-describedby="phone-hint"
        onChange={(event) => change({ phone: event.currentTarget.value })}
      />
      <span id="phone-hint" className={fault === '' ? 'hint' : 'fault'}>
        {fault === '' ? t('contactHint') : fault}
      </span>
    </div>
  );
}

/** Screen 2: everything that will be sent, who gets it and what is promised. Ctrl+Enter sends. */
export function CheckStep(props: CheckProps) {
  const { draft } = props;
  const { t } = useText(raiseText);
  const { send, busy, faults, trouble, online } = useSending(props);
  const heading = useRef<HTMLHeadingElement>(null);
  const current = useRef(send);
  current.current = send;
  useEffect(() => {
    heading.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void current.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="raise">
      <Steps step="check" />
      <h1 className="page-title" ref={heading} tabIndex={-1}>
        {t('checkTitle')}
      </h1>
      <ErrorSummary faults={faults} />
      <Trouble text={trouble} />
      <CheckList {...props} />
      <PhoneField {...props} fault={faults.find((fault) => fault.field === 'phone')?.text ?? ''} />
      <div className="raise-acts stick">
        <button id="send" type="button" className="btn pri big" aria-disabled={busy} onClick={() => void send()}>
          {t(busy ? 'sending' : online ? 'send' : 'keep')}
        </button>
        <Link className="btn quiet" to="/e/new" search={{ draft: draft.id }}>
          {t('back')}
        </Link>
        <span className="hint">{t('shortcut')}</span>
      </div>
    </div>
  );
}
