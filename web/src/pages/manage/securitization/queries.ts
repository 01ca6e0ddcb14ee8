import type { DealDetail, DealScenario } from '@banfei/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '../../../api/send.ts';

const MINUTE = 60_000;
/** While something is being computed the page follows its progress. */
const SECOND = 1000;

export const dealsQuery = () =>
  queryOptions({
    queryKey: ['deals', 'list'],
    queryFn: ({ signal }) => get('/api/deals', { signal }),
    refetchInterval: MINUTE,
  });

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ['deals', 'one', id],
    queryFn: ({ signal }) => get('/api/deals/:id', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'running') ? SECOND : MINUTE),
  });

/** A product on one page, under one of the desk's scenarios. */
export const termSheetQuery = (id: string, scenario: DealScenario) =>
  queryOptions({
    queryKey: ['deals', 'sheet', id, scenario],
    queryFn: ({ signal }) => get('/api/deals/:id/term-sheet', { params: { id }, query: { scenario }, signal }),
  });

/** Takes up what an act answered: the product as it then stands. Lists and figures are asked again. */
export function useDealTaken(): (deal: DealDetail) => void {
  const client = useQueryClient();
  return (deal) => {
    client.setQueryData(dealQuery(deal.id).queryKey, deal);
    void client.invalidateQueries({ queryKey: ['deals', 'list'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
  };
}
