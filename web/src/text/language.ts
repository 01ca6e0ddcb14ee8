import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';

const KEY = 'banfei.language';

const known = (value: string | null): Language | null => (value === 'zh' || value === 'en' ? value : null);

/** Local storage may be forbidden; a setting is then kept for this visit only. */
const stored = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const remember = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Nothing to do: the language still holds for this page.
  }
};

const fromAddress = (): Language | null => known(new URLSearchParams(location.search).get('lang'));

/** The address decides, then the stored choice, then Chinese. */
export function startLanguage(): void {
  const asked = fromAddress();
  if (asked !== null) remember(asked);
  const language = asked ?? known(stored()) ?? 'zh';
  void i18next.init({
    lng: language,
    fallbackLng: false,
    resources: {},
    initAsync: false,
    returnNull: false,
    nsSeparator: false,
    keySeparator: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  });
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export function setLanguage(language: Language): void {
  remember(language);
  // A language in the address would win again on reload, so the choice replaces it.
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', language);
    history.replaceState(history.state, '', url);
  }
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  void i18next.changeLanguage(language);
}

const subscribe = (notify: () => void) => {
  i18next.on('languageChanged', notify);
  return () => i18next.off('languageChanged', notify);
};

const current = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

export const useLanguage = (): Language => useSyncExternalStore(subscribe, current);

/**
 * Attributes for words that people wrote: Chinese on an English page says so, and a screen reader changes its voice.
 */
export const written = (text: string, page: Language): { lang?: string } =>
  page === 'en' && /[\u3400-\u9fff]/.test(text) ? { lang: 'zh-CN' } : {};
