/** A whole scheme on the facts of one company: each standard, the nearest one, and the steps that are left. */
import { type Judged, judge } from './criterion.ts';
import type { FactsView } from './facts.ts';
import { allOf, anyOf, type Outcome } from './outcomes.ts';
import type { Pack, Rule, Standard } from './pack.ts';

/** A standard with the answers of its limbs, in the order of the rule. */
export interface JudgedStandard {
  readonly standard: Standard;
  readonly outcome: Outcome;
  readonly criteria: readonly Judged[];
  /** Limbs that are not met on the cheapest way to meet the standard. */
  readonly open: readonly Judged[];
  readonly cost: number;
}

/** A scheme: everything required, and one of the standards to choose from if there are any. */
export interface JudgedScheme {
  readonly pack: Pack;
  /** Everything required and one of those to choose. */
  readonly outcome: Outcome;
  readonly standards: readonly JudgedStandard[];
  /** The standard to choose that costs least to reach; the first one when there is nothing to choose. */
  readonly nearest: JudgedStandard | null;
  /** Open limbs of everything required and of the nearest standard, the cheapest first. */
  readonly steps: readonly Judged[];
}

/** A million parts is a whole threshold: what an unknown costs, and the most that a shortfall can. */
const WHOLE = 1_000_000;

/**
 * How far a limb is, comparable between units: the shortfall as a part of the threshold. An unknown counts as a whole
 * threshold, so that a standard nobody has looked at never seems nearer than one that is nearly met; a judgement counts
 * as half of one. A limb that only chooses a branch costs nothing to state, and cannot be bought.
 */
function costOf({ outcome, criterion, distance, threshold, grid }: Judged): number {
  if (outcome === 'met') return 0;
  if (outcome === 'manual_review') return WHOLE / 2;
  if (criterion.guard) return outcome === 'unmet' ? WHOLE * WHOLE : 1;
  if (outcome === 'unknown' || distance === null || threshold === null || threshold.num <= 0n) return WHOLE;
  // In parts of a million of the threshold, by integers: ties must not depend on rounding.
  const size = distance < 0n ? -distance : distance;
  const parts = (size * threshold.den * BigInt(WHOLE)) / (threshold.num * grid);
  return parts >= BigInt(WHOLE) ? WHOLE : Math.max(1, Number(parts));
}

interface Judgement {
  readonly outcome: Outcome;
  readonly criteria: readonly Judged[];
  readonly open: readonly Judged[];
  readonly cost: number;
}

function judgeRule(rule: Rule, answers: ReadonlyMap<string, Judged>): Judgement {
  if (rule.kind === 'criterion') {
    const judged = answers.get(rule.id);
    if (judged === undefined) return { outcome: 'unknown', criteria: [], open: [], cost: WHOLE };
    const { outcome } = judged;
    return { outcome, criteria: [judged], open: outcome === 'met' ? [] : [judged], cost: costOf(judged) };
  }
  // Outcomes, limbs and costs come up together, so that the cheapest way is known at every level.
  const parts = rule.parts.map((part) => judgeRule(part, answers));
  const criteria = parts.flatMap((part) => part.criteria);
  const outcomes = parts.map((part) => part.outcome);
  if (rule.kind === 'all') {
    const open = parts.flatMap((part) => part.open);
    return { outcome: allOf(outcomes), criteria, open, cost: parts.reduce((sum, part) => sum + part.cost, 0) };
  }
  const outcome = anyOf(outcomes);
  // Of several ways the cheapest; of equally cheap ones the first, as the regulation lists them.
  const { open, cost } = parts.reduce((best, part) => (part.cost < best.cost ? part : best));
  return { outcome, criteria, open: outcome === 'met' ? [] : open, cost: outcome === 'met' ? 0 : cost };
}

/** Papers first, since one may settle everything; then the smallest shortfall; judgements last. */
const RANK: Readonly<Record<Outcome, number>> = { unknown: 0, unmet: 1, manual_review: 2, met: 3 };

function inOrder(left: Judged, right: Judged): number {
  return (
    RANK[left.outcome] - RANK[right.outcome] ||
    left.missing.length - right.missing.length ||
    costOf(left) - costOf(right)
  );
}

/** Judges a scheme. This is the oracle of the compiled form and the source of every explanation. */
export function judgeScheme(pack: Pack, view: FactsView): JudgedScheme {
  const answers = new Map<string, Judged>();
  for (const [id, criterion] of pack.criteria) answers.set(id, judge(criterion, view, pack));
  const standards = pack.standards.map((standard) => ({ standard, ...judgeRule(standard.rule, answers) }));
  const required = standards.filter(({ standard }) => standard.required);
  const chosen = standards.filter(({ standard }) => !standard.required);
  const nearest = chosen.reduce<JudgedStandard | null>(
    (best, each) => (best === null || each.cost < best.cost ? each : best),
    null,
  );
  const outcomes = required.map(({ outcome }) => outcome);
  if (chosen.length > 0) outcomes.push(anyOf(chosen.map(({ outcome }) => outcome)));
  const outcome = allOf(outcomes);
  // A limb that two standards share is one step.
  const open = [...required, ...(nearest === null ? [] : [nearest])].flatMap((each) => each.open);
  const steps = [...new Set(open)].sort(inOrder);
  return { pack, outcome, standards, nearest: nearest ?? standards[0] ?? null, steps };
}
