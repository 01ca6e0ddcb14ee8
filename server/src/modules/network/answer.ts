import type { NeedAnswerState } from '@banfei/contracts';

/** What either side does with an answer to a need, or what its end brings about. */
export type AnswerStep = 'agree' | 'decline' | 'withdraw' | 'end';

const NEXT: Readonly<Record<AnswerStep, NeedAnswerState>> = {
  agree: 'agreed',
  decline: 'declined',
  withdraw: 'withdrawn',
  end: 'ended',
};

/** The next state, or null: only an answer that nobody has decided on moves, and each side but once. */
export const nextAnswer = (state: NeedAnswerState, step: AnswerStep): NeedAnswerState | null =>
  state === 'asked' ? NEXT[step] : null;

/** Names are told from the yes on, and not before. */
export const isAgreed = (state: NeedAnswerState): boolean => state === 'agreed';

/** States as a refusal says them. */
export const ANSWER_WORDS: Readonly<Record<NeedAnswerState, { readonly zh: string; readonly en: string }>> = {
  asked: { zh: '还没有决定', en: 'waits for a decision' },
  agreed: { zh: '已经同意', en: 'was agreed to' },
  declined: { zh: '已被婉拒', en: 'was declined' },
  withdrawn: { zh: '已经撤回', en: 'was taken back' },
  ended: { zh: '已随需求结束', en: 'ended with its need' },
};
