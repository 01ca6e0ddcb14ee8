import type { CapitalNeedView } from '@banfei/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../api/send.ts';

export const investorsQuery = () =>
  queryOptions({ queryKey: ['capital', 'investors'], queryFn: ({ signal }) => get('/api/investors', { signal }) });

export const capitalNeedsQuery = () =>
  queryOptions({ queryKey: ['capital', 'needs'], queryFn: ({ signal }) => get('/api/capital-needs', { signal }) });

export const capitalNeedQuery = (id: string) =>
  queryOptions({
    queryKey: ['capital', 'need', id],
    queryFn: ({ signal }) => get('/api/capital-needs/:id', { params: { id }, signal }),
  });

/** Takes up what an act answered: the need as it then stands. Lists and figures are asked again. */
export function useNeedTaken(): (need: CapitalNeedView) => void {
  const client = useQueryClient();
  return (need) => {
    client.setQueryData(capitalNeedQuery(need.id).queryKey, need);
    void client.invalidateQueries({ queryKey: ['capital', 'needs'] });
    void client.invalidateQueries({ queryKey: ['capital', 'investors'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
  };
}

/** After investors changed, everything that is matched against them is asked again. */
export function useInvestorsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['capital'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
  };
}
