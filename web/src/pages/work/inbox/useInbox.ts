import type { InboxView } from '@banfei/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { matterQuery, mattersQuery, sessionQuery } from '../../../api/queries.ts';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { notify } from '../parts/notices.ts';
import { neighborOf } from './neighbor.ts';

const DESK = '(min-width: 1100px)';
const media = (): MediaQueryList => window.matchMedia(DESK);

const subscribe = (notifyChange: () => void) => {
  const query = media();
  query.addEventListener('change', notifyChange);
  return () => query.removeEventListener('change', notifyChange);
};

/** Whether there is room for views, list and detail side by side. */
export const useIsDesk = (): boolean => useSyncExternalStore(subscribe, () => media().matches);

/** A supervising post holds no matters of its own; it begins with those of the district. */
export function useUsualView(): InboxView {
  const posts = useQuery(sessionQuery()).data?.posts ?? [];
  return posts.length > 0 && posts.every((post) => post.kind === 'supervisor') ? 'all' : 'mine';
}

/** The rows of one view with its counts. */
export function useInbox(view: InboxView, q: string) {
  const query = useInfiniteQuery(mattersQuery({ view, limit: 50, ...(q === '' ? {} : { q }) }));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const first = query.data?.pages[0];
  return { query, rows, counts: first?.counts ?? {}, asOf: first?.asOf ?? '' };
}

/** Which matter opens by itself when one is finished, with a word about it. The next one is fetched ahead. */
export function useNextMatter(view: InboxView, q = '', open?: string): (done: string) => string | null {
  const { t } = useText(workText);
  const { rows } = useInbox(view, q);
  const client = useQueryClient();
  const ahead = open === undefined ? null : neighborOf(rows, open);
  useEffect(() => {
    if (ahead !== null) void client.prefetchQuery(matterQuery(ahead));
  }, [ahead, client]);
  return (done) => {
    const next = neighborOf(rows, done);
    notify(t(next === null ? 'lastDone' : 'nextOpened', { number: done }));
    return next;
  };
}
