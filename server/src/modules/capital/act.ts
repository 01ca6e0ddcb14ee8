import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Introduction } from './load.ts';
import { type IntroductionChange, updateIntroduction } from './store.ts';

/** Who acts, and when. */
export interface Acting {
  readonly principal: Principal;
  readonly now: number;
}

/** One act on a locked introduction: its change and its event. The clock and endings act in nobody's name. */
export async function storeIntroduction(
  tx: Tx,
  introduction: Introduction,
  act: IntroductionChange & { readonly type: string },
  { principal, now }: { readonly principal: Principal | null; readonly now: number },
): Promise<void> {
  const { type, ...change } = act;
  await updateIntroduction(tx, introduction, change);
  const { next, ...payload } = change;
  await chronicle(tx, {
    subject: 'introduction',
    subjectId: introduction.id,
    seq: introduction.version + 1,
    at: now,
    type,
    by: principal,
    payload: { ...next, ...payload },
  });
}
