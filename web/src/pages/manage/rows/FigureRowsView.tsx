import type { FigureRows } from '@banfei/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { RowsPanel } from '../../../parts/RowsPanel.tsx';
import { manageText } from '../../../text/manage.ts';
import { sharedText } from '../../../text/shared.ts';
import { useText } from '../../../text/useText.ts';
import { exportHref, type RowsWanted, rowsQuery } from '../queries.ts';
import { useOversight } from './useOversight.tsx';

/** All pages fetched so far as one; value and time are those of the newest page. */
function joined(pages: readonly FigureRows[]): FigureRows {
  const last = pages.at(-1);
  if (last === undefined) throw new Error('a paged query answered without a page');
  return { ...last, rows: pages.flatMap((page) => page.rows) };
}

/** Excel first, plain text as the fallback; officers read on the screen. */
function Exports({ wanted }: { wanted: RowsWanted }) {
  const { t } = useText(manageText);
  const shared = useText(sharedText);
  const role = useQuery(sessionQuery()).data?.role;
  if (role !== 'manager' && role !== 'auditor') return null;
  return (
    <>
      <a className="btn quiet" href={exportHref(wanted, 'xlsx')} download>
        {shared.t('exportXlsx')}
      </a>
      <a className="btn quiet" href={exportHref(wanted, 'csv')} download>
        {t('exportCsv')}
      </a>
    </>
  );
}

interface FigureRowsViewProps {
  readonly figure: string;
  readonly area: number | undefined;
  /** Filter and close, which belong to the page around. */
  readonly tools?: ReactNode;
  readonly opened?: boolean;
}

/** The rows of one figure from the server, page by page, with what may be done to them. */
export function FigureRowsView({ figure, area, tools, opened = false }: FigureRowsViewProps) {
  const { t, lang } = useText(manageText);
  const phone = useQuery(sessionQuery()).data?.district.phone;
  const wanted = { figure, area, lang };
  const query = useInfiniteQuery({ ...rowsQuery(wanted), select: ({ pages }) => joined(pages) });
  const actions = useOversight(figure);
  return (
    <Ask query={query} what={t('whatRows')} phone={phone ?? null}>
      {(rows) => (
        <RowsPanel
          data={rows}
          opened={opened}
          matterBase="/w/req/"
          firmBase="/w/firms/"
          onMore={() => void query.fetchNextPage()}
          {...(actions === undefined ? {} : { actions })}
          tools={
            <>
              <Exports wanted={wanted} />
              {tools}
            </>
          }
        />
      )}
    </Ask>
  );
}
