import type { InboxView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Empty } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { useInbox } from './useInbox.ts';

const SENTENCES = {
  mine: { alone: 'emptyDone', next: 'emptyDoneNext' },
  overdue: { alone: 'emptyOverdue', next: 'emptyOverdueNext' },
  dueToday: { alone: 'emptyDueToday', next: 'emptyDueTodayNext' },
} as const;

/** When the next of the reader's own matters is due, if any. */
function useNextDue(): { readonly at: string; readonly asOf: string } | null {
  const { rows, asOf } = useInbox('mine', '');
  const dues = rows.flatMap((row) =>
    row.resolve.dueAt === null || row.resolve.metAt !== null ? [] : [row.resolve.dueAt],
  );
  const first = dues.filter((due) => due > asOf).sort()[0];
  return first === undefined ? null : { at: first, asOf };
}

function NoWork({ view }: { view: keyof typeof SENTENCES }) {
  const { t, f } = useText(workText);
  const next = useNextDue();
  const { alone, next: withNext } = SENTENCES[view];
  return next === null ? t(alone) : t(withNext, { time: f.near(next.at, next.asOf) });
}

/** Why this view is empty, and one thing to do instead. Nothing overdue is a good state and says so. */
export function EmptyView({ view, q }: { view: InboxView; q: string }) {
  const { t } = useText(workText);
  if (q !== '') {
    const toAll = (
      <Link className="btn" to="/w" search={{ view: 'all', q }}>
        {t('toAll')}
      </Link>
    );
    return <Empty action={view === 'all' ? undefined : toAll}>{t('emptySearch', { q })}</Empty>;
  }
  const says: ReactNode =
    view === 'mine' || view === 'overdue' || view === 'dueToday' ? (
      <NoWork view={view} />
    ) : (
      t(view === 'offered' ? 'emptyOffered' : 'emptyView')
    );
  const action =
    view === 'mine' ? (
      <Link className="btn" to="/w/counter">
        {t('takeIn')}
      </Link>
    ) : (
      <Link className="btn" to="/w" search={{ view: 'mine' }}>
        {t('toMine')}
      </Link>
    );
  return <Empty action={action}>{says}</Empty>;
}
