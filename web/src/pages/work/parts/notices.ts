import { useSyncExternalStore } from 'react';

/** A short word to the reader about what just happened, with at most one thing to do. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

let notices: readonly Notice[] = [];
let count = 0;
const listeners = new Set<() => void>();

function change(next: readonly Notice[]): void {
  notices = next;
  for (const notify of listeners) notify();
}

export const dropNotice = (id: number): void => change(notices.filter((notice) => notice.id !== id));

/** Shows a notice for a while; one with something to do stays longer. Only the latest two are kept. */
export function notify(text: string, action?: Notice['action']): void {
  count += 1;
  const id = count;
  change([...notices.slice(-1), { id, text, ...(action === undefined ? {} : { action }) }]);
  setTimeout(() => dropNotice(id), action === undefined ? 5_000 : 10_000);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useNotices = (): readonly Notice[] => useSyncExternalStore(subscribe, () => notices);
