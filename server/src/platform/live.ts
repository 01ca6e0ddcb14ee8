import pg from 'pg';
import type { Log } from './services.ts';

/** A change that open pages should hear of: names things, carries no content. Readers fetch, and are authorized again. */
export interface LiveEvent {
  readonly districtId: number;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export const LIVE_CHANNEL = 'banfei_live';

type Listener = (event: LiveEvent) => void;

export interface Live {
  /** `ended` is called once when the process stops: an open stream would keep it from ending. */
  subscribe(listener: Listener, ended: () => void): () => void;
  readonly listeners: () => number;
  stop(): Promise<void>;
}

/** One LISTEN connection per process feeds all its event streams; it reconnects, and pages refetch when it was away. */
export function startLive(url: string, log: Log): Live {
  const listeners = new Map<Listener, () => void>();
  let client: pg.Client | null = null;
  let stopped = false;
  let wait: NodeJS.Timeout | undefined;

  const again = (): void => {
    client = null;
    if (stopped) return;
    clearTimeout(wait);
    wait = setTimeout(() => void open(), 1000);
  };
  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('error', () => undefined);
    next.on('end', again);
    next.on('notification', ({ payload }) => {
      const event: LiveEvent = JSON.parse(payload ?? '{}');
      for (const listener of listeners.keys()) listener(event);
    });
    try {
      await next.connect();
      await next.query(`listen ${LIVE_CHANNEL}`);
      client = next;
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'live channel not open');
      next.end().catch(() => undefined);
    }
  };
  void open();
  return {
    subscribe(listener, ended) {
      if (stopped) setImmediate(ended);
      else listeners.set(listener, ended);
      return () => listeners.delete(listener);
    },
    listeners: () => listeners.size,
    async stop() {
      stopped = true;
      clearTimeout(wait);
      for (const ended of [...listeners.values()]) ended();
      await client?.end().catch(() => undefined);
    },
  };
}
