import { useSyncExternalStore } from 'react';

/** Answers that nobody has to be signed in for say nothing about the session. */
const OPEN_TO_ALL = /^\/api\/(service-points|demo-accounts|receipts)\b/;

let ended = false;
const listeners = new Set<() => void>();

/** Notes what an answer says about the session: refused for want of one, or given because there is one. */
export function noteAnswer(path: string, refusedCode: string | null): void {
  const next = refusedCode === 'NOT_SIGNED_IN' || (ended && (refusedCode !== null || OPEN_TO_ALL.test(path)));
  if (next === ended) return;
  ended = next;
  for (const notify of listeners) notify();
}

const subscribe = (notify: () => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

/** The server no longer knows the session in which this page was opened. */
export const useSignedOut = (): boolean => useSyncExternalStore(subscribe, () => ended);
