import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../api/queries.ts';
import { get } from '../../api/send.ts';

export const platformsQuery = () =>
  queryOptions({ queryKey: ['platforms'], queryFn: ({ signal }) => get('/api/platforms', { signal }) });

export const platformsChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['platforms'] });
