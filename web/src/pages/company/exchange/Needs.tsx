import type { MatchReason, NeedView, ResourceKind } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Ask, ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { AnswerState, DecideForms } from './Answers.tsx';
import { KINDS } from './kinds.ts';
import { exchangeChanged, needsQuery } from './queries.ts';
import { distanceText, ResourceLine } from './ResourceLine.tsx';
import { exchangeText } from './text.ts';

function Why({ reasons, asOf }: { reasons: readonly MatchReason[]; asOf: string }) {
  const words = useText(exchangeText);
  const { t, f } = words;
  const value = ({ code, value: raw }: MatchReason): string => {
    if (code === 'near') return distanceText(Number(raw), words);
    return code === 'free' ? f.near(raw, asOf) : raw;
  };
  return (
    <p className="why">
      {reasons.map((reason) => (
        <span key={reason.code}>{t(`why${reason.code}`, { value: value(reason) })}</span>
      ))}
    </p>
  );
}

function Need({ need, asOf }: { need: NeedView; asOf: string }) {
  const { t, f, pick } = useText(exchangeText);
  const close = useIntent('POST /api/needs/:id/closing');
  const done = async () => {
    await close.run({ params: { id: need.id }, body: {} });
    await exchangeChanged();
  };
  return (
    <div className="deal">
      <b>{need.title}</b>
      <p className="row-meta">
        <span>{t(need.kind)}</span>
        <span>
          {t('needUntil')} {f.day(need.until)}
        </span>
        <span>{t(need.shared ? 'needShared' : 'needUnshared')}</span>
      </p>
      <Trouble text={close.refusal === null ? '' : pick(close.refusal.sentence)} />
      {need.matches.length === 0 ? (
        <p className="muted">{t('needNone')}</p>
      ) : (
        <ul className="fits" aria-label={t('fits')}>
          {need.matches.map(({ resource, reasons }) => (
            <li key={resource.id}>
              <ResourceLine resource={resource} asOf={asOf}>
                <Why reasons={reasons} asOf={asOf} />
              </ResourceLine>
            </li>
          ))}
        </ul>
      )}
      {need.answers.length > 0 && (
        <ul className="fits" aria-label={t('answers')}>
          {need.answers.map((answer) => (
            <li key={answer.id} className="deal">
              {answer.words}
              <AnswerState answer={answer} />
              {answer.may.includes('decide') && <DecideForms answer={answer} />}
            </li>
          ))}
        </ul>
      )}
      <div className="deal-acts">
        <button type="button" className="btn" aria-disabled={close.busy} onClick={() => void done()}>
          {t('needClose')}
        </button>
      </div>
    </div>
  );
}

function NeedForm() {
  const { t, pick } = useText(exchangeText);
  const [kind, setKind] = useState<ResourceKind>('instrument');
  const [title, setTitle] = useState('');
  const [until, setUntil] = useState('');
  const [shared, setShared] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/needs');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = [
      ...([...title.trim()].length < 2 ? [{ field: 'need-title', text: t('needTitleFault') }] : []),
      ...(until === '' ? [{ field: 'need-until', text: t('needUntilFault') }] : []),
    ];
    setFaults(found);
    if (found.length > 0) return;
    const result = await intent.run({ body: { kind, title: title.trim(), until, shared } });
    if (result.ok === true) setTitle('');
    await exchangeChanged();
  };
  return (
    <form noValidate className="booking-form" onSubmit={(event) => void send(event)}>
      <ErrorSummary faults={faults} />
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <div className="field">
        <label htmlFor="need-kind">{t('kind')}</label>
        <select
          id="need-kind"
          className="input"
          value={kind}
          onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'instrument')}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="need-title">{t('needTitle')}</label>
        <input
          id="need-title"
          className="input"
          maxLength={80}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="need-until">{t('needUntil')}</label>
        <input
          id="need-until"
          className="input"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <label className="need-share">
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />{' '}
        {t('needShare')}
      </label>
      <button type="submit" className="btn" aria-disabled={intent.busy}>
        {t('stateNeed')}
      </button>
    </form>
  );
}

/** What the unit needs, what fits it and why, and a form for another need. */
export function Needs() {
  const { t } = useText(exchangeText);
  const query = useQuery(needsQuery());
  return (
    <section>
      <h2 className="sec-title">{t('needs')}</h2>
      <Ask query={query} what={t('needs')} lines={2}>
        {({ needs, asOf }) => {
          const open = needs.filter((need) => need.open);
          if (open.length === 0) return <p className="muted">{t('noNeeds')}</p>;
          return (
            <ul className="rows-list">
              {open.map((need) => (
                <li key={need.id}>
                  <Need need={need} asOf={asOf} />
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
      <details>
        <summary className="btn">{t('stateNeed')}</summary>
        <NeedForm />
      </details>
    </section>
  );
}
