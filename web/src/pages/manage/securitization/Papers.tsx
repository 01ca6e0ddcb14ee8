import type { DealDetail, DealPaper } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { securitizationText } from './text.ts';

/** Takes down that a paper has come, under the number by which it can be found. */
function Receive({ deal, paper, name }: { deal: DealDetail; paper: DealPaper; name: string }) {
  const { t } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/papers/:paperId/receipt');
  const [reference, setReference] = useState('');
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const short = [...reference.trim()].length < 2;
    setFault(short ? t('referenceFault') : '');
    if (short) return;
    const body = { version: deal.version, reference: reference.trim() };
    const result = await run({ params: { id: deal.id, paperId: paper.id }, body });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <details className="desk-form no-print">
      <summary className="link">
        {t('receive')} <span className="vh">{name}</span>
      </summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Refused refusal={refusal} fault={fault} />
        <InputField
          id={`paper-${paper.id}`}
          label={t('reference', { paper: name })}
          value={reference}
          onValue={setReference}
          invalid={fault !== ''}
        />
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('receive')}
        </button>
      </form>
    </details>
  );
}

function PaperState({ deal, paper, name }: { deal: DealDetail; paper: DealPaper; name: string }) {
  const { t, f, pick } = useText(securitizationText);
  const { receivedAt, reference, matter } = paper;
  if (receivedAt !== null)
    return <State kind="done">{t('received', { day: f.day(receivedAt), reference: reference ?? '' })}</State>;
  return (
    <div>
      {matter === null ? (
        <State kind="wait">{t('missing')}</State>
      ) : (
        <Link className="link" to="/w/req/$number" params={{ number: matter.number }}>
          {t('asked', { number: matter.number, post: pick(matter.owner.name) })}
        </Link>
      )}
      {deal.mine && <Receive deal={deal} paper={paper} name={name} />}
    </div>
  );
}

function Chase({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/deals/:id/papers/chasing');
  const press = async () => {
    const result = await run({ params: { id: deal.id }, body: { version: deal.version } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <div className="desk-acts no-print">
      <button type="button" className="btn" aria-disabled={busy} onClick={() => void press()}>
        {t('chase')}
      </button>
      <Refused refusal={refusal} />
    </div>
  );
}

/** Papers of the present stage: what is missing open, what has come folded. A stage is left with its papers only, so earlier ones are complete. */
export function Papers({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  const rows = deal.papers.filter(({ stage }) => stage === deal.stage);
  const missing = rows.filter(({ receivedAt }) => receivedAt === null);
  const received = rows.filter(({ receivedAt }) => receivedAt !== null);
  const askable = missing.some(({ candidateId, matter }) => candidateId !== null && matter === null);
  const nameOf = ({ candidateId, kind }: DealPaper): string => {
    const firm = deal.candidates.find(({ id }) => id === candidateId)?.firm.name;
    return firm === undefined ? t(`paper_${kind}`) : `${firm} ${t(`paper_${kind}`)}`;
  };
  const columns: readonly TableColumn<DealPaper>[] = [
    { id: 'paper', name: t('paper'), kind: 'name', cell: ({ kind }) => t(`paper_${kind}`) },
    {
      id: 'of',
      name: t('paperOf'),
      cell: ({ candidateId }) => deal.candidates.find(({ id }) => id === candidateId)?.firm.name ?? t('whole'),
    },
    {
      id: 'state',
      name: t('paperState'),
      cell: (paper) => <PaperState deal={deal} paper={paper} name={nameOf(paper)} />,
    },
  ];
  if (rows.length === 0) return null;
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('papers')}</h2>
      <p>
        <State kind={missing.length === 0 ? 'done' : 'wait'}>
          {missing.length === 0 ? t('papersComplete') : t('papersMissing', { count: missing.length })}
        </State>
      </p>
      {deal.mine && askable && <Chase deal={deal} />}
      {missing.length > 0 && <Table label={t('papers')} columns={columns} rows={missing} keyOf={({ id }) => id} />}
      {received.length > 0 && (
        <details>
          <summary className="link">{t('papersReceived', { count: received.length })}</summary>
          <Table label={t('papers')} columns={columns} rows={received} keyOf={({ id }) => id} />
        </details>
      )}
    </section>
  );
}
