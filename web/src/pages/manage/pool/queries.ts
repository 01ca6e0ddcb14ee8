import type { CandidateDetail } from '@banfei/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../../api/send.ts';

const MINUTE = 60_000;

export const boardQuery = () =>
  queryOptions({
    queryKey: ['pool', 'board'],
    queryFn: ({ signal }) => get('/api/pool', { signal }),
    refetchInterval: MINUTE,
  });

export const candidateQuery = (id: string) =>
  queryOptions({
    queryKey: ['pool', 'candidate', id],
    queryFn: ({ signal }) => get('/api/candidates/:id', { params: { id }, signal }),
    refetchInterval: MINUTE,
  });

/** Takes up what an act answered: the candidate as it then stands. The board and the figures are asked again. */
export function useCandidateTaken(): (candidate: CandidateDetail) => void {
  const client = useQueryClient();
  return (candidate) => {
    client.setQueryData(candidateQuery(candidate.id).queryKey, candidate);
    void client.invalidateQueries({ queryKey: ['pool', 'board'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
  };
}
