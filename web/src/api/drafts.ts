import type { Bilingual, RaiseMatter, Receipt } from '@banfei/contracts';
import { type IDBPDatabase, openDB } from 'idb';
import { useEffect, useSyncExternalStore } from 'react';
import { newKey } from './intent.ts';

/** A file of a draft. `view` is there once the server has it. */
export interface DraftFile {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly file: Blob;
  readonly attachmentId: string | null;
}

/**
 * A matter that is being written, waits for a network, or has just been sent. There may be many at a time. `key` is the
 * idempotency key of its one sending and never changes after the first attempt, so that it is registered at most once.
 */
export interface Draft {
  readonly id: string;
  readonly accountId: string;
  readonly key: string;
  readonly state: 'draft' | 'queued' | 'refused' | 'sent';
  readonly text: string;
  readonly category: string | null;
  readonly place: string;
  readonly phone: string;
  readonly files: readonly DraftFile[];
  readonly updatedAt: number;
  readonly problem: Bilingual | null;
  readonly receipt: Receipt | null;
  /** Its receipt has been looked at, so that lists need not mention it any more. */
  readonly seen: boolean;
}

/** Drafts are kept this long after their last change. */
const KEEP_MILLIS = 30 * 86_400_000;

let drafts: readonly Draft[] = [];
let loaded = false;
let loading: Promise<void> | null = null;
let database: Promise<IDBPDatabase> | null = null;
const listeners = new Set<() => void>();

/** Nothing was written and nothing added: such a draft is forgotten on the next visit. */
const isBlank = (draft: Draft): boolean =>
  draft.state === 'draft' && draft.text.trim() === '' && draft.files.length === 0;

const open = (): Promise<IDBPDatabase> => {
  database ??= openDB('banfei', 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'id' });
    },
  });
  return database;
};

const publish = (next: readonly Draft[]): void => {
  drafts = [...next].sort((a, b) => b.updatedAt - a.updatedAt);
  for (const notify of listeners) notify();
};

/** Reads what this device keeps. Where the browser forbids storage, drafts live as long as the page. */
export function loadDrafts(): Promise<void> {
  loading ??= (async () => {
    try {
      const db = await open();
      const all: Draft[] = await db.getAll('drafts');
      const fresh = all.filter((draft) => Date.now() - draft.updatedAt < KEEP_MILLIS && !isBlank(draft));
      for (const old of all) if (!fresh.includes(old)) await db.delete('drafts', old.id);
      const known = new Set(drafts.map((draft) => draft.id));
      publish([...drafts, ...fresh.filter((draft) => !known.has(draft.id))]);
    } catch {
      publish(drafts);
    } finally {
      loaded = true;
      for (const notify of listeners) notify();
    }
  })();
  return loading;
}

export function newDraft(accountId: string, start: { text: string; place: string; phone: string }): Draft {
  return {
    id: newKey(),
    accountId,
    key: newKey(),
    state: 'draft',
    category: null,
    files: [],
    updatedAt: Date.now(),
    problem: null,
    receipt: null,
    seen: false,
    ...start,
  };
}

export const draftById = (id: string): Draft | undefined => drafts.find((draft) => draft.id === id);

/** Drafts that rest between two writes, and those of them that have changed since. */
const resting = new Map<string, ReturnType<typeof setTimeout>>();
const changed = new Set<string>();
const REST_MILLIS = 300;

function forget(id: string): void {
  clearTimeout(resting.get(id));
  resting.delete(id);
  changed.delete(id);
}

async function persist(id: string): Promise<void> {
  forget(id);
  const draft = draftById(id);
  if (draft === undefined) return;
  try {
    await (await open()).put('drafts', draft);
  } catch {
    // Still held by this page.
  }
}

/** The first change is written at once, those within the next moment together at its end. */
function persistInTurn(id: string): void {
  if (resting.has(id)) {
    changed.add(id);
    return;
  }
  void persist(id);
  resting.set(
    id,
    setTimeout(() => {
      resting.delete(id);
      if (changed.has(id)) persistInTurn(id);
    }, REST_MILLIS),
  );
}

/** A page that goes away takes no words with it. */
if (typeof addEventListener === 'function')
  addEventListener('pagehide', () => {
    for (const id of changed) void persist(id);
  });

/** Every change is shown at once. Words reach the disk within a moment, a change of state before it counts. */
export async function saveDraft(draft: Draft): Promise<void> {
  const before = draftById(draft.id);
  publish([{ ...draft, updatedAt: Date.now() }, ...drafts.filter((one) => one.id !== draft.id)]);
  if (
    before === undefined ||
    before.state !== draft.state ||
    before.seen !== draft.seen ||
    before.files !== draft.files
  )
    return persist(draft.id);
  persistInTurn(draft.id);
}

/** Changes a draft that may meanwhile have been changed by the sender in the background. */
export async function changeDraft(id: string, change: Partial<Draft>): Promise<void> {
  const draft = draftById(id);
  if (draft !== undefined) await saveDraft({ ...draft, ...change });
}

export async function dropDraft(id: string): Promise<void> {
  forget(id);
  publish(drafts.filter((draft) => draft.id !== id));
  try {
    await (await open()).delete('drafts', id);
  } catch {
    // Nothing was kept.
  }
}

/** The body that a draft is sent with. It depends on the draft alone, so that every attempt sends the same. */
export function bodyOf(draft: Draft): RaiseMatter {
  const attachmentIds = draft.files.flatMap((file) => (file.attachmentId === null ? [] : [file.attachmentId]));
  return {
    text: draft.text.trim(),
    channel: 'web',
    ...(draft.category === null ? {} : { category: draft.category }),
    ...(draft.place.trim() === '' ? {} : { place: draft.place.trim() }),
    ...(draft.phone.trim() === '' ? {} : { contact: { phone: draft.phone.trim() } }),
    ...(attachmentIds.length === 0 ? {} : { attachmentIds }),
  };
}

const subscribe = (notify: () => void) => {
  listeners.add(notify);
  return () => listeners.delete(notify);
};

export interface Drafts {
  readonly loaded: boolean;
  readonly all: readonly Draft[];
}

/** All drafts of an account on this device, latest first. */
export function useDrafts(accountId: string | undefined): Drafts {
  const all = useSyncExternalStore(subscribe, () => drafts);
  const isLoaded = useSyncExternalStore(subscribe, () => loaded);
  useEffect(() => void loadDrafts(), []);
  return { loaded: isLoaded, all: all.filter((draft) => draft.accountId === accountId) };
}
