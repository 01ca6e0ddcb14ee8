import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = 'banfei.work.';
const listeners = new Set<() => void>();
/** What this page holds, in case the browser refuses storage. */
const kept = new Map<string, string>();

/**
 * Drafts of staff live as long as the browser tab: a counter's computer is shared, so words about a company must not
 * stay on it after the tab is closed.
 */
function read(key: string): string {
  const here = kept.get(key);
  if (here !== undefined) return here;
  try {
    return sessionStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

export function writeDraft(key: string, text: string): void {
  kept.set(key, text);
  try {
    if (text === '') sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, text);
  } catch {
    // The map above still has it for this page.
  }
  for (const notify of listeners) notify();
}

const subscribe = (notify: () => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

/** A text that survives errors, conflicts, a closed sheet and a reload. An empty draft is no draft. */
export function useDraft(key: string): readonly [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => read(key));
  const write = useCallback((next: string) => writeDraft(key, next), [key]);
  return [text, write];
}
