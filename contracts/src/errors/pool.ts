import type { ErrorEntry } from './entry.ts';

/** Refusals of the cultivation pool. */
export const poolErrors = {
  POOL_NOT_YOURS: {
    status: 403,
    zh: '“{firm}”的培育由{postZh}负责。请找这个岗位，或请它转给您',
    en: '{postEn} answers for “{firm}” in the pool. Turn to that post',
  },
  POOL_RECUSED: {
    status: 403,
    zh: '“{firm}”这里已登记回避：{who}。请由别的岗位或机构来办',
    en: '{who} has been recused from “{firm}”. Let another post or firm do it',
  },
  POOL_VERSION: {
    status: 409,
    zh: '“{firm}”刚有人改过：您看的是第 {seen} 版，现在是第 {version} 版。刷新看清再做',
    en: 'Somebody changed “{firm}” first: you saw version {seen}, it is now version {version}. Reload, look, then act',
  },
  POOL_TWICE: {
    status: 409,
    zh: '“{firm}”已经在培育库里。打开它的页面继续办',
    en: '“{firm}” is in the pool already. Go on from its page',
  },
  POOL_MOVE: {
    status: 409,
    zh: '“{firm}”在“{fromZh}”，不能直接到“{toZh}”。刷新看现在能去哪里',
    en: '“{firm}” stands at “{fromEn}”, from where “{toEn}” cannot be reached. Reload to see where it can go',
  },
  POOL_EVIDENCE_MISSING: {
    status: 409,
    zh: '“{firm}”进入“{toZh}”还缺 {missing} 份材料，第一份是“{itemZh}”。填上文号或档案号再移',
    en: '“{firm}” still lacks {missing} papers for “{toEn}”, the first of them “{itemEn}”. Give their numbers, then move',
  },
  POOL_CAUSE_MISSING: {
    status: 409,
    zh: '“{firm}”退回、退出或重新入库都要写原因。写一句再移',
    en: 'Taking “{firm}” back, out or in again needs a cause. Write one sentence, then move',
  },
  POOL_DAY: {
    status: 409,
    zh: '日期要在 {first} 到 {last} 之间：不早于进入现阶段，也不晚于今天。改好再发',
    en: 'The day must lie from {first} to {last}: not before the present stage began and not after today. Correct it',
  },
  POOL_TOO_SOON: {
    status: 409,
    zh: '“{firm}”最早 {earliest} 才能进入“{toZh}”：规定的期限还没满。到那天再移',
    en: '“{firm}” may enter “{toEn}” on {earliest} at the earliest: the term of the rules has not passed. Move it then',
  },
  POOL_PAPER_FILED: {
    status: 409,
    zh: '“{itemZh}”在这一阶段已经登记过。刷新看已有的材料',
    en: '“{itemEn}” has been filed in this stage already. Reload to see what is here',
  },
  POOL_TASK_OPEN: {
    status: 409,
    zh: '“{taskZh}”已经立项。刷新看它的进展',
    en: '“{taskEn}” has been opened already. Reload to see how it stands',
  },
  POOL_ENGAGED: {
    status: 409,
    zh: '“{name}”已经登记为“{firm}”的中介机构。不用再登记',
    en: '“{name}” works for “{firm}” already. There is nothing to add',
  },
} as const satisfies Record<string, ErrorEntry>;
