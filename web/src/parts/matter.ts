import type { MatterDetail, MatterState, MatterSummary, Outcome, ReceiptPage } from '@banfei/contracts';
import type { StateKind } from './State.tsx';
import type { TrackFacts } from './track/layout.ts';

/** Which of the six shapes stands for a matter: overdue first, then what it waits for. */
export function matterKind(matter: Pick<MatterSummary, 'state' | 'outcome' | 'resolve' | 'pendingOffer'>): StateKind {
  if (matter.state === 'closed') return matter.outcome === 'confirmed' ? 'done' : 'plain';
  if (matter.resolve.status === 'red') return 'late';
  if (matter.resolve.status === 'amber') return 'soon';
  if (matter.state === 'waiting' || matter.state === 'proposed') return 'wait';
  return 'inHand';
}

/** Key of `matterText` that names the state. */
export function stateKey(state: MatterState, outcome: Outcome | null, viewer: 'company' | 'staff' = 'company') {
  if (state === 'closed') return outcome ?? 'unconfirmed';
  if (viewer === 'staff' && state === 'waiting') return 'waitingStaff';
  if (viewer === 'staff' && state === 'proposed') return 'proposedStaff';
  return state;
}

/** The facts of a custody track from whatever shape the matter came in. */
export function trackFacts(matter: MatterDetail | MatterSummary | ReceiptPage, asOf: string): TrackFacts {
  const resolve = 'resolve' in matter ? matter.resolve : matter.clocks.find((clock) => clock.id === 'resolve');
  const detail = 'history' in matter ? matter : null;
  const spoken = new Set(['replied', 'arrived', 'proposed']);
  return {
    raisedAt: matter.raisedAt,
    closedAt: 'closedAt' in matter ? matter.closedAt : null,
    asOf,
    dueAt: resolve?.dueAt ?? null,
    spans: matter.spans,
    pendingOffer: matter.pendingOffer,
    ...(detail === null
      ? {}
      : {
          pauses: detail.pauses,
          workingBlocks: detail.workingBlocks,
          marks: detail.history.filter((entry) => spoken.has(entry.type)).map((entry) => entry.at),
        }),
  };
}

/** Names that `steps` of a matter uses: the commands of the custody table, some with a variant after a dot. */
export type Step =
  | 'accept'
  | 'arbitrate'
  | 'arrive'
  | 'confirm'
  | 'confirm.solved'
  | 'confirm.partly'
  | 'confirm.unsolved'
  | 'decline'
  | 'extend'
  | 'note'
  | 'nudge'
  | 'offer'
  | 'oversee'
  | 'propose'
  | 'rate'
  | 'reject'
  | 'reopen'
  | 'reply'
  | 'resume'
  | 'supplement'
  | 'wait'
  | 'withdraw'
  | 'withdrawByCompany';

/** Whether the reader may give a command now. The server says so; the page derives its buttons from nothing else. */
export const may = (matter: Pick<MatterDetail, 'steps'>, step: Step): boolean => matter.steps.includes(step);
