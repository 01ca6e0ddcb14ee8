import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ErrorSummary } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workCounterText } from '../../../text/workCounter.ts';
import { notify } from '../parts/notices.ts';
import { isComposing } from '../parts/useKeys.ts';
import { firmQuery } from '../queries.ts';
import { AnswerRow, CategoryRow, FirmRow, PhoneRow, Similar, TeamRow, WhatRow } from './CounterFields.tsx';
import { EMPTY } from './intake.ts';
import { keepAutoPrint, readAutoPrint } from './pace.ts';
import { Slip } from './Slip.tsx';
import { type Counter, useCounter } from './useCounter.ts';
import './counter.css';

const route = getRouteApi('/w/counter');

function Channels({ phone }: { phone: boolean }) {
  const { t } = useText(workCounterText);
  return (
    <nav className="channels" aria-label={t('channel')}>
      <Link
        to="/w/counter"
        search={{}}
        activeOptions={{ includeSearch: true, exact: true }}
        className={phone ? '' : 'on'}
      >
        {t('channelCounter')}
      </Link>
      <Link to="/w/counter" search={{ channel: 'phone' }} className={phone ? 'on' : ''}>
        {t('channelPhone')}
      </Link>
    </nav>
  );
}

/** Keys of the desk. They are function keys and chords, so they work while one types; an input method still goes first. */
function useDeskKeys(acts: { send: () => void; next: () => void; clear: () => void; answer: () => void }) {
  const current = useRef(acts);
  current.current = acts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return;
      const { send, next, clear, answer } = current.current;
      const chord = event.ctrlKey || event.metaKey;
      const act = chord && event.key === 'Enter' ? send : { F2: next, F8: answer, Escape: clear }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** The company that another page asked to register for. */
function useGivenFirm(id: string | undefined, counter: Counter, onGiven: () => void) {
  const firm = useQuery({ ...firmQuery(id ?? ''), enabled: id !== undefined }).data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the company is filled in once, when it has arrived.
  useEffect(() => {
    if (firm === undefined) return;
    const head = firm.sites.find((site) => site.kind === 'head') ?? firm.sites[0];
    const hit = {
      id: firm.id,
      name: firm.name,
      code: firm.code,
      address: head?.address ?? '',
      areaNumber: head?.areaNumber ?? null,
      provisional: firm.provisional,
      matchedBy: 'name' as const,
    };
    counter.change({ firm: { kind: 'known', hit }, firmText: firm.name });
    onGiven();
  }, [firm?.id]);
}

function Foot({
  counter,
  autoPrint,
  onAutoPrint,
}: {
  counter: Counter;
  autoPrint: boolean;
  onAutoPrint: (on: boolean) => void;
}) {
  const { t } = useText(workCounterText);
  const { pace } = counter;
  return (
    <div className="desk-foot">
      <p className="muted">
        {pace.count === 0
          ? t('todayNone')
          : t('today', { count: pace.count, seconds: Math.round(pace.millis / pace.count / 1000) })}
      </p>
      <label className="desk-check">
        <input type="checkbox" checked={autoPrint} onChange={(event) => onAutoPrint(event.currentTarget.checked)} />
        {t('autoPrint')}
      </label>
      <p className="hint desk-keys">{t('keys')}</p>
    </div>
  );
}

function DoneBar({ counter, onNext }: { counter: Counter; onNext: () => void }) {
  const { t } = useText(workCounterText);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  if (counter.done === null) return null;
  return (
    <div className="desk-done">
      <p role="status">{t('slipDone', { number: counter.done.receipt.number, seconds: counter.done.seconds })}</p>
      <button type="button" ref={button} className="btn pri" onClick={onNext}>
        {t('next')} <kbd>F2</kbd>
      </button>
      <button type="button" className="btn" onClick={() => window.print()}>
        {t('print')}
      </button>
    </div>
  );
}

/** What the keys and buttons of the desk do. */
function useDesk(counter: Counter, autoPrint: boolean) {
  const { t } = useText(workCounterText);
  const firmField = useRef<HTMLInputElement>(null);
  const { intake, done } = counter;
  const navigate = route.useNavigate();
  const restart = () => {
    counter.reset();
    // A company that another page asked for was for the one who has just been served.
    void navigate({ search: ({ channel }) => (channel === undefined ? {} : { channel }), replace: true });
    // The fields come back with the next drawing.
    setTimeout(() => firmField.current?.focus(), 0);
  };
  const clear = () => {
    if (done === null && intake !== EMPTY) {
      notify(t('cleared'), { label: t('undo'), act: () => counter.reset(intake) });
    }
    restart();
  };
  const send = async () => {
    if (done !== null) return;
    const taken = await counter.send();
    if (taken && autoPrint) setTimeout(() => window.print(), 150);
  };
  const answer = () => counter.change({ answering: !intake.answering });
  useDeskKeys({ send: () => void send(), next: restart, clear, answer });
  return { firmField, restart, clear, send, answer };
}

type DeskFormProps = { counter: Counter; desk: ReturnType<typeof useDesk>; given: string | undefined };

function DeskForm({ counter, desk, given }: DeskFormProps) {
  const { t, pick } = useText(workCounterText);
  const whatField = useRef<HTMLTextAreaElement>(null);
  const toWhat = () => whatField.current?.focus();
  useGivenFirm(given, counter, toWhat);
  const { answering } = counter.intake;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void desk.send();
  };
  return (
    <form className="desk-form" noValidate onSubmit={onSubmit}>
      <ErrorSummary faults={counter.faults} />
      <FirmRow counter={counter} field={desk.firmField} onPicked={toWhat} />
      <WhatRow counter={counter} field={whatField} />
      <CategoryRow counter={counter} />
      {answering ? <AnswerRow counter={counter} /> : <TeamRow counter={counter} />}
      <PhoneRow counter={counter} />
      <Similar counter={counter} />
      {counter.refusal !== null && (
        <p className="fault" role="alert">
          {pick(counter.refusal.sentence)}
        </p>
      )}
      <div className="desk-acts">
        <button type="submit" className="btn pri big" aria-disabled={counter.busy}>
          {counter.busy ? t('sending') : t('send')}
        </button>
        <button type="button" className="btn" aria-pressed={answering} onClick={desk.answer}>
          {t(answering ? 'onSpotOff' : 'onSpot')} <kbd>F8</kbd>
        </button>
        <button type="button" className="btn quiet" onClick={desk.clear}>
          {t('clear')} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}

/** /w/counter: somebody stands there or is on the phone; half a minute, no mouse, and a receipt in the hand. */
export function CounterPage() {
  const { t } = useText(workCounterText);
  useTitle(t('title'));
  const { channel, firm } = route.useSearch();
  const phone = channel === 'phone';
  const counter = useCounter(phone ? 'phone' : 'counter');
  const [autoPrint, setAutoPrint] = useState(readAutoPrint);
  const desk = useDesk(counter, autoPrint);
  const { done } = counter;
  const changeAutoPrint = (on: boolean) => {
    setAutoPrint(on);
    keepAutoPrint(on);
  };
  return (
    <div className={done === null ? 'desk' : 'desk has-slip'}>
      <Channels phone={phone} />
      <Statement>{t(phone ? 'sayPhone' : 'sayCounter')}</Statement>
      {done === null ? (
        <DeskForm counter={counter} desk={desk} given={firm} />
      ) : (
        <>
          <DoneBar counter={counter} onNext={desk.restart} />
          <Slip done={done} />
        </>
      )}
      <Foot counter={counter} autoPrint={autoPrint} onAutoPrint={changeAutoPrint} />
    </div>
  );
}
