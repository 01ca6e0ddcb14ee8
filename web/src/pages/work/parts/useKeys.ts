import { useEffect, useRef } from 'react';
import { useSettings } from '../../../text/settings.ts';

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Whether a key belongs to whatever the reader is writing in, not to the page. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null;
}

/** Composition in an input method: 229 is what browsers report for keys that the method swallowed. */
export const isComposing = (event: { isComposing?: boolean; keyCode?: number }): boolean =>
  event.isComposing === true || event.keyCode === 229;

/**
 * Single-key shortcuts of a page. They rest while somebody types or composes, while a sheet is open, with modifier keys,
 * and altogether when the reader switched them off (WCAG 2.1.4).
 */
export function useKeys(keys: KeyMap, enabled = true): void {
  const { keys: wanted } = useSettings();
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    if (!enabled || !wanted) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isComposing(event) || isWriting(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const act = current.current[event.key.toLowerCase()];
      if (act === undefined) return;
      act(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled, wanted]);
}
