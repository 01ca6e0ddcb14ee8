import type { DealStage } from '@banfei/contracts';

/** Stages in their order; a list of its own, so that a page does not load every schema for eight words. */
export const STAGES: readonly DealStage[] = [
  'soliciting',
  'diligence',
  'valuation',
  'rating',
  'filing',
  'issuing',
  'servicing',
  'settled',
];

/** Stages in which candidates come and go and the pool is chosen. */
export const isBuilding = (stage: DealStage): boolean =>
  stage === 'soliciting' || stage === 'diligence' || stage === 'valuation';
