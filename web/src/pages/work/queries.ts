import type { PostCard, RowOutcome } from '@banfei/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../../api/send.ts';

/** Search while typing: the last answer stays on the screen until the next one has come. */
export const firmSearchQuery = (q: string, limit: number) =>
  queryOptions({
    queryKey: ['firms', 'search', q, limit],
    queryFn: ({ signal }) => get('/api/firms/search', { query: { q, limit }, signal }),
    enabled: q !== '',
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const firmQuery = (id: string) =>
  queryOptions({
    queryKey: ['firms', 'one', id],
    queryFn: ({ signal }) => get('/api/firms/:id', { params: { id }, signal }),
  });

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['firms', 'timeline', id],
    queryFn: ({ signal, pageParam }) =>
      get('/api/firms/:id/timeline', { params: { id }, query: pageParam === '' ? {} : { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const postSearchQuery = (q: string, kind?: PostCard['kind']) =>
  queryOptions({
    queryKey: ['posts', q, kind ?? ''],
    queryFn: ({ signal }) => get('/api/posts', { query: { q, kind }, signal }),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  });

export const unplacedQuery = () =>
  infiniteQueryOptions({
    queryKey: ['firms', 'unplaced'],
    queryFn: ({ signal, pageParam }) =>
      get('/api/firms/unplaced', { query: pageParam === '' ? {} : { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => get('/api/firm-imports/:id', { params: { id }, signal }),
  });

export const importRowsQuery = (id: string, outcome: RowOutcome) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'rows', outcome],
    queryFn: ({ signal, pageParam }) =>
      get('/api/firm-imports/:id/rows', {
        params: { id },
        query: { outcome, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const areasQuery = () =>
  queryOptions({
    queryKey: ['areas'],
    queryFn: ({ signal }) => get('/api/areas', { signal }),
    staleTime: 5 * 60_000,
  });

/** A value that follows only after it has rested for a while. */
export function useRested<Value>(value: Value, millis: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return rested;
}
