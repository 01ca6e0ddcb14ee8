/** Tells the service worker what this page was built from, once it stands. */
async function tell(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance
    .getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter((name) => name.includes('/assets/'));
  active?.postMessage([new URL('/', location.href).href, ...loaded]);
}

/** Keeps the program on this device. Without a secure context there is no service worker, and nothing else changes. */
export function keepProgram(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // A browser that refuses the worker still runs the pages.
    navigator.serviceWorker.register('/sw.js').then(tell, () => undefined);
  });
}

/** After an update the old names of chunks are gone: the page is loaded anew, once. */
export function followUpdates(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const mark = 'banfei.reloaded';
    if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(mark) ?? 0) < 10_000) return;
    event.preventDefault();
    sessionStorage.setItem(mark, String(Date.now()));
    location.reload();
  });
}
