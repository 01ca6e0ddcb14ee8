import type { Receipt } from '@banfei/contracts';
import { useEffect } from 'react';
import { bodyOf, changeDraft, type Draft, draftById, useDrafts } from './drafts.ts';
import { useOnline } from './online.ts';
import { queryClient } from './queries.ts';
import { type ApiRefusal, asRefusal } from './refusal.ts';
import { send, upload } from './send.ts';

const underWay = new Map<string, Promise<SendResult>>();

export type SendResult = { ok: true; receipt: Receipt } | { ok: false; refusal: ApiRefusal };

async function sendFiles(id: string): Promise<void> {
  for (const file of draftById(id)?.files ?? []) {
    if (file.attachmentId !== null) continue;
    const view = await upload('/api/attachments', { file: file.file, name: file.name, key: file.key });
    const files = (draftById(id)?.files ?? []).map((one) =>
      one.id === file.id ? { ...one, attachmentId: view.id } : one,
    );
    await changeDraft(id, { files });
  }
}

async function sendOnce(id: string): Promise<SendResult> {
  try {
    await sendFiles(id);
    const draft = draftById(id);
    if (draft === undefined) throw new Error('The draft was removed while it was being sent.');
    const receipt = await send('POST /api/matters', { body: bodyOf(draft), key: draft.key });
    await changeDraft(id, { state: 'sent', receipt, problem: null });
    void queryClient.invalidateQueries({ queryKey: ['matters'] });
    return { ok: true, receipt };
  } catch (error) {
    const refusal = asRefusal(error);
    // An unknown outcome waits for the network with the same key; a refusal waits for its author.
    await changeDraft(id, { state: refusal.outcome === 'unknown' ? 'queued' : 'refused', problem: refusal.sentence });
    return { ok: false, refusal };
  }
}

/** Sends a draft. A second call while the first is under way joins it. */
export function sendDraft(id: string): Promise<SendResult> {
  const running = underWay.get(id);
  if (running !== undefined) return running;
  const started = sendOnce(id).finally(() => underWay.delete(id));
  underWay.set(id, started);
  return started;
}

/** Sends what waits on this device when there is a network: at once, when it returns, and every half minute. */
export function useOutbox(accountId: string | undefined): readonly Draft[] {
  const { all } = useDrafts(accountId);
  const online = useOnline();
  const queued = all.filter((draft) => draft.state === 'queued');
  const ids = queued.map((draft) => draft.id).join();
  useEffect(() => {
    if (!online || ids === '') return;
    const sendAll = () => {
      for (const id of ids.split(',')) void sendDraft(id);
    };
    const first = setTimeout(sendAll, 1_000);
    const timer = setInterval(sendAll, 30_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [online, ids]);
  return queued;
}
