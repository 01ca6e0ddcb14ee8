import type { FileEvidence, MoveCandidate } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { worded } from '../network/index.ts';
import type { Candidate } from './candidate.ts';
import { givenDay } from './days.ts';
import { type Acting, type Filed, lockForWork, standingOf, storeAct, storePapers } from './load.ts';
import { type Decision, decideMove, pathTo } from './machine.ts';
import { rulesOn } from './rules.ts';
import { type PoolRules, type RuleItem, stageName } from './stages.ts';

/** A decision against a move, as a refusal with its values. */
function refusal(rules: PoolRules, candidate: Candidate, decided: Decision & { ok: false }, to: MoveCandidate['to']) {
  const { firm } = candidate;
  const [from, aim] = [stageName(rules, candidate.stage), stageName(rules, to)];
  const stages = { fromZh: from.zh, fromEn: from.en, toZh: aim.zh, toEn: aim.en };
  switch (decided.code) {
    case 'POOL_EVIDENCE_MISSING': {
      const [first] = decided.missing;
      const item = { itemZh: first?.name.zh ?? '', itemEn: first?.name.en ?? '' };
      return new Refusal(decided.code, { firm, ...stages, ...item, missing: decided.missing.length });
    }
    case 'POOL_DAY':
      return new Refusal(decided.code, { first: decided.first, last: decided.last });
    case 'POOL_TOO_SOON':
      return new Refusal(decided.code, { firm, ...stages, earliest: decided.earliest });
    default:
      return new Refusal(decided.code, { firm, ...stages });
  }
}

/** Papers as they were given, each once; only those that the move asks for are taken. */
function given(papers: readonly Filed[]): readonly Filed[] {
  const found = papers.map(({ item, reference }) => ({ item, reference: worded('reference', reference) }));
  if (new Set(found.map(({ item }) => item)).size !== found.length)
    throw new Refusal('INPUT_INVALID', { field: 'evidence', problem: 'names a paper twice' });
  return found;
}

/** Moves a candidate: to the next stage with its papers, back or out with a cause. */
export async function moveCandidate(tx: Tx, acting: Acting, id: string, body: MoveCandidate): Promise<void> {
  const candidate = await lockForWork(tx, acting, id, body.version);
  const on = givenDay('on', body.on);
  const rules = rulesOn(on);
  const standing = await standingOf(tx, candidate);
  const cause = body.cause.trim();
  const evidence = given(body.evidence);
  const files = new Set(evidence.map(({ item }) => item));
  const decided = decideMove(rules, standing, { to: body.to, on, cause, files, today: dayAt(acting.now) });
  if (!decided.ok) throw refusal(rules, candidate, decided, body.to);
  const asked = new Set(decided.items.map(({ item }) => item));
  const papers = evidence.filter(({ item }) => asked.has(item) && !standing.filed.has(item));
  await storePapers(tx, { candidateId: id, visit: candidate.visit, papers }, acting);
  const { stage: from } = candidate;
  const move = { from, to: body.to, kind: decided.kind, on, cause, rulesVersion: rules.version };
  await storeAct(tx, candidate, { type: 'moved', payload: { ...move, papers }, move }, acting);
}

/** Every paper that some move from here asks for. */
function itemsAhead(rules: PoolRules, standing: Awaited<ReturnType<typeof standingOf>>): readonly RuleItem[] {
  const stages = [...rules.stages, ...rules.ends].map(({ stage }) => stage);
  return stages.flatMap((to) => pathTo(rules, standing, to)?.items ?? []);
}

/** Files a paper ahead of the move that will need it. */
export async function fileEvidence(tx: Tx, acting: Acting, id: string, body: FileEvidence): Promise<void> {
  const candidate = await lockForWork(tx, acting, id, body.version);
  const reference = worded('reference', body.reference);
  const { item } = body;
  const rule = itemsAhead(rulesOn(dayAt(acting.now)), await standingOf(tx, candidate)).find(
    (each) => each.item === item,
  );
  if (rule === undefined)
    throw new Refusal('INPUT_INVALID', { field: 'item', problem: 'no move from here asks for it' });
  try {
    await storePapers(tx, { candidateId: id, visit: candidate.visit, papers: [{ item, reference }] }, acting);
  } catch (error) {
    if (constraintOf(error) === 'candidate_papers_pkey')
      throw new Refusal('POOL_PAPER_FILED', { itemZh: rule.name.zh, itemEn: rule.name.en });
    throw error;
  }
  await storeAct(tx, candidate, { type: 'paperFiled', payload: { item, reference } }, acting);
}
