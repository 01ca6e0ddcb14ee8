import type { AreaPlanState } from '@banfei/contracts';
import type { StateKind } from '../../../parts/State.tsx';
import type { manageRedrawText } from '../../../text/manageRedraw.ts';
import type { TextKey } from '../../../text/useText.ts';

/** Word and shape of each state of a plan. */
export const STATES: Readonly<Record<AreaPlanState, readonly [TextKey<typeof manageRedrawText>, StateKind]>> = {
  draft: ['stateDraft', 'plain'],
  proposed: ['stateProposed', 'wait'],
  approved: ['stateApproved', 'inHand'],
  inForce: ['stateInForce', 'done'],
  withdrawn: ['stateWithdrawn', 'plain'],
  outdated: ['stateOutdated', 'soon'],
};
