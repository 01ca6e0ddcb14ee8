import type { IntroductionCommand, IntroductionSide, IntroductionState } from '@banfei/contracts';

/** What decides what may happen to an introduction next. */
export interface Standing {
  readonly state: IntroductionState;
  readonly firmAgreed: boolean | null;
  readonly investorAgreed: boolean | null;
  /** Last day on which an answer counts. */
  readonly answerBy: string;
}

/** What somebody does to it, or the clock. */
export type Step =
  | { readonly type: 'answer'; readonly side: IntroductionSide; readonly agreed: boolean; readonly on: string }
  | { readonly type: 'lapse'; readonly on: string }
  | { readonly type: 'conclude'; readonly funded: boolean }
  | { readonly type: 'end' };

/** Where it then stands, or why it cannot. */
export type Decision =
  | { readonly ok: true; readonly next: Pick<Standing, 'state' | 'firmAgreed' | 'investorAgreed'> }
  | { readonly ok: false; readonly code: 'INTRODUCTION_STATE' | 'INTRODUCTION_ANSWERED' };

const wrong = { ok: false, code: 'INTRODUCTION_STATE' } as const;

/** Names are open to both sides from the moment at which both have said yes, and never before. */
export const isNamed = ({ state }: Pick<Standing, 'state'>): boolean =>
  state === 'introduced' || state === 'funded' || state === 'nothing';

/** Something may still happen to it. */
export const isLiving = ({ state }: Pick<Standing, 'state'>): boolean => state === 'asked' || state === 'introduced';

function answered(standing: Standing, { side, agreed }: Step & { readonly type: 'answer' }): Decision {
  const before = side === 'firm' ? standing.firmAgreed : standing.investorAgreed;
  if (before !== null) return { ok: false, code: 'INTRODUCTION_ANSWERED' };
  const firmAgreed = side === 'firm' ? agreed : standing.firmAgreed;
  const investorAgreed = side === 'investor' ? agreed : standing.investorAgreed;
  // One no is enough, whatever the other side has said or would say.
  const state = !agreed ? 'declined' : firmAgreed === true && investorAgreed === true ? 'introduced' : 'asked';
  return { ok: true, next: { state, firmAgreed, investorAgreed } };
}

/** Decides one step. Pure: the day comes with the step. */
export function decide(standing: Standing, step: Step): Decision {
  const { state, firmAgreed, investorAgreed, answerBy } = standing;
  const to = (next: IntroductionState): Decision => ({ ok: true, next: { state: next, firmAgreed, investorAgreed } });
  switch (step.type) {
    case 'answer':
      // A late answer finds the question lapsed, also before the clock has come round to say so.
      return state === 'asked' && step.on <= answerBy ? answered(standing, step) : wrong;
    case 'lapse':
      return state === 'asked' && step.on > answerBy ? to('lapsed') : wrong;
    case 'conclude':
      return state === 'introduced' ? to(step.funded ? 'funded' : 'nothing') : wrong;
    case 'end':
      return isLiving(standing) ? to('ended') : wrong;
  }
}

/** What may be done to it today, by anybody. */
export function commandsOpen(standing: Standing, today: string): readonly IntroductionCommand[] {
  const asked = standing.state === 'asked' && today <= standing.answerBy;
  return [
    ...(asked && standing.firmAgreed === null ? (['answerFirm'] as const) : []),
    ...(asked && standing.investorAgreed === null ? (['answerInvestor'] as const) : []),
    ...(standing.state === 'introduced' ? (['conclude'] as const) : []),
  ];
}
