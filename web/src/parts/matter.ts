import type { CommandName, MatterDetail, MatterState, MatterSummary, Outcome, ReceiptPage } from '@banfei/contracts';
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

/** The custody table's name of each command of the contract; `steps` of a matter speaks the former. */
const STEP_OF = {
  replies: 'reply',
  notes: 'note',
  supplements: 'supplement',
  offers: 'offer',
  accept: 'accept',
  decline: 'decline',
  withdraw: 'withdraw',
  arbitration: 'arbitrate',
  waits: 'wait',
  resumption: 'resume',
  arrivals: 'arrive',
  extension: 'extend',
  proposals: 'propose',
  confirmation: 'confirm',
  rating: 'rate',
  reopening: 'reopen',
  withdrawal: 'withdrawByCompany',
  rejection: 'reject',
  nudge: 'nudge',
  oversight: 'oversee',
} as const satisfies Record<CommandName, string>;

/** Some commands have variants that are allowed one by one. */
type Variant = 'confirm.solved' | 'confirm.partly' | 'confirm.unsolved' | 'offer.handOver' | 'offer.assist';

const isCommand = (name: string): name is CommandName => name in STEP_OF;

/** Whether the reader may give a command now. The server says so; the page derives its buttons from nothing else. */
export const may = (matter: Pick<MatterDetail, 'steps'>, name: CommandName | Variant): boolean =>
  matter.steps.includes(isCommand(name) ? STEP_OF[name] : name);
