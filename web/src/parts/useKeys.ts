import { useEffect, useRef } from 'react';
import { useSettings } from '../text/settings.ts';

type Keys = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Single-key shortcuts. They sleep while somebody types or composes Chinese, with a modifier, or when switched off. */
export function useKeys(keys: Keys): void {
  const { keys: enabled } = useSettings();
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const deed = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}
