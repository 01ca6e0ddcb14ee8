import type { DealDetail, DealProposal } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { ErrorSummary, type Fault } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { percentOf } from './amounts.ts';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { sheetText } from './sheet-text.ts';
import { readTerms, TermsFields, termsForm } from './TermsFields.tsx';
import { securitizationText } from './text.ts';

const KINDS = { proposed: 'wait', approved: 'done', returned: 'late' } as const;

/** What a second person sees before he decides: whose amounts, or which terms. */
function Content({ deal, proposal }: { deal: DealDetail; proposal: DealProposal }) {
  const { t, f } = useText(securitizationText);
  const { t: s } = useText(sheetText);
  const { candidateIds, terms, issuedOn } = proposal;
  if (terms !== null && issuedOn !== null)
    return (
      <p>
        {t('proposedIssue', {
          day: issuedOn,
          months: terms.months,
          coupon: percentOf(terms.coupon),
          senior: percentOf(terms.seniorShare),
        })}{' '}
        {proposal.state === 'proposed' && (
          <Link className="link no-print" to="/m/ip/$id/sheet" params={{ id: deal.id }}>
            {s('readDraft')}
          </Link>
        )}
      </p>
    );
  const firms = deal.candidates.filter(({ id }) => candidateIds.includes(id));
  if (firms.length === 0) return null;
  return (
    <details>
      <summary className="link">{t('proposedFor', { count: firms.length })}</summary>
      <ul>
        {firms.map(({ id, firm, principalFen }) => (
          <li key={id}>
            {firm.name} {f.money(principalFen)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Decide({ deal, proposal }: { deal: DealDetail; proposal: DealProposal }) {
  const { t, f } = useText(securitizationText);
  const taken = useDealTaken();
  const approval = useIntent('POST /api/deal-proposals/:id/approval');
  const sending = useIntent('POST /api/deal-proposals/:id/return');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const params = { id: proposal.id };
  const approve = async () => {
    const result = await approval.run({ params, body: { version: deal.version, mark: proposal.mark } });
    if (result.ok === true) taken(result.answer);
  };
  const sendBack = async (event: FormEvent) => {
    event.preventDefault();
    const short = [...reason.trim()].length < 2;
    setFault(short ? t('reasonFault') : '');
    if (short) return;
    const result = await sending.run({ params, body: { version: deal.version, reason: reason.trim() } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <>
      <div className="desk-acts no-print">
        <button type="button" className="btn pri" aria-disabled={approval.busy} onClick={() => void approve()}>
          {t('approve', { money: f.money(proposal.amountFen) })}
        </button>
      </div>
      <Refused refusal={approval.refusal} />
      <details className="desk-form no-print">
        <summary className="btn quiet">{t('sendBack')}</summary>
        <form noValidate onSubmit={(event) => void sendBack(event)}>
          <Refused refusal={sending.refusal} fault={fault} />
          <InputField
            id={`back-${proposal.id}`}
            label={t('backReason')}
            value={reason}
            onValue={setReason}
            invalid={fault !== ''}
          />
          <button type="submit" className="btn" aria-disabled={sending.busy}>
            {t('sendBack')}
          </button>
        </form>
      </details>
    </>
  );
}

function Proposal({ deal, proposal }: { deal: DealDetail; proposal: DealProposal }) {
  const { t, f, pick } = useText(securitizationText);
  const role = useQuery(sessionQuery()).data?.role;
  const { state, own, author, decider, decidedAt, proposedAt, reason } = proposal;
  const decides = state === 'proposed' && !own && (role === 'manager' || deal.mine);
  return (
    <li className="desk-next">
      <p>
        <b>
          {t(`proposal_${proposal.kind}`)} {f.money(proposal.amountFen)}
        </b>{' '}
        <State kind={KINDS[state]}>{t(`state_${state}`)}</State>
      </p>
      <Content deal={deal} proposal={proposal} />
      <p className="muted">
        {t('proposedBy', { author: pick(author) })} {f.near(proposedAt, deal.asOf)}
        {decider !== null &&
          decidedAt !== null &&
          ` · ${t('decidedBy', { decider: pick(decider) })} ${f.near(decidedAt, deal.asOf)}`}
        {reason !== '' && ` · ${reason}`}
      </p>
      {state === 'proposed' && own && <p>{t('waitOther')}</p>}
      {decides && <Decide deal={deal} proposal={proposal} />}
    </li>
  );
}

function ProposePool({ deal, chosen }: { deal: DealDetail; chosen: ReadonlySet<string> }) {
  const { t, f } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/pool-proposal');
  const picked = deal.candidates.filter(({ id, state }) => state === 'in' && chosen.has(id));
  const sum = picked.reduce((all, { principalFen }) => all + principalFen, 0);
  const press = async () => {
    const body = { version: deal.version, candidateIds: picked.map(({ id }) => id) };
    const result = await run({ params: { id: deal.id }, body });
    if (result.ok === true) taken(result.answer);
  };
  if (picked.length === 0) return null;
  return (
    <div className="desk-acts no-print">
      <button type="button" className="btn pri" aria-disabled={busy} onClick={() => void press()}>
        {t('propose', { money: f.money(sum) })}
      </button>
      <Refused refusal={refusal} />
    </div>
  );
}

function ProposeIssue({ deal }: { deal: DealDetail }) {
  const { t, f } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/issue-proposal');
  const today = f.isoDay(deal.asOf);
  const [form, setForm] = useState(() => termsForm(deal.runs[0]?.terms ?? null, today));
  const [issuedOn, setIssuedOn] = useState(today);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readTerms(form, 'issue', t);
    const given = 'faults' in read ? [...read.faults] : [];
    if (issuedOn === '')
      given.push({ field: 'issue-day', text: t('termFault', { name: t('issuedDay'), want: t('wantDay') }) });
    setFaults(given);
    if ('faults' in read || given.length > 0) return;
    const body = { version: deal.version, amountFen: deal.rowsFen, issuedOn, terms: read.terms };
    const result = await run({ params: { id: deal.id }, body });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <form className="desk-part no-print" noValidate onSubmit={(event) => void submit(event)}>
      <h3 className="rail-title">{t('issue')}</h3>
      <p>{t('issueSay', { money: f.money(deal.rowsFen) })}</p>
      <ErrorSummary faults={faults} />
      <Refused refusal={refusal} />
      <InputField id="issue-day" label={t('issuedDay')} type="date" value={issuedOn} onValue={setIssuedOn} />
      <TermsFields prefix="issue" form={form} onForm={setForm} />
      <div className="desk-acts">
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('propose', { money: f.money(deal.rowsFen) })}
        </button>
      </div>
    </form>
  );
}

interface ProposalsProps {
  readonly deal: DealDetail;
  readonly chosen: ReadonlySet<string>;
  readonly selecting: boolean;
}

/** Amounts with their two persons: whoever proposes waits for somebody else. */
export function Proposals({ deal, chosen, selecting }: ProposalsProps) {
  const { t } = useText(securitizationText);
  const waiting = deal.proposals.some(({ state }) => state === 'proposed');
  const issuing = deal.mine && deal.stage === 'issuing' && deal.issuedFen === null && !waiting;
  const picking = selecting && chosen.size > 0;
  if (deal.proposals.length === 0 && !issuing && !picking) return null;
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('proposals')}</h2>
      {picking && <ProposePool deal={deal} chosen={chosen} />}
      {issuing && <ProposeIssue deal={deal} />}
      <ul className="desk-part">
        {deal.proposals.map((proposal) => (
          <Proposal key={proposal.id} deal={deal} proposal={proposal} />
        ))}
      </ul>
    </section>
  );
}
