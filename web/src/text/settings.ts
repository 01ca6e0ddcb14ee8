import { useSyncExternalStore } from 'react';

/** Choices of the reader that hold on this device. Null means that nobody chose, and the shell's own default applies. */
export interface Settings {
  readonly theme: 'light' | 'dark' | null;
  readonly largeType: boolean;
  /** Single-key shortcuts (WCAG 2.1.4 wants a switch). */
  readonly keys: boolean;
}

const KEY = 'banfei.settings';
const DEFAULTS: Settings = { theme: null, largeType: false, keys: true };
const listeners = new Set<() => void>();

const read = (): Settings => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof value !== 'object' || value === null) return DEFAULTS;
    const theme = 'theme' in value && (value.theme === 'light' || value.theme === 'dark') ? value.theme : null;
    return {
      theme,
      largeType: 'largeType' in value && value.largeType === true,
      keys: !('keys' in value) || value.keys !== false,
    };
  } catch {
    return DEFAULTS;
  }
};

let settings: Settings = DEFAULTS;
let shellTheme: 'light' | 'dark' = 'light';

const apply = (): void => {
  const root = document.documentElement;
  root.dataset.theme = settings.theme ?? shellTheme;
  root.dataset.type = settings.largeType ? 'large' : 'normal';
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', root.dataset.theme === 'dark' ? '#0C1413' : '#F6F4EE');
};

export function startSettings(): void {
  settings = read();
  apply();
}

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // The choice still holds for this page.
  }
  apply();
  for (const notify of listeners) notify();
}

/** The theme a shell prefers; a choice of the reader wins. */
export function preferTheme(theme: 'light' | 'dark'): void {
  shellTheme = theme;
  apply();
  for (const notify of listeners) notify();
}

export const themeInForce = (): 'light' | 'dark' => settings.theme ?? shellTheme;

const subscribe = (notify: () => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

export const useSettings = (): Settings => useSyncExternalStore(subscribe, () => settings);
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, themeInForce);
