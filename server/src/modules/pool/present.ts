import {
  type CandidateDetail,
  POOL_ENDS,
  POOL_STAGES,
  type PoolBoard,
  type PoolCard,
  type PossibleMove,
} from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt, daysBetween, plusDays } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { standingOf as mattersStanding } from '../matters/index.ts';
import { dwellOf } from './dwell.ts';
import { type Acting, isRecused, standingOf } from './load.ts';
import { isSlow, missingForNext, pathTo, type Standing } from './machine.ts';
import { rulesOn } from './rules.ts';
import { isUnderway, type PoolRules, stageName, stageRule } from './stages.ts';
import {
  type BoardRow,
  boardRow,
  boardRows,
  engagementsOf,
  factsOf,
  movesOf,
  type PaperRow,
  papersOf,
  readingsOf,
  standingIn,
  type TaskRow,
  tasksOf,
} from './views.ts';

function cardOf(rules: PoolRules, row: BoardRow, { principal, directory, now }: Acting): PoolCard {
  const today = dayAt(now);
  const { id, firmId, firm, board, stage, since, postId, demo, version, next } = row;
  const dwellDays = Math.max(0, daysBetween(since, today));
  const task = next === null ? undefined : stageRule(rules, next.stage).plan.find((each) => each.task === next.task);
  return {
    id,
    firm: { id: firmId, name: firm },
    board,
    stage,
    since,
    dwellDays,
    slow: isSlow(rules, stage, dwellDays),
    missing: missingForNext(rules, standingIn(row)).length,
    post: directory.card(postId),
    next: next === null || task === undefined ? null : { name: task.name, dueOn: next.dueOn, late: next.dueOn < today },
    mine: principal.role === 'manager' || principal.scopes.includes(postId),
    demo,
    version,
  };
}

/** All candidates, and how many stand at each stage: counted from the very rows that are sent. */
export async function presentBoard(tx: Tx, reader: Acting): Promise<PoolBoard> {
  const rules = rulesOn(dayAt(reader.now));
  const candidates = (await boardRows(tx)).map((row) => cardOf(rules, row, reader));
  return {
    stages: [...POOL_STAGES, ...POOL_ENDS].map((stage) => {
      const here = candidates.filter((card) => card.stage === stage);
      return {
        stage,
        name: stageName(rules, stage),
        usualDays: isUnderway(stage) ? stageRule(rules, stage).usualDays : null,
        count: here.length,
        slow: here.filter(({ slow }) => slow).length,
      };
    }),
    candidates,
    rules: { version: rules.version, checkedOn: rules.checkedOn },
    asOf: isoInstant(reader.now),
  };
}

function possibleMoves(rules: PoolRules, standing: Standing, filed: ReadonlyMap<string, string>): PossibleMove[] {
  return [...POOL_STAGES, ...POOL_ENDS].flatMap((to): PossibleMove[] => {
    const path = pathTo(rules, standing, to);
    if (path === null) return [];
    const { kind, items, causeNeeded, earliest } = path;
    const asked = items.map(({ item, name, citation }) => ({
      item,
      name,
      citation,
      reference: filed.get(item) ?? null,
    }));
    return [{ to, name: stageName(rules, to), kind, items: asked, causeNeeded, earliest }];
  });
}

/** Every paper that the rules name, by its item. */
const paperNames = (rules: PoolRules) =>
  new Map(
    [
      ...rules.stages.flatMap(({ entry, exit }) => [...entry, ...exit]),
      ...rules.ends.flatMap(({ items }) => items),
    ].map(({ item, name }) => [item, name]),
  );

async function history(
  tx: Tx,
  rules: PoolRules,
  id: string,
  papers: readonly PaperRow[],
): Promise<CandidateDetail['history']> {
  const names = paperNames(rules);
  const moves = await movesOf(tx, id);
  return moves.map((move) => ({
    ...move,
    evidence: papers
      .filter(({ visit }) => visit === move.seq - 1)
      .map(({ item, reference }) => ({ name: names.get(item) ?? { zh: item, en: item }, reference })),
  }));
}

/** Tasks that were opened in any stay, then those that the plan of the present stage still offers. */
async function planOf(
  tx: Tx,
  rules: PoolRules,
  row: BoardRow,
  { directory, now }: Acting,
): Promise<CandidateDetail['plan']> {
  const tasks = await tasksOf(tx, row.id);
  const matters = await mattersStanding(
    tx,
    tasks.map(({ matterId }) => matterId),
  );
  const nameOf = ({ stage, task }: TaskRow) =>
    stageRule(rules, stage).plan.find((each) => each.task === task)?.name ?? { zh: task, en: task };
  const opened = tasks.map((each) => {
    const matter = matters.get(each.matterId);
    const { task, stage, dueOn } = each;
    const { number, open, ownerPostId } = matter ?? { number: '', open: false, ownerPostId: row.postId };
    return { task, stage, name: nameOf(each), dueOn, matter: { number, open, owner: directory.card(ownerPostId) } };
  });
  if (!isUnderway(row.stage)) return opened;
  const today = dayAt(now);
  const offered = stageRule(rules, row.stage).plan.flatMap(({ task, name, days }) => {
    if (tasks.some((each) => each.visit === row.visit && each.task === task)) return [];
    const planned = plusDays(row.since, days);
    // Where the planned day has passed, the task begins now.
    const dueOn = planned < today ? plusDays(today, days) : planned;
    return [{ task, stage: row.stage, name, dueOn, matter: null }];
  });
  return [...opened, ...offered];
}

/** A candidate with everything that its post needs; what is confidential is there as a mark only. */
export async function presentCandidate(tx: Tx, reader: Acting, id: string): Promise<CandidateDetail> {
  const row = await boardRow(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const today = dayAt(reader.now);
  const rules = rulesOn(today);
  const papers = await papersOf(tx, id);
  const card = cardOf(rules, row, reader);
  const here = new Map(
    papers.filter(({ visit }) => visit === row.visit).map(({ item, reference }) => [item, reference]),
  );
  const known = isUnderway(row.stage) ? here : new Map(papers.map(({ item, reference }) => [item, reference]));
  const moves = await history(tx, rules, id, papers);
  const recused = await isRecused(tx, id, reader.principal.accountId);
  return {
    ...card,
    possible: possibleMoves(rules, await standingOf(tx, row), known),
    history: moves,
    dwell: [...dwellOf(moves, today)],
    plan: await planOf(tx, rules, row, reader),
    facts: await factsOf(tx, id),
    readings: await readingsOf(tx, id),
    engagements: await engagementsOf(tx, id),
    recused,
    mayRead: card.mine && !recused,
    asOf: isoInstant(reader.now),
  };
}
