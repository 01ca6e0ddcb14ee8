import type { Me } from '@banfei/contracts';

const KEY = 'banfei.me';

/**
 * Who was signed in last on this device, so that drafts can be reached without a network. It opens nothing: every
 * answer of the server still needs the session.
 */
export function rememberMe(me: Me | null): void {
  try {
    if (me === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(me));
  } catch {
    // Without storage the page needs a network to start.
  }
}

const isMe = (value: unknown): value is Me =>
  typeof value === 'object' && value !== null && 'accountId' in value && 'role' in value && 'district' in value;

export function lastMe(): Me | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isMe(value) ? value : null;
  } catch {
    return null;
  }
}
