import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

export type LiveState = 'open' | 'reconnecting';

const numberOf = (data: unknown): string => {
  try {
    const value: unknown = JSON.parse(String(data));
    if (typeof value === 'object' && value !== null && 'number' in value) return String(value.number);
  } catch {
    // A line that cannot be read still means that something changed.
  }
  return '';
};

/**
 * Listens to the server's events while a shell is open and marks what they name as stale. Events are hints: what is
 * shown is always read again, so a missed event costs freshness and never correctness.
 */
export function useLive(enabled: boolean): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('open');
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return;
    const source = new EventSource('/api/live');
    let missed = false;
    source.onopen = () => {
      setState('open');
      if (missed) void client.invalidateQueries();
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      setState('reconnecting');
    };
    source.addEventListener('matter', (event) => {
      const number = numberOf(event.data);
      void client.invalidateQueries({ queryKey: ['matters', 'list'] });
      void client.invalidateQueries({ queryKey: number === '' ? ['matters'] : ['matters', 'one', number] });
    });
    source.addEventListener('figures', () => {
      void client.invalidateQueries({ queryKey: ['figures'] });
      void client.invalidateQueries({ queryKey: ['areas'] });
    });
    return () => source.close();
  }, [client, enabled]);
  return state;
}
