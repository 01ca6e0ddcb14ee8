import type { SchemeFilter } from '@banfei/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../api/send.ts';

/** Null for the company that is signed in; staff name the company. */
export type Whose = string | null;

export const reachQuery = (firmId: Whose) =>
  queryOptions({
    queryKey: ['reach', firmId],
    queryFn: ({ signal }) => get('/api/reach', { query: { firmId }, signal }),
  });

export const schemeQuery = (firmId: Whose, scheme: string) =>
  queryOptions({
    queryKey: ['reach', firmId, scheme],
    queryFn: ({ signal }) => get('/api/reach/:scheme', { params: { scheme }, query: { firmId }, signal }),
  });

export const schemesQuery = () =>
  queryOptions({ queryKey: ['schemes'], queryFn: ({ signal }) => get('/api/schemes', { signal }) });

export const schemeFirmsQuery = (scheme: string, show: SchemeFilter) =>
  queryOptions({
    queryKey: ['schemes', scheme, show],
    queryFn: ({ signal }) => get('/api/schemes/:scheme/firms', { params: { scheme }, query: { show }, signal }),
  });

/** After facts changed everything that follows from them is asked again. */
export function useReachChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['reach'] });
    void client.invalidateQueries({ queryKey: ['schemes'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
  };
}
