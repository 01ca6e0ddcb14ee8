import type { MatterDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { matterQuery } from '../../api/queries.ts';
import { Ask, ErrorSummary, type Fault, Trouble } from '../../parts/conditions.tsx';
import { may, stateKey } from '../../parts/matter.ts';
import { useTitle } from '../../parts/useTitle.ts';
import { matterText } from '../../text/matter.ts';
import { useText } from '../../text/useText.ts';
import { RateForm } from './RateForm.tsx';
import { taken } from './request/SayMore.tsx';
import { companyText } from './text.ts';

type Answer = 'solved' | 'partly' | 'unsolved';

/** What the post said when it put the question. */
function Proposal({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(companyText);
  const entry = matter.history.findLast((one) => one.type === 'proposed');
  if (entry?.text == null) return null;
  const post = entry.actor.post === null ? '' : pick(entry.actor.post.name);
  return (
    <blockquote className="quote">
      <small>{t('proposedSaid', { post })}</small>
      {entry.text}
    </blockquote>
  );
}

function Missing({ answer, busy, onSend }: { answer: Answer; busy: boolean; onSend: (text: string) => void }) {
  const { t } = useText(companyText);
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') setFaults([{ field: 'missing', text: t('missingFault') }]);
        else onSend(text.trim());
      }}
    >
      <ErrorSummary faults={faults} />
      <div className="field">
        <label htmlFor="missing">{t('missing')}</label>
        <textarea
          id="missing"
          className="input"
          rows={3}
          maxLength={500}
          // biome-ignore lint/a11y/noAutofocus: the reader has just pressed the button that opens this field.
          autoFocus
          value={text}
          aria-invalid={faults.length > 0}
          aria-describedby="missing-rule"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span id="missing-rule" className={faults.length > 0 ? 'fault' : 'hint'}>
          {faults[0]?.text ?? t('missingRule')}
        </span>
      </div>
      <div className="acts-row">
        <button type="submit" className="btn pri big" aria-disabled={busy} data-answer={answer}>
          {t(busy ? 'sending' : 'sendBack')}
        </button>
      </div>
    </form>
  );
}

function Question({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(companyText);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const intent = useIntent('POST /api/matters/:number/confirmation');
  const send = async (outcome: Answer, text: string) => {
    const body = { outcome, version: matter.version, ...(text === '' ? {} : { text }) };
    const result = await intent.run({ params: { number: matter.number }, body });
    if (result.ok === true) taken(result.answer);
  };
  const choose = (outcome: Answer) => {
    setAnswer(outcome);
    if (outcome === 'solved') void send('solved', '');
  };
  const answers = (['solved', 'unsolved', 'partly'] as const).filter((one) => may(matter, `confirm.${one}`));
  return (
    <>
      <h1 className="page-title" tabIndex={-1}>
        {t('confirmTitle', { title: matter.title })}
      </h1>
      <Proposal matter={matter} />
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <fieldset id="answers" tabIndex={-1}>
        <legend className="hint">{t('solvedRule')}</legend>
        <div className="answers">
          {answers.map((one) => (
            <button
              key={one}
              type="button"
              className={one === 'solved' ? 'btn pri' : 'btn'}
              {...(one === 'solved' ? {} : { 'aria-pressed': answer === one })}
              aria-disabled={intent.busy}
              onClick={() => choose(one)}
            >
              {t(intent.busy && answer === one ? 'sending' : one)}
            </button>
          ))}
        </div>
      </fieldset>
      {(answer === 'partly' || answer === 'unsolved') && (
        <Missing answer={answer} busy={intent.busy} onSend={(text) => void send(answer, text)} />
      )}
    </>
  );
}

function Nothing({ matter }: { matter: MatterDetail }) {
  const { t } = useText(companyText);
  const words = useText(matterText);
  const back = matter.history.at(-1)?.type === 'confirmed' && matter.state !== 'closed';
  return (
    <div className="condition boxed" role="status">
      <p>{back ? t('sendBackDone') : t('notNow', { state: words.t(stateKey(matter.state, matter.outcome)) })}</p>
      <Link className="btn" to="/e/requests/$number" params={{ number: matter.number }}>
        {t('seeRequest')}
      </Link>
    </div>
  );
}

function Confirm({ matter }: { matter: MatterDetail }) {
  const { t } = useText(companyText);
  if (matter.rating !== null) {
    return (
      <div className="condition boxed" role="status">
        <h1 className="sec-title">{t('thanks')}</h1>
        <Link className="btn" to="/e/requests/$number" params={{ number: matter.number }}>
          {t('seeRequest')}
        </Link>
      </div>
    );
  }
  if (may(matter, 'rating')) return <RateForm matter={matter} />;
  if (may(matter, 'confirmation')) return <Question matter={matter} />;
  return <Nothing matter={matter} />;
}

/** Solved or not, and the rating: the company has the last word. */
export function ConfirmPage() {
  const { t } = useText(companyText);
  const { number } = useParams({ from: '/e/requests/$number/confirm' });
  const query = useQuery(matterQuery(number));
  useTitle(t('confirmThis'));
  return (
    <div className="confirm-page">
      <nav className="crumb">
        <Link to="/e/requests">{t('requests')}</Link>
        <span aria-hidden="true">/</span>
        <Link to="/e/requests/$number" params={{ number }} className="mono">
          {number}
        </Link>
      </nav>
      <Ask query={query} what={t('confirmWhat')} heading={number}>
        {(matter) => <Confirm matter={matter} />}
      </Ask>
    </div>
  );
}
