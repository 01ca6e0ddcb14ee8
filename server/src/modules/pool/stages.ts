import { type Bilingual, POOL_ENDS, POOL_STAGES, type PoolStage } from '@banfei/contracts';

/** Place in the order of stages, or -1 for the ways out. */
export const rankOf = (stage: PoolStage): number => POOL_STAGES.indexOf(stage as (typeof POOL_STAGES)[number]); // a way out is in no order, hence -1

/** 撤回, 否决, 终止, 退出: a candidate that left the way to a listing; it may come back. */
export const isEnd = (stage: PoolStage): boolean => POOL_ENDS.some((each) => each === stage);

/** Stages on the way: neither listed nor out. */
export const isUnderway = (stage: PoolStage): boolean => stage !== 'listed' && !isEnd(stage);

/** A paper that the rules ask for. */
export interface RuleItem {
  readonly item: string;
  readonly name: Bilingual;
  readonly citation: string;
  /** How sure the rule is: D is this project's own choice, M is from general knowledge and asks to be verified. */
  readonly evidence: 'D' | 'M';
}

/** A task of the coaching plan of a stage. */
export interface PlanTask {
  readonly task: string;
  readonly name: Bilingual;
  /** Days from the entry into the stage. */
  readonly days: number;
}

export interface StageRule {
  readonly stage: PoolStage;
  readonly name: Bilingual;
  /** After so many days a candidate counts as slow; null where it may stay. */
  readonly usualDays: number | null;
  /** Months that must pass before a candidate goes on. */
  readonly leastMonths: number;
  /** Months between a rejection and the entry into this stage. */
  readonly afterRejectionMonths: number;
  readonly entry: readonly RuleItem[];
  readonly exit: readonly RuleItem[];
  readonly plan: readonly PlanTask[];
}

export interface EndRule {
  readonly stage: PoolStage;
  readonly name: Bilingual;
  readonly from: readonly PoolStage[];
  readonly items: readonly RuleItem[];
}

/** One dated version of the rules of the pool. */
export interface PoolRules {
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly checkedOn: string;
  readonly stages: readonly StageRule[];
  readonly ends: readonly EndRule[];
  /** Where a candidate that was out may come back to. */
  readonly returnTo: readonly PoolStage[];
}

/** The rule of a stage on the way; the file has one for each. */
export function stageRule(rules: PoolRules, stage: PoolStage): StageRule {
  const found = rules.stages.find((each) => each.stage === stage);
  if (found === undefined) throw new Error(`the rules ${rules.version} know no stage ${stage}`);
  return found;
}

/** Name of a stage or of a way out, under these rules. */
export const stageName = (rules: PoolRules, stage: PoolStage): Bilingual =>
  (rules.ends.find((each) => each.stage === stage) ?? stageRule(rules, stage)).name;
