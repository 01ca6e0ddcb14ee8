import type { PoolStage, TargetBoard } from '@banfei/contracts';

/** 培育企业 — a company on its way to a listing, as the pool keeps it. */
export interface Candidate {
  readonly id: string;
  readonly firmId: string;
  readonly firm: string;
  readonly board: TargetBoard;
  readonly stage: PoolStage;
  readonly since: string;
  /** The move that began the present stay. */
  readonly visit: number;
  readonly postId: string;
  readonly demo: boolean;
  readonly version: number;
}
