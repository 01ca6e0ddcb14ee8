import type { AttachmentView } from '@banfei/contracts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { newKey } from '../../api/intent.ts';
import { type ApiRefusal, asRefusal } from '../../api/refusal.ts';
import { upload } from '../../api/send.ts';

export const FILE_LIMIT_MB = 50;
export const FILE_COUNT = 9;
/** What the server takes; asked of the browser's chooser and checked again before anything leaves. */
const ENDINGS = 'jpg jpeg png gif webp heic pdf doc docx xls xlsx wps et txt mp4 mov mp3 m4a'.split(' ');
export const ACCEPT = ['image/*', 'video/*', ...ENDINGS.map((ending) => `.${ending}`)].join(',');

export interface FileItem {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly file: Blob;
  readonly state: 'sending' | 'ready' | 'kept' | 'refused';
  readonly share: number;
  readonly view: AttachmentView | null;
  readonly refusal: ApiRefusal | null;
}

export interface FileFault {
  readonly reason: 'tooBig' | 'wrongType' | 'emptyFile' | 'tooMany';
  readonly name: string;
  readonly bytes: number;
}

/** Why a file cannot be taken, judged before it is sent. */
export function faultOf(file: { name: string; size: number; type: string }, already: number): FileFault | null {
  const ending = file.name.split('.').pop()?.toLowerCase() ?? '';
  const fault = (reason: FileFault['reason']): FileFault => ({ reason, name: file.name, bytes: file.size });
  if (already >= FILE_COUNT) return fault('tooMany');
  if (file.size === 0) return fault('emptyFile');
  if (file.size > FILE_LIMIT_MB * 1024 * 1024) return fault('tooBig');
  if (!ENDINGS.includes(ending)) return fault('wrongType');
  return null;
}

export interface Files {
  readonly items: readonly FileItem[];
  readonly faults: readonly FileFault[];
  readonly busy: boolean;
  add(files: Iterable<File>): void;
  remove(id: string): void;
  retry(id: string): void;
  clear(): void;
  /** Puts back what a draft kept. */
  restore(kept: readonly FileItem[]): void;
}

type Change = (id: string, patch: Partial<FileItem>) => void;

/** Sends files one by one as they come, each with a way to stop it. What is still under way stops with the page. */
function useUploads(change: Change) {
  const aborts = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, []);
  const start = useCallback(
    async (item: FileItem) => {
      const abort = new AbortController();
      aborts.current.set(item.id, abort);
      change(item.id, { state: 'sending', share: 0, refusal: null });
      try {
        const view = await upload('/api/attachments', {
          file: item.file,
          name: item.name,
          key: item.key,
          signal: abort.signal,
          onProgress: (share) => change(item.id, { share }),
        });
        change(item.id, { state: 'ready', share: 1, view });
      } catch (error) {
        if (abort.signal.aborted) return;
        const refusal = asRefusal(error);
        change(item.id, { state: refusal.outcome === 'unknown' ? 'kept' : 'refused', refusal });
      } finally {
        aborts.current.delete(item.id);
      }
    },
    [change],
  );
  const stop = useCallback((id: string) => aborts.current.get(id)?.abort(), []);
  return { start, stop };
}

/** Parts what was chosen into files to send and reasons why others are not. */
function sorted(files: Iterable<File>, already: number): { taken: FileItem[]; found: FileFault[] } {
  const found: FileFault[] = [];
  const taken: FileItem[] = [];
  for (const file of files) {
    const fault = faultOf(file, already + taken.length);
    if (fault !== null) found.push(fault);
    else {
      const item = { id: newKey(), key: newKey(), name: file.name, file, share: 0, view: null, refusal: null };
      taken.push({ ...item, state: 'sending' });
    }
  }
  return { taken, found };
}

/** Files beside a text. Each is sent as soon as it is chosen, so that the final press has nothing left to wait for. */
export function useFiles(): Files {
  const [items, setItems] = useState<readonly FileItem[]>([]);
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const current = useRef(items);
  current.current = items;
  const change = useCallback<Change>((id, patch) => {
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...patch } : item)));
  }, []);
  const { start, stop } = useUploads(change);
  const deeds = useMemo(
    () => ({
      add: (files: Iterable<File>) => {
        const { taken, found } = sorted(files, current.current.length);
        setFaults(found);
        setItems((all) => [...all, ...taken]);
        for (const item of taken) void start(item);
      },
      remove: (id: string) => {
        stop(id);
        setItems((all) => all.filter((item) => item.id !== id));
        setFaults([]);
      },
      retry: (id: string) => {
        const item = current.current.find((one) => one.id === id);
        if (item !== undefined) void start(item);
      },
      clear: () => {
        setItems([]);
        setFaults([]);
      },
      restore: (kept: readonly FileItem[]) => {
        setItems(kept);
        for (const item of kept) if (item.state !== 'ready') void start(item);
      },
    }),
    [start, stop],
  );
  return { items, faults, busy: items.some((item) => item.state === 'sending'), ...deeds };
}
