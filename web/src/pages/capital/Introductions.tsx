import type { CapitalNeedView, IntroductionState, IntroductionView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { State, type StateKind } from '../../parts/State.tsx';
import { useText } from '../../text/useText.ts';
import { AnswerForm, ConcludeForm } from './Acts.tsx';
import { Investor } from './Investor.tsx';
import { capitalText } from './text.ts';

const KIND_OF: Readonly<Record<IntroductionState, StateKind>> = {
  asked: 'wait',
  introduced: 'inHand',
  declined: 'plain',
  lapsed: 'plain',
  ended: 'plain',
  funded: 'done',
  nothing: 'plain',
};

function Introduction({ introduction, staff }: { introduction: IntroductionView; staff: boolean }) {
  const { t, f } = useText(capitalText);
  const { state, firmAgreed, investorAgreed, answerBy, matter, outcome, reason, may } = introduction;
  const said = (answer: boolean | null): string => t(answer === null ? 'silent' : answer ? 'yes' : 'no');
  return (
    <li className="capital-card">
      <Investor investor={introduction.investor} />
      <p className="capital-meta">
        <State kind={KIND_OF[state]}>{t(`st_${state}`)}</State>
        <span>{t('side_firm', { answer: said(firmAgreed) })}</span>
        <span>{t('side_investor', { answer: said(investorAgreed) })}</span>
        {state === 'asked' && <span>{t('answerBy', { day: f.day(answerBy) })}</span>}
        {staff ? (
          <Link className="link" to="/w/req/$number" params={{ number: matter }}>
            {t('matter', { number: matter })}
          </Link>
        ) : (
          <Link className="link" to="/e/requests/$number" params={{ number: matter }}>
            {t('matter', { number: matter })}
          </Link>
        )}
      </p>
      {outcome !== null && (
        <p>
          {outcome.amountFen === null
            ? t('cameNothing', { day: f.day(outcome.on) })
            : t('came', { day: f.day(outcome.on), money: f.money(outcome.amountFen), reference: outcome.reference })}
        </p>
      )}
      {reason !== '' && <p className="muted">{reason}</p>}
      <div className="capital-acts no-print">
        {may.includes('answerFirm') && <AnswerForm introduction={introduction} side="firm" staff={staff} />}
        {may.includes('answerInvestor') && <AnswerForm introduction={introduction} side="investor" staff={staff} />}
        {may.includes('conclude') && <ConcludeForm introduction={introduction} />}
      </div>
    </li>
  );
}

/** Introductions of a need: who has answered, by when, what came of it. */
export function Introductions({ need, staff }: { need: CapitalNeedView; staff: boolean }) {
  const { t } = useText(capitalText);
  return (
    <section>
      <h2 className="sec-title">{t('introductions')}</h2>
      {need.introductions.length === 0 ? (
        <p className="muted">{t('noIntroductions')}</p>
      ) : (
        <ul className="capital-list">
          {need.introductions.map((introduction) => (
            <Introduction key={introduction.id} introduction={introduction} staff={staff} />
          ))}
        </ul>
      )}
    </section>
  );
}
