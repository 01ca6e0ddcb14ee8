import { useCallback, useRef, useState } from 'react';
import type { Writes } from './operations.ts';
import { type ApiRefusal, asRefusal } from './refusal.ts';
import { send, type WriteOptions } from './send.ts';

/** A fresh key. `randomUUID` exists only in secure contexts; a district may run plain HTTP inside its network. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes]
    .map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export type IntentResult<Answer> = { ok: true; answer: Answer } | { ok: false; refusal: ApiRefusal } | { ok: 'busy' };

type Given<Operation extends keyof Writes> = Omit<WriteOptions<Operation>, 'key' | 'signal'>;

/**
 * One intention of the user. A second press while the first is under way does nothing; a press after an unknown outcome
 * re-uses the key as long as the content is the same, so that it can never be registered twice.
 */
export function useIntent<Operation extends keyof Writes & string>(operation: Operation) {
  const memory = useRef<{ key: string; content: string } | null>(null);
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);

  const run = useCallback(
    async (given: Given<Operation>): Promise<IntentResult<Writes[Operation]['answer']>> => {
      if (underWay.current) return { ok: 'busy' };
      const content = JSON.stringify(given);
      if (memory.current === null || memory.current.content !== content) memory.current = { key: newKey(), content };
      underWay.current = true;
      setBusy(true);
      setRefusal(null);
      try {
        const options = { ...given, key: memory.current.key } as WriteOptions<Operation>; // Omit loses the link to Operation.
        const answer = await send(operation, options);
        memory.current = null;
        return { ok: true, answer };
      } catch (error) {
        const problem = asRefusal(error);
        if (problem.outcome === 'refused') memory.current = null;
        setRefusal(problem);
        return { ok: false, refusal: problem };
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [operation],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { run, busy, refusal, forget };
}
