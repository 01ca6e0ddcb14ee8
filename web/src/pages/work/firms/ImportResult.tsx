import type { ImportReport, RowOutcome } from '@banfei/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Loading, Problem } from '../../../parts/conditions.tsx';
import { State } from '../../../parts/State.tsx';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { importRowsQuery } from '../queries.ts';

const OUTCOMES: readonly RowOutcome[] = ['new', 'update', 'unchanged', 'duplicate', 'rejected'];

/** The sum in the open: what was read equals what became of it, or the difference is said. */
function Sum({ totals }: Pick<ImportReport, 'totals'>) {
  const { t, f } = useText(workFirmsText);
  const off = totals.read - OUTCOMES.reduce((sum, outcome) => sum + totals[outcome], 0);
  const shown = {
    read: f.number(totals.read),
    new: f.number(totals.new),
    update: f.number(totals.update),
    unchanged: f.number(totals.unchanged),
    duplicate: f.number(totals.duplicate),
    rejected: f.number(totals.rejected),
  };
  return (
    <p className="sum">
      {t('sum', shown)}{' '}
      <State kind={off === 0 ? 'done' : 'late'}>{off === 0 ? t('sumOk') : t('sumOff', { count: Math.abs(off) })}</State>
    </p>
  );
}

function Rows({ id, outcome }: { id: string; outcome: RowOutcome }) {
  const { t, pick } = useText(workFirmsText);
  const query = useInfiniteQuery(importRowsQuery(id, outcome));
  if (query.isPending) return <Loading what={t('theRows')} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <p className="muted">{t('noRowsOf', { outcome: t(`outcome_${outcome}`) })}</p>;
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('code')}</th>
            <th scope="col">{t('reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td data-label={t('line')}>{row.line}</td>
              <td>{row.name === '' ? '—' : row.name}</td>
              <td className="mono">{row.code === '' ? '—' : row.code}</td>
              <td>
                {row.reasons.map((reason) => (
                  <p key={reason.code + reason.message.zh}>{pick(reason.message)}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <button type="button" className="btn" onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  );
}

interface ResultProps {
  readonly id: string;
  readonly report: ImportReport;
  readonly onReport: (report: ImportReport) => void;
}

/** One press writes what the trial showed; nothing was changed before it. */
function Commit({ id, report, onReport }: ResultProps) {
  const { t, f, pick } = useText(workFirmsText);
  const intent = useIntent('POST /api/firm-imports/:id/commit');
  const count = report.totals.new + report.totals.update;
  if (report.committedAt !== null) {
    return (
      <div className="work-acts">
        <State kind="done">{t('committed', { time: f.instant(report.committedAt) })}</State>
        <Link className="btn" to="/w/firms/unplaced">
          {t('unplaced')}
        </Link>
        <Link className="btn" to="/w/firms/import" search={{}}>
          {t('another')}
        </Link>
      </div>
    );
  }
  const commit = async () => {
    const result = await intent.run({ params: { id }, body: {} });
    if (result.ok === true) onReport(result.answer);
  };
  return (
    <div className="work-acts">
      {count === 0 ? (
        <p>{t('nothingToCommit')}</p>
      ) : (
        <button type="button" className="btn pri big" aria-disabled={intent.busy} onClick={() => void commit()}>
          {intent.busy ? t('committing') : t('commit', { count })}
        </button>
      )}
      <Link className="btn quiet" to="/w/firms/import" search={{}}>
        {t('another')}
      </Link>
      {intent.refusal !== null && (
        <p className="fault" role="alert">
          {pick(intent.refusal.sentence)}
        </p>
      )}
    </div>
  );
}

/** What became of every row, by outcome and with reasons; the worst outcome that has rows is opened first. */
export function ImportResult(props: ResultProps) {
  const { t, f } = useText(workFirmsText);
  const { report } = props;
  const worst = [...OUTCOMES].reverse().find((outcome) => outcome !== 'unchanged' && report.totals[outcome] > 0);
  const [chosen, setChosen] = useState<RowOutcome | null>(null);
  const outcome = chosen ?? worst ?? 'new';
  return (
    <section className="sec import-result">
      <h2>{t(report.committedAt === null ? 'totals' : 'totalsDone')}</h2>
      <Sum totals={report.totals} />
      <Commit {...props} />
      {/* biome-ignore lint/a11y/useSemanticElements: a row of toggles is a group, not a set of form fields. */}
      <div className="outcomes" role="group" aria-label={t('rowsOf', { outcome: '' })}>
        {OUTCOMES.map((one) => (
          <button key={one} type="button" aria-pressed={one === outcome} onClick={() => setChosen(one)}>
            {t(`outcome_${one}`)} <b>{f.number(report.totals[one])}</b>
          </button>
        ))}
      </div>
      <Rows key={`${report.committedAt} ${outcome}`} id={props.id} outcome={outcome} />
    </section>
  );
}
