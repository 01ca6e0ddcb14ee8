import type { EnterPool } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { firmCard, mustLive } from '../firms/index.ts';
import { worded } from '../network/index.ts';
import { givenDay } from './days.ts';
import type { Acting } from './load.ts';
import { rulesOn } from './rules.ts';
import { stageRule } from './stages.ts';
import { insertCandidates } from './store.ts';

/** The post that is to answer: the named one, which an officer must hold himself, or his first. */
function postFor({ principal, directory }: Acting, asked: string | null): string {
  const post = asked === null ? directory.heldBy(principal.accountId)[0] : directory.post(asked);
  const own = principal.role === 'manager' || (post !== undefined && principal.scopes.includes(post.id));
  if (post === undefined || !post.active || !own) throw new Refusal('POST_UNKNOWN');
  return post.id;
}

/** Takes a company into the pool, in reserve, on its application or a recommendation. */
export async function enterPool(tx: Tx, acting: Acting, body: EnterPool): Promise<string> {
  const { principal, now } = acting;
  const postId = postFor(acting, body.postId);
  const today = dayAt(now);
  const on = givenDay('on', body.on);
  if (on > today) throw new Refusal('POOL_DAY', { first: '1990-01-01', last: today });
  const reference = worded('reference', body.reference);
  const firm = await firmCard(tx, body.firmId);
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  await mustLive(tx, firm.id);
  const rules = rulesOn(on);
  const papers = stageRule(rules, 'reserve').entry.map(({ item }) => ({ item, reference }));
  const move = { from: null, to: 'reserve', kind: 'enter', on, cause: '', rulesVersion: rules.version } as const;
  const id = newId(now);
  const { board } = body;
  try {
    const entered = { id, firmId: firm.id, board, postId, demo: false, by: principal.accountId, at: now };
    await insertCandidates(tx, [{ ...entered, moves: [{ ...move, at: now, papers }], filed: [] }]);
  } catch (error) {
    if (constraintOf(error) === 'candidates_firm') throw new Refusal('POOL_TWICE', { firm: firm.name });
    throw error;
  }
  const payload = { firmId: firm.id, board, postId, on, papers };
  await chronicle(tx, {
    subject: 'candidate',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'entered',
    by: principal,
    payload,
  });
  return id;
}
