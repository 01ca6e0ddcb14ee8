import type { InboxView } from '@banfei/contracts';
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { lastMe } from './lastMe.ts';
import { ApiRefusal } from './refusal.ts';
import { get } from './send.ts';

/** Only an unknown outcome is worth asking again by itself; a refusal says the same thing the second time. */
const again = (count: number, error: Error): boolean =>
  error instanceof ApiRefusal && error.outcome === 'unknown' && error.status !== 500 && count < 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 10 * 60_000,
      retry: again,
      networkMode: 'always',
      refetchOnWindowFocus: true,
    },
  },
});

/** Queries of a matter start with `matters`, those of figures with `figures`: live events invalidate by these words. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => get('/api/session', { signal }),
    staleTime: 5 * 60_000,
    // Where the last reader is known, waiting for retries would only keep him from his drafts.
    retry: (count, error) => lastMe() === null && again(count, error),
  });

export const mattersQuery = (given: { view: InboxView; q?: string; limit?: number }) =>
  infiniteQueryOptions({
    queryKey: ['matters', 'list', given],
    queryFn: ({ signal, pageParam }) =>
      get('/api/matters', { signal, query: { ...given, ...(pageParam === '' ? {} : { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const matterQuery = (number: string) =>
  queryOptions({
    queryKey: ['matters', 'one', number],
    queryFn: ({ signal }) => get('/api/matters/:number', { params: { number }, signal }),
  });

export const categoriesQuery = (text: string) =>
  queryOptions({
    queryKey: ['categories', text],
    queryFn: ({ signal }) => get('/api/matters/categories', { query: { text }, signal }),
    staleTime: 10 * 60_000,
  });

export const similarQuery = (firmId: string, text: string) =>
  queryOptions({
    queryKey: ['matters', 'similar', firmId, text],
    queryFn: ({ signal }) => get('/api/matters/similar', { query: { firmId, text }, signal }),
  });

export const receiptQuery = (number: string, code: string) =>
  queryOptions({
    queryKey: ['receipt', number, code],
    queryFn: ({ signal }) => get('/api/receipts/:number', { params: { number }, query: { code }, signal }),
    retry: false,
  });

export const servicePointsQuery = () =>
  queryOptions({
    queryKey: ['service-points'],
    queryFn: ({ signal }) => get('/api/service-points', { signal }),
    staleTime: 30 * 60_000,
  });

export const demoAccountsQuery = () =>
  queryOptions({
    queryKey: ['demo-accounts'],
    queryFn: ({ signal }) => get('/api/demo-accounts', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
