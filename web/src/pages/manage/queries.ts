import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/send.ts';
import type { Language } from '../../text/language.ts';

/** Deadlines pass without any event, so figures are counted again every minute besides on every event. */
const MINUTE = 60_000;

export const cockpitQuery = () =>
  queryOptions({
    queryKey: ['figures', 'cockpit'],
    queryFn: ({ signal }) => get('/api/figures', { signal }),
    refetchInterval: MINUTE,
  });

export const areasQuery = () =>
  queryOptions({
    queryKey: ['areas'],
    queryFn: ({ signal }) => get('/api/areas', { signal }),
    refetchInterval: MINUTE,
  });

export const plansQuery = () =>
  queryOptions({
    queryKey: ['areas', 'plans'],
    queryFn: ({ signal }) => get('/api/area-plans', { signal }),
  });

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['areas', 'plans', id],
    queryFn: ({ signal }) => get('/api/area-plans/:id', { params: { id }, signal }),
    refetchInterval: MINUTE,
  });

export const planFirmsQuery = (id: string, area: number | undefined, version: number) =>
  infiniteQueryOptions({
    queryKey: ['areas', 'plans', id, 'firms', area ?? 0, version],
    queryFn: ({ signal, pageParam }) =>
      get('/api/area-plans/:id/firms', {
        params: { id },
        query: { area, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export interface RowsWanted {
  readonly figure: string;
  readonly area: number | undefined;
  readonly lang: Language;
}

export const rowsQuery = ({ figure, area, lang }: RowsWanted) =>
  infiniteQueryOptions({
    queryKey: ['figures', 'rows', figure, area ?? 0, lang],
    queryFn: ({ signal, pageParam }) =>
      get('/api/figures/:id/rows', {
        params: { id: figure },
        query: { area, lang, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: MINUTE,
  });

/** Address of all rows as a file. */
export const exportHref = ({ figure, area, lang }: RowsWanted, format: 'xlsx' | 'csv'): string => {
  const query = new URLSearchParams({ lang, ...(area === undefined ? {} : { area: String(area) }) });
  return `/api/figures/${figure}/rows.${format}?${query}`;
};
