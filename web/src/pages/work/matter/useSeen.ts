import type { HistoryEntry, MatterDetail } from '@banfei/contracts';
import { useEffect, useState } from 'react';
import { ownVersion } from '../parts/outgoing.ts';

export interface Seen {
  /** The version that the reader has read. */
  readonly version: number;
  /** What has happened since then, oldest first; empty when the reader is up to date. */
  readonly news: readonly HistoryEntry[];
  readonly behind: boolean;
  /** The reader has read what is new, or took the step that made it. */
  accept(version?: number): void;
}

/**
 * Which version of the matter the reader has in mind. The page follows live; but while words are being written, the
 * version stays what it was when they were begun, so that a step taken by somebody else is never overlooked.
 */
export function useSeen(matter: MatterDetail, writing: boolean): Seen {
  const [seen, setSeen] = useState({ number: matter.number, version: matter.version });
  const here = seen.number === matter.number;
  const behind = here && matter.version > seen.version;
  useEffect(() => {
    const mine = matter.version === ownVersion(matter.number);
    if (here && (!behind || (writing && !mine))) return;
    setSeen({ number: matter.number, version: matter.version });
  }, [here, behind, writing, matter]);
  const accept = (version = matter.version) =>
    setSeen({ number: matter.number, version: Math.max(version, here ? seen.version : 0) });
  return {
    version: here ? seen.version : matter.version,
    news: behind ? matter.history.filter((entry) => entry.seq > seen.version).sort((a, b) => a.seq - b.seq) : [],
    behind: behind && writing,
    accept,
  };
}
