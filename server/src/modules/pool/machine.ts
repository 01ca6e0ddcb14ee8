import type { MoveKind, PoolStage } from '@banfei/contracts';
import { plusMonths } from './days.ts';
import { isEnd, isUnderway, type PoolRules, type RuleItem, rankOf, stageRule } from './stages.ts';

/** Where a candidate stands, as far as the rules need to know. */
export interface Standing {
  readonly stage: PoolStage;
  /** Day of entry into the stage. */
  readonly since: string;
  /** Day of the last rejection, whatever came after it. */
  readonly rejectedOn: string | null;
  /** Papers filed since the entry into the stage. */
  readonly filed: ReadonlySet<string>;
  /** Papers that were ever filed: they count for a return, so that leaving is no way around them. */
  readonly ever: ReadonlySet<string>;
}

/** A move that somebody wants. */
export interface Wish {
  readonly to: PoolStage;
  readonly on: string;
  readonly cause: string;
  readonly files: ReadonlySet<string>;
  readonly today: string;
}

/** What a move is, what it needs, and from when on it may happen. */
export interface Path {
  readonly kind: MoveKind;
  readonly items: readonly RuleItem[];
  readonly causeNeeded: boolean;
  readonly earliest: string;
}

export type Decision =
  | { readonly ok: true; readonly kind: MoveKind; readonly items: readonly RuleItem[] }
  | { readonly ok: false; readonly code: 'POOL_MOVE' | 'POOL_CAUSE_MISSING' }
  | { readonly ok: false; readonly code: 'POOL_DAY'; readonly first: string; readonly last: string }
  | { readonly ok: false; readonly code: 'POOL_TOO_SOON'; readonly earliest: string }
  | { readonly ok: false; readonly code: 'POOL_EVIDENCE_MISSING'; readonly missing: readonly RuleItem[] };

const later = (a: string, b: string): string => (a > b ? a : b);

/** Papers of a way forward: what every stage left on it demands to leave, and every stage reached to enter. Nothing is skipped. */
function itemsForward(rules: PoolRules, from: PoolStage, to: PoolStage): readonly RuleItem[] {
  const passed = rules.stages.slice(rankOf(from), rankOf(to) + 1);
  return passed.flatMap(({ entry, exit }, index) => [
    ...(index === 0 ? [] : entry),
    ...(index === passed.length - 1 ? [] : exit),
  ]);
}

/** The first day of a way forward: a stage with a least stay is not left sooner, and a rejection has its own term. */
function earliestForward(rules: PoolRules, { stage, since, rejectedOn }: Standing, to: PoolStage): string {
  const passed = rules.stages.slice(rankOf(stage), rankOf(to) + 1);
  const stays = passed.slice(0, -1).reduce((sum, { leastMonths }) => sum + leastMonths, 0);
  const waits = Math.max(0, ...passed.slice(1).map(({ afterRejectionMonths }) => afterRejectionMonths));
  const stayed = plusMonths(since, stays);
  return rejectedOn === null || waits === 0 ? stayed : later(stayed, plusMonths(rejectedOn, waits));
}

/** What leads from where a candidate stands to a stage; null where the rules know no such move. */
export function pathTo(rules: PoolRules, standing: Standing, to: PoolStage): Path | null {
  const { stage, since } = standing;
  if (stage === to || stage === 'listed') return null;
  if (isEnd(stage))
    return rules.returnTo.includes(to)
      ? { kind: 'return', items: itemsForward(rules, 'reserve', to), causeNeeded: true, earliest: since }
      : null;
  const end = rules.ends.find((each) => each.stage === to);
  if (end !== undefined)
    return end.from.includes(stage) ? { kind: 'end', items: end.items, causeNeeded: true, earliest: since } : null;
  if (rankOf(to) < rankOf(stage)) return { kind: 'back', items: [], causeNeeded: true, earliest: since };
  return {
    kind: 'forward',
    items: itemsForward(rules, stage, to),
    causeNeeded: false,
    earliest: earliestForward(rules, standing, to),
  };
}

/**
 * Decides on a move. Forward needs every paper of the way and its terms; backward, out and back in need a cause. The
 * day lies between the entry into the present stage and today, so that the stays of a candidate never overlap.
 */
export function decideMove(rules: PoolRules, standing: Standing, wish: Wish): Decision {
  const path = pathTo(rules, standing, wish.to);
  if (path === null) return { ok: false, code: 'POOL_MOVE' };
  if (wish.on < standing.since || wish.on > wish.today)
    return { ok: false, code: 'POOL_DAY', first: standing.since, last: wish.today };
  if (wish.on < path.earliest) return { ok: false, code: 'POOL_TOO_SOON', earliest: path.earliest };
  if (path.causeNeeded && wish.cause === '') return { ok: false, code: 'POOL_CAUSE_MISSING' };
  const known = path.kind === 'return' ? standing.ever : standing.filed;
  const missing = path.items.filter(({ item }) => !known.has(item) && !wish.files.has(item));
  if (missing.length > 0) return { ok: false, code: 'POOL_EVIDENCE_MISSING', missing };
  return { ok: true, kind: path.kind, items: path.items };
}

/** Papers that the stage after this one still needs; none for who is listed or out. */
export function missingForNext(rules: PoolRules, standing: Standing): readonly RuleItem[] {
  if (!isUnderway(standing.stage)) return [];
  const next = rules.stages[rankOf(standing.stage) + 1];
  if (next === undefined) return [];
  return itemsForward(rules, standing.stage, next.stage).filter(({ item }) => !standing.filed.has(item));
}

/** Longer in its stage than is usual. */
export function isSlow(rules: PoolRules, stage: PoolStage, days: number): boolean {
  if (isEnd(stage)) return false;
  const { usualDays } = stageRule(rules, stage);
  return usualDays !== null && days > usualDays;
}
