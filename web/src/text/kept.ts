import { useCallback, useState } from 'react';

const read = (key: string): string => {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

/** A text that survives a closed page, for example a half-written answer. An empty text leaves nothing behind. */
export function useKept(name: string): [string, (text: string) => void] {
  const key = `banfei.kept.${name}`;
  const [text, setText] = useState(() => read(key));
  const keep = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === '') localStorage.removeItem(key);
        else localStorage.setItem(key, next);
      } catch {
        // The text still stands on the page.
      }
    },
    [key],
  );
  return [text, keep];
}
