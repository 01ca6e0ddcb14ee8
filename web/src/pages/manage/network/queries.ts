import { queryOptions } from '@tanstack/react-query';
import { get } from '../../../api/send.ts';

export const networkQuery = () =>
  queryOptions({ queryKey: ['network', 'map'], queryFn: ({ signal }) => get('/api/network', { signal }) });

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['network', 'organization', id],
    queryFn: ({ signal }) => get('/api/organizations/:id', { params: { id }, signal }),
  });

export const balancesQuery = () =>
  queryOptions({ queryKey: ['network', 'balances'], queryFn: ({ signal }) => get('/api/balances', { signal }) });

export const usagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['network', 'usages', id],
    queryFn: ({ signal }) => get('/api/balances/:id', { params: { id }, signal }),
  });
