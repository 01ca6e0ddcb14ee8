import type { ImportReport } from '@banfei/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Ask } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { importQuery } from '../queries.ts';
import { ImportFile } from './ImportFile.tsx';
import { ImportMappingForm } from './ImportMapping.tsx';
import { ImportResult } from './ImportResult.tsx';
import './firms.css';

const route = getRouteApi('/w/firms/import');

function FileFacts({ report }: { report: ImportReport }) {
  const { t, f } = useText(workFirmsText);
  const encoding =
    report.delimiter === null ? report.encoding : `${report.encoding} ${JSON.stringify(report.delimiter)}`;
  return (
    <p className="file-facts">
      <b>{report.fileName}</b>
      <span>{t('fileFacts', { format: report.format.toUpperCase(), encoding, size: f.bytes(report.bytes) })}</span>
      <span className="mono muted">{t('fingerprint', { sha: report.sha256.slice(0, 12) })}</span>
    </p>
  );
}

/** /w/firms/import: file, columns, trial, commit. The trial stands in the address, so that it can be looked at again. */
export function ImportPage() {
  const { t } = useText(workFirmsText);
  useTitle(t('import'));
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const query = useQuery({ ...importQuery(id ?? ''), enabled: id !== undefined });
  const keep = (report: ImportReport) => {
    if (report.id === null) return;
    client.removeQueries({ queryKey: ['imports', report.id, 'rows'] });
    client.setQueryData(importQuery(report.id).queryKey, report);
    if (report.committedAt !== null) void client.invalidateQueries({ queryKey: ['firms'] });
    if (report.id !== id) void navigate({ search: { id: report.id } });
  };
  return (
    <div className="work-page">
      <nav className="crumb no-print" aria-label={t('title')}>
        <Link to="/w/firms">{t('title')}</Link>
      </nav>
      <Statement>{t('sayImport')}</Statement>
      {id === undefined ? (
        <ImportFile onReport={keep} />
      ) : (
        <Ask query={query} what={t('theImport')}>
          {(report) => (
            <>
              <FileFacts report={report} />
              {report.committedAt === null && (
                <ImportMappingForm key={report.sha256} id={id} report={report} onReport={keep} />
              )}
              <ImportResult id={id} report={report} onReport={keep} />
            </>
          )}
        </Ask>
      )}
    </div>
  );
}
