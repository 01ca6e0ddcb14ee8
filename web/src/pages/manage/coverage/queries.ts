import type { CoverageGrouping } from '@banfei/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../../api/send.ts';
import type { CoverageSearch } from './search.ts';

const MINUTE = 60_000;

export const briefingQuery = (by: CoverageGrouping) =>
  queryOptions({
    queryKey: ['coverage', 'briefing', by],
    queryFn: ({ signal }) => get('/api/coverage', { query: { by }, signal }),
    refetchInterval: MINUTE,
  });

export const unitsQuery = ({ by = 'area', key, mode, suggested }: CoverageSearch) =>
  queryOptions({
    queryKey: ['coverage', 'units', by, key ?? null, mode ?? null, suggested ?? false],
    queryFn: ({ signal }) => get('/api/coverage/units', { query: { by, key, mode, suggested }, signal }),
  });

/** After an act everything about coverage is asked again, and the figures with it. */
export function useCoverageChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['coverage'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
  };
}
