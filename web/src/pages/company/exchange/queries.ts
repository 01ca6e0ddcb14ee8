import type { ResourceKind } from '@banfei/contracts';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../../api/queries.ts';
import { get } from '../../../api/send.ts';

/** Everything of the exchange starts with `exchange`, so that one act refreshes all of it. */
export const resourcesQuery = (kind: ResourceKind | undefined) =>
  queryOptions({
    queryKey: ['exchange', 'resources', kind ?? 'all'],
    queryFn: ({ signal }) => get('/api/resources', { signal, query: { kind } }),
  });

export const resourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['exchange', 'resource', id],
    queryFn: ({ signal }) => get('/api/resources/:id', { params: { id }, signal }),
  });

// The other side acts meanwhile; asked again while the page is open.
const EVERY_MILLIS = 15_000;

export const bookingsQuery = () =>
  queryOptions({
    queryKey: ['exchange', 'bookings'],
    queryFn: ({ signal }) => get('/api/bookings', { signal }),
    refetchInterval: EVERY_MILLIS,
  });

export const balanceQuery = () =>
  queryOptions({
    queryKey: ['exchange', 'balance'],
    queryFn: ({ signal }) => get('/api/balance', { signal }),
    refetchInterval: EVERY_MILLIS,
  });

export const needsQuery = () =>
  queryOptions({
    queryKey: ['exchange', 'needs'],
    queryFn: ({ signal }) => get('/api/needs', { signal }),
    refetchInterval: EVERY_MILLIS,
  });

export const sharedNeedsQuery = () =>
  queryOptions({
    queryKey: ['exchange', 'sharedNeeds'],
    queryFn: ({ signal }) => get('/api/shared-needs', { signal }),
    refetchInterval: EVERY_MILLIS,
  });

export const partnershipsQuery = () =>
  queryOptions({
    queryKey: ['exchange', 'partnerships'],
    queryFn: ({ signal }) => get('/api/partnerships', { signal }),
  });

export const exchangeChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['exchange'] });
