const KEY = 'banfei.work.recentFirms';
const LIMIT = 60;

/** Ids of companies lately served at this desk, latest first. Ids alone: no names stay on the computer. */
export function recentFirms(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberFirm(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recentFirms().filter((other) => other !== id)].slice(0, LIMIT)));
  } catch {
    // Without storage the order of the server stands.
  }
}
