import type {
  AreaPlanSettings,
  AreaPlanState,
  AreaWeights,
  Bilingual,
  CurvePoint,
  PlannerVerdict,
} from '@banfei/contracts';

/** A move of a plan: the cell changes its area. */
export interface Move {
  readonly cell: string;
  readonly from: number;
  readonly to: number;
}

/** 重划方案 — a redrawing on its way from draft to force. */
export interface AreaPlan {
  readonly id: string;
  readonly number: number;
  readonly state: AreaPlanState;
  readonly version: number;
  readonly authorId: string;
  readonly approverId: string | null;
  readonly settings: AreaPlanSettings;
  readonly verdict: StoredVerdict;
  /** Fingerprint of the areas that the plan starts from, in hexadecimal. */
  readonly baseAreas: string;
  /** Companies by cell when the plan was computed. */
  readonly baseFirms: Readonly<Record<string, number>>;
  readonly returnReason: string;
  readonly createdAt: number;
  readonly effectiveAt: number | null;
  readonly inForceAt: number | null;
  readonly moves: readonly Move[];
}

export interface StoredVerdict extends PlannerVerdict {
  readonly curve: readonly CurvePoint[];
}

export type PlanEventType =
  | 'drafted'
  | 'edited'
  | 'proposed'
  | 'returned'
  | 'approved'
  | 'withdrawn'
  | 'tookEffect'
  | 'foundOutdated';

/** What may follow what. A plan in force, withdrawn or outdated is history. */
const STEPS: Readonly<Record<PlanEventType, { readonly from: readonly AreaPlanState[]; readonly to: AreaPlanState }>> =
  {
    drafted: { from: [], to: 'draft' },
    edited: { from: ['draft'], to: 'draft' },
    proposed: { from: ['draft'], to: 'proposed' },
    returned: { from: ['proposed'], to: 'draft' },
    approved: { from: ['proposed'], to: 'approved' },
    withdrawn: { from: ['draft', 'proposed', 'approved'], to: 'withdrawn' },
    tookEffect: { from: ['approved'], to: 'inForce' },
    foundOutdated: { from: ['approved'], to: 'outdated' },
  };

/** State after a step, or null where the step is not open. */
export const stateAfter = (state: AreaPlanState, step: PlanEventType): AreaPlanState | null =>
  STEPS[step].from.includes(state) ? STEPS[step].to : null;

/** The state in a sentence: “第 3 号方案…”. */
export const STATE_WORDS: Readonly<Record<AreaPlanState, Bilingual>> = {
  draft: { zh: '还是草稿', en: 'is a draft' },
  proposed: { zh: '在等审批', en: 'waits for approval' },
  approved: { zh: '已批准，等生效', en: 'is approved and waits for its hour' },
  inForce: { zh: '已经生效', en: 'is in force' },
  withdrawn: { zh: '已撤回', en: 'has been withdrawn' },
  outdated: { zh: '已过期', en: 'is outdated' },
};

/** What is known of the work in one cell. */
export interface CellWork {
  readonly firms: number;
  readonly staff: number;
  readonly matters: number;
}

/**
 * Workload of a cell in hundredths of a point, so that it stays a whole number:
 * points = firm × companies + staff × (staff ÷ 100) + matter × matters of the last twelve months.
 */
export const pointsOf = (work: CellWork, weights: AreaWeights): number =>
  100 * weights.firm * work.firms + weights.staff * work.staff + 100 * weights.matter * work.matters;
