import type { AnswerIntroduction, ConcludeIntroduction } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { givenDay, mustNotBeRecused } from '../pool/index.ts';
import { type Acting, storeIntroduction } from './act.ts';
import { type CapitalNeed, type Introduction, lockIntroduction } from './load.ts';
import { type Decision, decide } from './machine.ts';
import type { IntroductionChange } from './store.ts';
import { mustBeSeen, SIDE_WORDS, STATE_WORDS } from './words.ts';

/** The next standing, or the refusal of the decision with its words. */
function mustPass(decided: Decision, { state }: Introduction, side: 'firm' | 'investor'): IntroductionChange['next'] {
  if (decided.ok) return decided.next;
  const { zh, en } = decided.code === 'INTRODUCTION_STATE' ? STATE_WORDS[state] : SIDE_WORDS[side];
  throw new Refusal(
    decided.code,
    decided.code === 'INTRODUCTION_STATE' ? { stateZh: zh, stateEn: en } : { sideZh: zh, sideEn: en },
  );
}

/** Locks an introduction for somebody who may act on it and has seen this version. */
async function lockForStep(
  tx: Tx,
  { principal }: Acting,
  id: string,
  seen: number,
): Promise<{ readonly introduction: Introduction; readonly need: CapitalNeed }> {
  const both = await lockIntroduction(tx, id);
  const { need, introduction } = both;
  if (principal.role === 'company' && !principal.scopes.includes(need.firmId)) throw new Refusal('NOT_FOUND');
  await mustNotBeRecused(tx, need, principal);
  mustBeSeen({ name: need.firm, version: introduction.version }, seen);
  return both;
}

/** One side says yes or no; the second yes opens the names to both. Returns the need. */
export async function answerIntroduction(
  tx: Tx,
  acting: Acting,
  { id, body }: { readonly id: string; readonly body: AnswerIntroduction },
): Promise<string> {
  const { side, agreed, version } = body;
  const [reference, reason] = [body.reference.trim(), body.reason.trim()];
  const own = acting.principal.role === 'company';
  // The other side of its own introduction does not answer through the company.
  if (own && side === 'investor') throw new Refusal('NOT_PERMITTED');
  const { zh, en } = SIDE_WORDS[side];
  if (!own && reference === '')
    throw new Refusal('INTRODUCTION_REFERENCE', { whatZh: `代${zh}填的答复`, whatEn: `An answer for ${en}` });
  if (!agreed && reason === '') throw new Refusal('INTRODUCTION_REASON');
  const { introduction, need } = await lockForStep(tx, acting, id, version);
  const on = dayAt(acting.now);
  const next = mustPass(decide(introduction, { type: 'answer', side, agreed, on }), introduction, side);
  const known = own ? {} : side === 'firm' ? { firmReference: reference } : { investorReference: reference };
  const change = { next, ...known, ...(agreed ? {} : { reason }) };
  await storeIntroduction(tx, introduction, { ...change, type: agreed ? 'agreed' : 'declined' }, acting);
  return need.id;
}

/** What came of an introduction: money on a day under a paper, or nothing and why. Returns the need. */
export async function concludeIntroduction(
  tx: Tx,
  acting: Acting,
  { id, body }: { readonly id: string; readonly body: ConcludeIntroduction },
): Promise<string> {
  const { amountFen, version } = body;
  const [reference, reason] = [body.reference.trim(), body.reason.trim()];
  const funded = amountFen !== null;
  if (funded && reference === '')
    throw new Refusal('INTRODUCTION_REFERENCE', { whatZh: '到位的资金', whatEn: 'Money that came' });
  if (!funded && reason === '') throw new Refusal('INTRODUCTION_REASON');
  const on = givenDay('on', body.on);
  const { introduction, need } = await lockForStep(tx, acting, id, version);
  const next = mustPass(decide(introduction, { type: 'conclude', funded }), introduction, 'investor');
  const [first, last] = [dayAt(introduction.createdAt), dayAt(acting.now)];
  if (on < first || on > last) throw new Refusal('INTRODUCTION_DAY', { first, last });
  const outcome = { amountFen, on, reference };
  const change = { next, outcome, ...(funded ? {} : { reason }) };
  await storeIntroduction(tx, introduction, { ...change, type: funded ? 'funded' : 'nothing' }, acting);
  return need.id;
}
