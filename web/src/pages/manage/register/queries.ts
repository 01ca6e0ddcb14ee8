import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../../api/send.ts';
import type { Subject } from './subjects.ts';

export const organizationsQuery = () =>
  queryOptions({
    queryKey: ['network', 'organizations'],
    queryFn: ({ signal }) => get('/api/organizations', { signal }),
  });

export const facilitiesQuery = () =>
  queryOptions({ queryKey: ['network', 'facilities'], queryFn: ({ signal }) => get('/api/facilities', { signal }) });

/** What would become of everything that hangs on it; asked anew each time, since somebody may have hung more on it. */
export const endingQuery = (subject: Subject, id: string, intoId: string | null) =>
  queryOptions({
    queryKey: ['ending', subject, id, intoId],
    queryFn: ({ signal }) =>
      get(`/api/${subject}/:id/ending`, { params: { id }, query: intoId === null ? {} : { intoId }, signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** The register has changed: whatever shows organizations, facilities, companies or figures is asked again. */
export function useRegisterChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    for (const key of ['network', 'figures', 'firms', 'exchange', 'platforms'])
      await client.invalidateQueries({ queryKey: [key] });
  };
}
