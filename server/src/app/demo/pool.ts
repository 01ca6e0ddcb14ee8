import { POOL_STAGES, type PoolStage, TARGET_BOARDS, type TargetBoard } from '@banfei/contracts';
import type { NewFirm } from '../../modules/firms/index.ts';
import type { MatterFile } from '../../modules/matters/index.ts';
import {
  type Engagement,
  type Intermediary,
  insertCandidates,
  insertEngagements,
  insertFacts,
  insertIntermediaries,
  insertTasks,
  isUnderway,
  type NewCandidate,
  type NewFact,
  type NewTask,
  pathTo,
  rulesOn,
  stageRule,
} from '../../modules/pool/index.ts';
import { chronicleAll } from '../../platform/chronicle.ts';
import { dayAt, daysBetween, plusDays } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { type Chance, chance, demoId } from './random.ts';
import { REGISTER_BEGAN, type Staff } from './staff.ts';

export interface PoolGround {
  readonly seed: number;
  readonly now: number;
  readonly staff: Staff;
  readonly firms: readonly NewFirm[];
  readonly files: readonly MatterFile[];
}

/** How many stand where: 27 listed, five of them this year, as the report of 2025-07-17 counts; the rest is invented. */
const PLANNED: readonly (readonly [PoolStage, number])[] = [
  ['listed', 27],
  ['restructure', 31],
  ['coachingFiling', 17],
  ['application', 9],
  ['committeeReview', 6],
  ['registration', 3],
  ['left', 4],
  ['withdrawn', 3],
  ['rejected', 1],
  ['terminated', 2],
  ['reserve', 86],
];
const LISTED_THIS_YEAR = 5;
/** Where the companies with a story stand, by their place. */
const OF_HEROES: readonly PoolStage[] = ['restructure', 'coachingFiling', 'reserve'];
/** The stage from which a candidate went out. */
const OUT_OF: Readonly<Partial<Record<PoolStage, PoolStage>>> = {
  left: 'restructure',
  withdrawn: 'committeeReview',
  rejected: 'committeeReview',
  terminated: 'coachingFiling',
};
const CAUSES: Readonly<Partial<Record<PoolStage, string>>> = {
  left: '企业调整发展计划，三年内不考虑上市（演示）',
  withdrawn: '业绩下滑，企业与保荐机构商定撤回（演示）',
  rejected: '上市委认为内控有效性说明不足（演示）',
  terminated: '更换保荐机构，原辅导终止（演示）',
};
/** Days that a stay lasts, at least and at most. */
const STAYS: readonly (readonly [number, number])[] = [
  [200, 600],
  [90, 300],
  [100, 250],
  [25, 60],
  [70, 180],
  [20, 90],
];

const idOf = (seed: number, ...name: readonly (string | number)[]): string =>
  demoId(REGISTER_BEGAN, chance(seed, 'pool', ...name));

const WORKING_MORNING = 9 * 3_600_000;
const instantOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + WORKING_MORNING;

/** Day of entry into the present stage. */
function sinceOf(luck: Chance, stage: PoolStage, index: number, today: string): string {
  if (stage === 'listed') {
    const newYear = `${today.slice(0, 4)}-01-01`;
    const before = daysBetween(newYear, today);
    return index < LISTED_THIS_YEAR
      ? plusDays(newYear, luck.below(before + 1))
      : plusDays(newYear, -1 - luck.below(3600));
  }
  if (!isUnderway(stage)) return plusDays(today, -30 - luck.below(500));
  const { usualDays } = stageRule(rulesOn(today), stage);
  return plusDays(today, -3 - luck.below(Math.round((usualDays ?? 300) * 1.15)));
}

/** The whole way of a candidate, from the last move backwards, each step with its papers. */
function movesOf(luck: Chance, stage: PoolStage, since: string, number: number): NewCandidate['moves'] {
  const out = OUT_OF[stage];
  const top = POOL_STAGES.slice(0, POOL_STAGES.findIndex((each) => each === (out ?? stage)) + 1);
  const way: readonly PoolStage[] = out === undefined ? top : [...top, stage];
  const days: string[] = [since];
  for (let at = way.length - 2; at >= 0; at -= 1) {
    const [least, most] = STAYS[at] ?? [60, 90];
    days.unshift(plusDays(days[0] ?? since, -least - luck.below(most - least)));
  }
  return way.map((to, index) => {
    const on = days[index] ?? since;
    const rules = rulesOn(on);
    const from = way[index - 1] ?? null;
    const standing = {
      stage: from ?? to,
      since: on,
      rejectedOn: null,
      filed: new Set<string>(),
      ever: new Set<string>(),
    };
    const items = from === null ? stageRule(rules, to).entry : (pathTo(rules, standing, to)?.items ?? []);
    const kind = from === null ? 'enter' : to === stage && out !== undefined ? 'end' : 'forward';
    return {
      from,
      to,
      kind,
      on,
      cause: kind === 'end' ? (CAUSES[to] ?? '') : '',
      rulesVersion: rules.version,
      at: instantOf(on),
      papers: items.map(({ item }) => ({ item, reference: `演示档案 ${number}-${item}` })),
    };
  });
}

interface Wanted {
  readonly firm: NewFirm;
  readonly stage: PoolStage;
  readonly index: number;
}

/** Which company stands where: those with a story, those that ask about a listing, then others of the register. */
function wantedOf({ firms, files }: PoolGround): readonly Wanted[] {
  const active = firms.filter(({ status }) => status === '存续' || status === '在业');
  const heroes = firms.slice(0, OF_HEROES.length);
  const asking = new Set(openListings(files).keys());
  const rest = active.filter((firm) => !heroes.includes(firm));
  const ordered = [...rest.filter(({ id }) => asking.has(id)), ...rest.filter(({ id }) => !asking.has(id))];
  const planned = PLANNED.flatMap(([stage, count]) => Array.from({ length: count }, (_, index) => ({ stage, index })));
  // Whoever asks about a listing is under way and not listed yet.
  const fresh = planned.filter(({ stage }) => stage !== 'listed');
  const turn = [
    ...fresh.slice(0, asking.size),
    ...planned.filter(({ stage }) => stage === 'listed'),
    ...fresh.slice(asking.size),
  ];
  const others = turn.slice(0, Math.floor(ordered.length / 2)).flatMap((each, at) => {
    const firm = ordered[at];
    return firm === undefined ? [] : [{ ...each, firm }];
  });
  return [...heroes.flatMap((firm, at) => [{ firm, stage: OF_HEROES[at] ?? 'reserve', index: 900 + at }]), ...others];
}

/** Open matters about a listing, by company; one each. */
const openListings = (files: readonly MatterFile[]): ReadonlyMap<string, MatterFile> =>
  new Map(
    files
      .filter(({ subject, matter }) => subject.category === 'finance.listing' && !matter.state.startsWith('closed'))
      .map((file) => [file.subject.firmId, file]),
  );

const boardFor = (luck: Chance, stage: PoolStage): TargetBoard => {
  const known = TARGET_BOARDS.slice(0, -1);
  return stage === 'reserve' && luck.yes(0.5) ? 'undecided' : luck.pick(known);
};

const HOUSES: readonly (readonly [Intermediary['kind'], string])[] = [
  ['sponsor', '演示证券甲'],
  ['sponsor', '演示证券乙'],
  ['sponsor', '演示证券丙'],
  ['lawFirm', '演示律师事务所一'],
  ['lawFirm', '演示律师事务所二'],
  ['accountant', '演示会计师事务所'],
];

export interface PoolOfDemo {
  readonly candidates: readonly NewCandidate[];
  readonly facts: readonly NewFact[];
  readonly intermediaries: readonly Intermediary[];
  readonly engagements: readonly Engagement[];
  readonly tasks: readonly NewTask[];
}

function candidateOf(ground: PoolGround, { firm, stage }: Wanted, since: string, at: number): NewCandidate {
  const { seed, now, staff } = ground;
  const luck = chance(seed, 'pool', 'candidate', firm.id);
  const today = dayAt(now);
  const moves = movesOf(luck, stage, since, at + 1);
  const ahead = isUnderway(stage) ? (POOL_STAGES[moves.length] ?? stage) : stage;
  const standing = { stage, since, rejectedOn: null, filed: new Set<string>(), ever: new Set<string>() };
  const items = pathTo(rulesOn(today), standing, ahead)?.items ?? [];
  const login = isUnderway(stage) && stage === 'reserve' && luck.yes(0.4) ? 'projects' : 'finance';
  const by = staff.accounts.find((account) => account.login === login)?.id ?? null;
  const postId = staff.posts.find(({ officerId }) => officerId === by)?.id;
  if (postId === undefined) throw new Error(`the demo has no post of ${login}`);
  return {
    id: idOf(seed, firm.id),
    firmId: firm.id,
    board: boardFor(luck, stage),
    postId,
    demo: true,
    by,
    at: instantOf(since),
    moves,
    // Some of what the next stage needs is here already.
    filed: isUnderway(stage)
      ? items.filter(() => luck.yes(0.35)).map(({ item }) => ({ item, reference: `演示档案 ${at + 1}-${item}` }))
      : [],
  };
}

/** The pool of the demo: 27 listed, five of them this year, and some 160 on their way or out of it. */
export function poolOf(ground: PoolGround): PoolOfDemo {
  const { seed, now, files } = ground;
  const today = dayAt(now);
  const listings = openListings(files);
  const wanted = wantedOf(ground);
  const candidates = wanted.map((each, at) => {
    const luck = chance(seed, 'pool', 'since', each.firm.id);
    return candidateOf(ground, each, sinceOf(luck, each.stage, each.index, today), at);
  });
  const intermediaries = HOUSES.map(([kind, name]) => ({ id: idOf(seed, 'house', name), kind, name }));
  const working = wanted.flatMap(({ stage }, at) => {
    const candidate = candidates[at];
    return candidate === undefined || stage === 'reserve' || stage === 'left' ? [] : [{ candidate, stage }];
  });
  const engagements = working.flatMap(({ candidate }) => {
    const luck = chance(seed, 'pool', 'engaged', candidate.id);
    const chosen = [luck.below(3), 3 + luck.below(2), 5].map((at) => intermediaries[at]?.id ?? '');
    return chosen.map((intermediaryId) => ({
      candidateId: candidate.id,
      intermediaryId,
      since: candidate.moves[1]?.on ?? today,
    }));
  });
  const facts = working
    .filter(({ stage }) => isUnderway(stage))
    .map(({ candidate }): NewFact => {
      const luck = chance(seed, 'pool', 'fact', candidate.id);
      const text = `拟报告期净利润约 ${2000 + luck.below(8000)} 万元，未经审计，尚未公开（演示）`;
      const id = idOf(seed, 'fact', candidate.id);
      return { id, candidateId: candidate.id, text, confidential: true, accountId: candidate.by, at: candidate.at };
    });
  const tasks = wanted.flatMap(({ firm, stage }, at): NewTask[] => {
    const [candidate, file] = [candidates[at], listings.get(firm.id)];
    const rule = isUnderway(stage) ? stageRule(rulesOn(today), stage).plan[0] : undefined;
    if (candidate === undefined || file === undefined || rule === undefined) return [];
    const dueOn = plusDays(today, 5 + chance(seed, 'pool', 'task', candidate.id).below(60));
    const matterId = file.subject.id;
    return [{ candidateId: candidate.id, visit: candidate.moves.length, stage, task: rule.task, dueOn, matterId }];
  });
  return { candidates, facts, intermediaries, engagements, tasks };
}

/** Stores the pool with one event for each candidate: what is loaded has no history of its own. */
export async function insertPoolOfDemo(tx: Tx, pool: PoolOfDemo): Promise<void> {
  const { candidates, facts, intermediaries, engagements, tasks } = pool;
  await insertCandidates(tx, candidates);
  await insertFacts(tx, facts);
  await insertIntermediaries(tx, intermediaries);
  await insertEngagements(tx, engagements);
  await insertTasks(tx, tasks);
  await chronicleAll(
    tx,
    candidates.map(({ id, firmId, board, at, moves }) => ({
      subject: 'candidate',
      subjectId: id,
      seq: 1,
      at,
      type: 'loaded',
      by: null,
      payload: { firmId, board, stage: moves.at(-1)?.to, moves: moves.length },
    })),
  );
}
