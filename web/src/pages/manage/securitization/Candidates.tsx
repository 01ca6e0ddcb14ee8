import type { DealCandidate, DealDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Empty } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { AddCandidate } from './AddCandidate.tsx';
import { percentOf, wanOf } from './amounts.ts';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { isBuilding } from './stages.ts';
import { securitizationText } from './text.ts';

interface CandidatesProps {
  readonly deal: DealDetail;
  readonly chosen: ReadonlySet<string>;
  /** Null when there is nothing to choose. */
  readonly onChosen: ((chosen: ReadonlySet<string>) => void) | null;
}

/** What speaks against a right, each with its word. */
function Flags({ candidate }: { candidate: DealCandidate }) {
  const { t } = useText(securitizationText);
  const { legalState, disputed, pledged, expires } = candidate;
  return (
    <span className="desk-flags">
      <State kind={legalState === 'inForce' ? 'done' : legalState === 'pending' ? 'wait' : 'late'}>
        {t(`state_${legalState}`)}
      </State>
      {disputed && <State kind="late">{t('disputed')}</State>}
      {pledged && <State kind="late">{t('pledged')}</State>}
      {expires !== null && <span className="nowrap">{expires}</span>}
    </span>
  );
}

function useColumns({ deal, chosen, onChosen }: CandidatesProps): readonly TableColumn<DealCandidate>[] {
  const { t } = useText(securitizationText);
  const missing = (id: string) => deal.papers.filter((each) => each.candidateId === id && each.receivedAt === null);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen?.(next);
  };
  const tick: readonly TableColumn<DealCandidate>[] =
    onChosen === null
      ? []
      : [
          {
            id: 'pick',
            name: t('pick'),
            cell: ({ id, firm, state }) =>
              state === 'in' && (
                <label className="desk-tick">
                  <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
                  <span className="vh">{t('pickFirm', { firm: firm.name })}</span>
                </label>
              ),
          },
        ];
  return [
    ...tick,
    {
      id: 'firm',
      name: t('firm'),
      kind: 'name',
      cell: ({ firm }) => (
        <Link className="link" to="/w/firms/$id" params={{ id: firm.id }}>
          {firm.name}
        </Link>
      ),
    },
    { id: 'rights', name: t('rights'), cell: ({ rights, industry }) => `${industry} · ${rights}` },
    { id: 'principal', name: t('principal'), kind: 'number', cell: ({ principalFen }) => wanOf(principalFen) },
    {
      id: 'appraised',
      name: t('appraised'),
      kind: 'number',
      cell: ({ appraisedFen }) => (appraisedFen === null ? '—' : wanOf(appraisedFen)),
    },
    { id: 'risk', name: t('risk'), kind: 'number', cell: ({ risk }) => `${percentOf(risk)}%` },
    { id: 'legal', name: t('legalState'), cell: (candidate) => <Flags candidate={candidate} /> },
    {
      id: 'missing',
      name: t('missing'),
      cell: ({ id, state }) => {
        if (state !== 'in') return <span className="nowrap">{t(`in_${state}`)}</span>;
        const papers = missing(id);
        return papers.length === 0 ? (
          <State kind="done">{t('complete')}</State>
        ) : (
          papers.map(({ kind }) => t(`paper_${kind}`)).join('、')
        );
      },
    },
  ];
}

/** A candidate leaves, with a reason that stays on record. */
function Leaving({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/candidates/:candidateId/leaving');
  const living = deal.candidates.filter(({ state }) => state === 'in');
  const [given, setGiven] = useState('');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const candidateId = living.some(({ id }) => id === given) ? given : (living[0]?.id ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const short = [...reason.trim()].length < 2;
    setFault(short ? t('reasonFault') : '');
    if (short) return;
    const body = { version: deal.version, reason: reason.trim() };
    const result = await run({ params: { id: deal.id, candidateId }, body });
    if (result.ok !== true) return;
    setReason('');
    taken(result.answer);
  };
  if (living.length === 0) return null;
  return (
    <details className="desk-form no-print">
      <summary className="btn quiet">{t('leave')}</summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Refused refusal={refusal} fault={fault} />
        <div className="field">
          <label htmlFor="leaving">{t('firm')}</label>
          <select
            id="leaving"
            className="input"
            value={candidateId}
            onChange={(event) => setGiven(event.currentTarget.value)}
          >
            {living.map(({ id, firm }) => (
              <option key={id} value={id}>
                {firm.name}
              </option>
            ))}
          </select>
        </div>
        <InputField
          id="leaving-reason"
          label={t('leaveReason')}
          value={reason}
          onValue={setReason}
          invalid={fault !== ''}
        />
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('leave')}
        </button>
      </form>
    </details>
  );
}

/** The companies that could take part, what is known of their rights, and which of them are chosen. */
export function Candidates(props: CandidatesProps) {
  const { deal, chosen } = props;
  const { t, f } = useText(securitizationText);
  const columns = useColumns(props);
  const picked = deal.candidates.filter(({ id, state }) => state === 'in' && chosen.has(id));
  const open = deal.mine && isBuilding(deal.stage) && deal.participants.length === 0;
  const sum = picked.reduce((all, { principalFen }) => all + principalFen, 0);
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('candidates')}</h2>
      {deal.candidates.length === 0 ? (
        <Empty>{t('noCandidates')}</Empty>
      ) : (
        <Table
          label={t('candidates')}
          columns={columns}
          rows={deal.candidates}
          keyOf={({ id }) => id}
          {...(props.onChosen === null
            ? {}
            : { foot: <span role="status">{t('chosenSum', { count: picked.length, money: f.money(sum) })}</span> })}
        />
      )}
      {open && <AddCandidate deal={deal} />}
      {open && <Leaving deal={deal} />}
    </section>
  );
}
