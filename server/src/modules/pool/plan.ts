import type { OpenPlan } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { openMatters } from '../matters/index.ts';
import { givenDay } from './days.ts';
import { type Acting, lockForWork, storeAct } from './load.ts';
import { rulesOn } from './rules.ts';
import { isUnderway, stageName, stageRule } from './stages.ts';
import { insertTasks } from './store.ts';

/** The category of data/categories.json under which tasks of a plan are matters. */
const PLAN_CATEGORY = 'finance.listing';

/** Opens tasks of the coaching plan of the present stage: each a matter of the company, with the post that answers and its day. */
export async function openPlan(
  tx: Tx,
  acting: Acting,
  given: { readonly candidateId: string; readonly body: OpenPlan; readonly numbers: readonly string[] },
): Promise<void> {
  const { candidateId, body, numbers } = given;
  const candidate = await lockForWork(tx, acting, candidateId, body.version);
  const { stage, visit, firmId, firm } = candidate;
  const today = dayAt(acting.now);
  const rules = rulesOn(today);
  if (!isUnderway(stage)) {
    const { zh, en } = stageName(rules, stage);
    throw new Refusal('POOL_MOVE', { firm, fromZh: zh, fromEn: en, toZh: '辅导计划', toEn: 'a coaching plan' });
  }
  const known = await tx.rows<{ task: string }>(sql`
    select task from candidate_tasks where district_id = ${tx.districtId} and candidate_id = ${candidateId} and visit = ${visit}`);
  const opened = new Set(known.map(({ task }) => task));
  const { plan, name: stageWords } = stageRule(rules, stage);
  const tasks = body.tasks.map(({ task, postId, dueOn }, index) => {
    const rule = plan.find((each) => each.task === task);
    if (rule === undefined) throw new Refusal('INPUT_INVALID', { field: 'tasks', problem: 'no task of this stage' });
    if (opened.has(task)) throw new Refusal('POOL_TASK_OPEN', { taskZh: rule.name.zh, taskEn: rule.name.en });
    opened.add(task);
    if (givenDay('dueOn', dueOn) < today) throw new Refusal('INPUT_INVALID', { field: 'dueOn', problem: 'has passed' });
    const post = acting.directory.post(postId);
    if (post === undefined || !post.active) throw new Refusal('POST_UNKNOWN');
    const number = numbers[index];
    if (number === undefined) throw new Error('a task has no number');
    const text = `上市辅导（${stageWords.zh}）：${rule.name.zh}。请在 ${dueOn} 前完成，我们一起做。\nListing, ${stageWords.en}: ${rule.name.en}. By ${dueOn}; we do it together.`;
    return { task, dueOn, opening: { number, firmId, category: PLAN_CATEGORY, text, ownerPostId: postId } };
  });
  const matters = await openMatters(
    tx,
    tasks.map(({ opening }) => opening),
    acting,
  );
  await insertTasks(
    tx,
    tasks.map(({ task, dueOn }, index) => {
      const matter = matters[index];
      if (matter === undefined) throw new Error('a task has no matter');
      return { candidateId, visit, stage, task, dueOn, matterId: matter.id };
    }),
  );
  const payload = {
    tasks: tasks.map(({ task, dueOn, opening: { number, ownerPostId } }) => ({ task, dueOn, number, ownerPostId })),
  };
  await storeAct(tx, candidate, { type: 'planOpened', payload }, acting);
}
