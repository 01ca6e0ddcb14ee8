import { queryOptions } from '@tanstack/react-query';
import { get } from '../../../api/send.ts';

export const everyPartnershipQuery = () =>
  queryOptions({
    queryKey: ['network', 'partnerships'],
    queryFn: ({ signal }) => get('/api/partnerships', { signal }),
  });
