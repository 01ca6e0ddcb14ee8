import type { CompanyComparison, DealDetail, PeriodComparison, ServicerReport, TriggerView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { newKey, useIntent } from '../../../api/intent.ts';
import { type ApiRefusal, asRefusal } from '../../../api/refusal.ts';
import { upload } from '../../../api/send.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { State } from '../../../parts/State.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useText } from '../../../text/useText.ts';
import { Bars } from './Bars.tsx';
import { useDealTaken } from './queries.ts';
import { Refused } from './Refused.tsx';
import { securitizationText } from './text.ts';

const COLORS = { green: 'done', amber: 'soon', red: 'late' } as const;
const MEGABYTE = 1024 * 1024;
const LIMIT = 2 * MEGABYTE;

const paidOf = ({ paidPrincipalFen, paidInterestFen }: PeriodComparison): number => paidPrincipalFen + paidInterestFen;
const planOf = ({ planPrincipalFen, planInterestFen }: PeriodComparison): number => planPrincipalFen + planInterestFen;

function Periods({ deal }: { deal: DealDetail }) {
  const { t, f } = useText(securitizationText);
  const or = (row: PeriodComparison, fen: number) => (row.reported ? f.yuan(fen) : t('notYet'));
  const columns: readonly TableColumn<PeriodComparison>[] = [
    { id: 'period', name: t('period'), kind: 'name', cell: ({ period }) => t('reportPeriod', { period }) },
    { id: 'by', name: t('collectedBy'), cell: ({ collectedBy }) => collectedBy },
    { id: 'payday', name: t('payday'), cell: ({ paymentDay }) => paymentDay },
    { id: 'plan', name: t('planned'), kind: 'number', cell: (row) => f.yuan(planOf(row)) },
    { id: 'paid', name: t('paid'), kind: 'number', cell: (row) => or(row, paidOf(row)) },
    { id: 'recovered', name: t('recovered'), kind: 'number', cell: (row) => or(row, row.recoveredFen) },
    { id: 'defaulted', name: t('defaulted'), kind: 'number', cell: (row) => or(row, row.defaultedFen) },
    {
      id: 'difference',
      name: t('difference'),
      kind: 'number',
      cell: (row) => (row.reported ? f.yuan(paidOf(row) + row.recoveredFen - planOf(row)) : '—'),
    },
  ];
  const bars = deal.periods.map((row) => ({
    name: String(row.period),
    plan: planOf(row),
    paid: row.reported ? paidOf(row) + row.recoveredFen : null,
  }));
  return (
    <>
      <Bars bars={bars} label={t('chart')} />
      <Table label={t('performance')} columns={columns} rows={deal.periods} keyOf={({ period }) => String(period)} />
    </>
  );
}

function Companies({ deal }: { deal: DealDetail }) {
  const { t, f } = useText(securitizationText);
  const columns: readonly TableColumn<CompanyComparison>[] = [
    { id: 'number', name: t('number'), cell: ({ number }) => number },
    { id: 'firm', name: t('firm'), kind: 'name', cell: ({ label }) => label },
    { id: 'plan', name: t('planned'), kind: 'number', cell: ({ planFen }) => f.yuan(planFen) },
    { id: 'paid', name: t('paid'), kind: 'number', cell: ({ paidFen }) => f.yuan(paidFen) },
    { id: 'defaulted', name: t('defaulted'), kind: 'number', cell: ({ defaultedFen }) => f.yuan(defaultedFen) },
    {
      id: 'difference',
      name: t('difference'),
      kind: 'number',
      cell: ({ paidFen, planFen }) =>
        paidFen < planFen ? <State kind="soon">{f.yuan(paidFen - planFen)}</State> : f.yuan(paidFen - planFen),
    },
  ];
  return (
    <details>
      <summary className="link">{t('companies')}</summary>
      <Table label={t('companies')} columns={columns} rows={deal.companies} keyOf={({ number }) => String(number)} />
    </details>
  );
}

/** Triggers of the latest period first: a value, its level, a color with its word, and the request that it opened. */
function Triggers({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  const rows = [...deal.triggers].sort((a, b) => b.period - a.period);
  const columns: readonly TableColumn<TriggerView>[] = [
    {
      id: 'period',
      name: t('period'),
      kind: 'name',
      cell: ({ period, measure }) => `${t('reportPeriod', { period })} · ${t(`measure_${measure}`)}`,
    },
    { id: 'value', name: t('triggerValue'), kind: 'number', cell: ({ value }) => value ?? '—' },
    { id: 'level', name: t('triggerLevel'), kind: 'number', cell: ({ level }) => level },
    {
      id: 'color',
      name: t('paperState'),
      cell: ({ color }) => <State kind={COLORS[color]}>{t(`color_${color}`)}</State>,
    },
    {
      id: 'matter',
      name: t('matter'),
      cell: ({ matter }) =>
        matter === null ? (
          '—'
        ) : (
          <Link className="link" to="/w/req/$number" params={{ number: matter }}>
            {matter}
          </Link>
        ),
    },
  ];
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="rail-title">{t('triggers')}</h3>
      <Table label={t('triggers')} columns={columns} rows={rows} keyOf={({ id, period }) => `${id} ${period}`} />
    </>
  );
}

/** One report on its way; the same file sent again after a lost answer keeps its key and is not taken down twice. */
function ImportReport({ deal }: { deal: DealDetail }) {
  const { t, f } = useText(securitizationText);
  const taken = useDealTaken();
  const input = useRef<HTMLInputElement>(null);
  const memory = useRef<{ readonly file: File; readonly key: string } | null>(null);
  const [going, setGoing] = useState('');
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const [fault, setFault] = useState('');
  const send = async (file: File, key: string) => {
    memory.current = { file, key };
    setRefusal(null);
    setGoing(file.name);
    try {
      taken(await upload('/api/deals/:id/reports', { params: { id: deal.id }, file, name: file.name, key }));
      memory.current = null;
    } catch (error) {
      setRefusal(asRefusal(error));
    } finally {
      setGoing('');
    }
  };
  const take = (file: File | undefined) => {
    if (file === undefined || going !== '') return;
    const big = file.size > LIMIT;
    setFault(big ? t('reportTooBig', { name: file.name, size: f.bytes(file.size) }) : '');
    if (!big) void send(file, newKey());
  };
  const again = memory.current;
  return (
    <div className="desk-part no-print">
      <div className="desk-acts">
        <button type="button" className="btn pri" aria-disabled={going !== ''} onClick={() => input.current?.click()}>
          {t('reportFile')}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,.xlsx"
          aria-label={t('reportFile')}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        {refusal?.outcome === 'unknown' && again !== null && (
          <button type="button" className="btn" onClick={() => void send(again.file, again.key)}>
            {t('again')}
          </button>
        )}
      </div>
      <p className="hint">{t('reportColumns')}</p>
      {going !== '' && <p role="status">{t('sending', { name: going })}</p>}
      <Refused refusal={refusal} fault={fault} />
    </div>
  );
}

function Reverse({ deal, report }: { deal: DealDetail; report: ServicerReport }) {
  const { t } = useText(securitizationText);
  const taken = useDealTaken();
  const { run, busy, refusal } = useIntent('POST /api/servicer-reports/:id/reversal');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const short = [...reason.trim()].length < 2;
    setFault(short ? t('reasonFault') : '');
    if (short) return;
    const result = await run({ params: { id: report.id }, body: { version: deal.version, reason: reason.trim() } });
    if (result.ok === true) taken(result.answer);
  };
  return (
    <details className="desk-form no-print">
      <summary className="link">{t('reverse')}</summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Refused refusal={refusal} fault={fault} />
        <InputField
          id={`reverse-${report.id}`}
          label={t('reverseReason')}
          value={reason}
          onValue={setReason}
          invalid={fault !== ''}
        />
        <button type="submit" className="btn" aria-disabled={busy}>
          {t('reverse')}
        </button>
      </form>
    </details>
  );
}

function Reports({ deal }: { deal: DealDetail }) {
  const { t, f, pick } = useText(securitizationText);
  const rows = [...deal.reports].reverse();
  // Only the latest report that stands can be reversed.
  const last = rows.find(({ reversed, reversesId }) => !reversed && reversesId === null)?.id;
  return (
    <>
      <h3 className="rail-title">{t('reports')}</h3>
      {deal.mine && deal.stage === 'servicing' && <ImportReport deal={deal} />}
      {rows.length === 0 ? (
        <p className="muted">{t('noReports')}</p>
      ) : (
        <ul className="desk-part">
          {rows.map((report) => (
            <li key={report.id}>
              <p>
                <b>{t('reportPeriod', { period: report.period })}</b> {report.fileName}{' '}
                {report.reversed && <State kind="late">{t('reversed')}</State>}
              </p>
              <p className="muted">
                {report.reversesId === null
                  ? t('reportLines', { lines: report.lines, money: f.money(report.cashFen) })
                  : t('isReversal', { reason: report.reason })}{' '}
                · {pick(report.by)} {f.near(report.reportedAt, deal.asOf)}
              </p>
              {deal.mine && deal.stage === 'servicing' && report.id === last && <Reverse deal={deal} report={report} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Life after issue: what came against what was planned, which triggers turned, and the reports behind it. */
export function Servicing({ deal }: { deal: DealDetail }) {
  const { t } = useText(securitizationText);
  return (
    <section className="desk-part">
      <h2 className="sec-title">{t('performance')}</h2>
      <Periods deal={deal} />
      <Companies deal={deal} />
      <Triggers deal={deal} />
      <Reports deal={deal} />
    </section>
  );
}
