import { useEffect, useSyncExternalStore } from 'react';
import { newKey } from '../../../api/intent.ts';
import { matterQuery, queryClient } from '../../../api/queries.ts';
import { type ApiRefusal, asRefusal } from '../../../api/refusal.ts';
import { send } from '../../../api/send.ts';
import { writeDraft } from './drafts.ts';

/** Time in which a reply can be taken back. */
export const UNDO_MILLIS = 5_000;

/** A reply that its writer has let go of. `held` means that it did not go out; its words are back in the draft. */
export interface Outgoing {
  readonly id: string;
  readonly number: string;
  readonly firmName: string;
  readonly text: string;
  readonly attachmentIds: readonly string[];
  readonly version: number;
  readonly until: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'held';
  readonly refusal: ApiRefusal | null;
}

/** Versions that this page itself brought about: they are no news to its reader. */
const own = new Map<string, number>();
export const ownVersion = (number: string): number => own.get(number) ?? 0;

export function rememberOwn(number: string, version: number): void {
  own.set(number, Math.max(version, ownVersion(number)));
}

export const replyDraft = (number: string): string => `${number}.reply`;

let entries: readonly Outgoing[] = [];
/** Files of a reply that was taken back; they go along with the next one for the same matter. */
const carried = new Map<string, readonly string[]>();
const listeners = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

function change(next: readonly Outgoing[]): void {
  entries = next;
  for (const notify of listeners) notify();
}

const patch = (id: string, what: Partial<Outgoing>): void =>
  change(entries.map((entry) => (entry.id === id ? { ...entry, ...what } : entry)));

export const dismiss = (id: string): void => change(entries.filter((entry) => entry.id !== id));

/** Back into the box, below what may have been written there since. */
function restore(entry: Outgoing): void {
  writeDraft(replyDraft(entry.number), entry.text);
  if (entry.attachmentIds.length > 0) carried.set(entry.number, entry.attachmentIds);
}

async function deliver(id: string): Promise<void> {
  timers.delete(id);
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined || entry.state !== 'waiting') return;
  patch(id, { state: 'sending' });
  const { number, text, attachmentIds, version } = entry;
  const files = attachmentIds.length === 0 ? {} : { attachmentIds: [...attachmentIds] };
  try {
    const body = { text, version, ...files };
    const answer = await send('POST /api/matters/:number/replies', { params: { number }, body, key: entry.id });
    queryClient.setQueryData(matterQuery(number).queryKey, answer);
    void queryClient.invalidateQueries({ queryKey: ['matters', 'list'] });
    rememberOwn(number, answer.version);
    patch(id, { state: 'sent' });
    // A second reply by the same hand is not overtaken by the first.
    const later = entries.filter((one) => one.number === number && one.state === 'waiting' && one.version >= version);
    for (const one of later) patch(one.id, { version: Math.max(one.version, answer.version) });
    setTimeout(() => dismiss(id), 4_000);
  } catch (error) {
    restore(entry);
    patch(id, { state: 'held', refusal: asRefusal(error) });
    void queryClient.invalidateQueries({ queryKey: matterQuery(number).queryKey });
  }
}

export type Letter = Pick<Outgoing, 'number' | 'firmName' | 'text' | 'attachmentIds' | 'version'>;

/** Lets a reply go: it leaves after five seconds unless it is taken back. */
export function letGo(letter: Letter): void {
  const id = newKey();
  carried.delete(letter.number);
  const others = entries.filter((entry) => entry.number !== letter.number || entry.state === 'waiting');
  change([...others, { ...letter, id, until: Date.now() + UNDO_MILLIS, state: 'waiting', refusal: null }]);
  timers.set(
    id,
    setTimeout(() => void deliver(id), UNDO_MILLIS),
  );
}

export function takeBack(id: string): void {
  const entry = entries.find((one) => one.id === id && one.state === 'waiting');
  if (entry === undefined) return;
  clearTimeout(timers.get(id));
  timers.delete(id);
  restore(entry);
  dismiss(id);
}

export function sendNow(id: string): void {
  clearTimeout(timers.get(id));
  void deliver(id);
}

/** Sends what still waits for one matter, because its writer goes on to the next step. */
export function settle(number: string): void {
  for (const entry of entries) if (entry.number === number && entry.state === 'waiting') sendNow(entry.id);
}

export const carriedFiles = (number: string): readonly string[] => carried.get(number) ?? [];

export function dropCarried(number: string): void {
  carried.delete(number);
  change([...entries]);
}

const subscribe = (notify: () => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

export const useOutgoing = (): readonly Outgoing[] => useSyncExternalStore(subscribe, () => entries);

/** While a reply waits, leaving the page sends it at once and the browser asks before it closes. */
export function useLeaveGuard(warning: string): void {
  const waiting = useOutgoing().some((entry) => entry.state === 'waiting' || entry.state === 'sending');
  useEffect(() => {
    if (!waiting) return;
    const onLeave = (event: BeforeUnloadEvent) => {
      for (const entry of entries) if (entry.state === 'waiting') sendNow(entry.id);
      event.preventDefault();
      event.returnValue = warning;
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [waiting, warning]);
}
