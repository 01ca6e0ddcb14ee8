import { useSyncExternalStore } from 'react';

const subscribe = (notify: () => void) => {
  window.addEventListener('online', notify);
  window.addEventListener('offline', notify);
  return () => {
    window.removeEventListener('online', notify);
    window.removeEventListener('offline', notify);
  };
};

/** Whether the browser believes it has a network. False is certain; true may still meet a dead server. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
