import type { MomentList } from '@banfei/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../api/send.ts';

export const momentsQuery = () =>
  queryOptions({ queryKey: ['moments'], queryFn: ({ signal }) => get('/api/moments', { signal }) });

/** Takes up what an act answered: the moments as they then stand. */
export function useMomentsTaken(): (list: MomentList) => void {
  const client = useQueryClient();
  return (list) => client.setQueryData(momentsQuery().queryKey, list);
}
