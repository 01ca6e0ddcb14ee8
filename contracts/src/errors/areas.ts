import type { ErrorEntry } from './entry.ts';

/** Refusals of posts, teams and areas. */
export const areaErrors = {
  SUCCESSOR_MISSING: {
    status: 409,
    zh: '“{post}”还有在办诉求，但替岗、队长岗和值班岗现在都没有人。先给其中一个岗位安排人，再停用这个账号',
    en: '“{post}” still answers for open requests, but deputy, team leader and duty post are all vacant. Fill one of them first, then disable this account',
  },
  AREA_PLAN_STATE: {
    status: 409,
    zh: '第 {number} 号方案{stateZh}，这一步已经做不了。刷新页面看最新情况',
    en: 'Plan {number} {stateEn}; this step is no longer open. Reload the page to see where it stands',
  },
  AREA_PLAN_VERSION: {
    status: 409,
    zh: '第 {number} 号方案有人先改了：您看的是第 {seen} 版，现在是第 {version} 版。刷新后再改，您的改动还在页面上',
    en: 'Somebody changed plan {number} first: you saw version {seen}, it is now version {version}. Reload and try again; your edits are still on the page',
  },
  AREA_PLAN_AUTHOR_APPROVES: {
    status: 409,
    zh: '第 {number} 号方案是您提出的，要由另一位管理岗审批。请换一个账号，或等对方处理',
    en: 'You proposed plan {number}, so another manager has to approve it. Leave it to that account',
  },
  AREA_PLAN_NOT_AUTHOR: {
    status: 409,
    zh: '第 {number} 号方案由提出人修改。您可以退回并写明原因，或另起一个方案',
    en: 'Only the author changes plan {number}. Send it back with a reason, or draw a plan of your own',
  },
  AREA_PLAN_NO_CHANGE: {
    status: 409,
    zh: '第 {number} 号方案和现在的片区完全一样，不用提交。先改动至少一个地块',
    en: 'Plan {number} leaves every block where it is, so there is nothing to propose. Move at least one block first',
  },
  AREA_PLAN_TORN: {
    status: 409,
    zh: '这样改会把第 {area} 片区分成不相连的几块。先补上中间的地块，或换一个地块',
    en: 'This would tear area {area} into pieces that do not touch. Fill the gap first, or choose another block',
  },
  AREA_PLAN_AREA_EMPTY: {
    status: 409,
    zh: '这样改第 {area} 片区一个地块都不剩。至少给它留一个',
    en: 'This would leave area {area} without a single block. Leave it at least one',
  },
  AREA_PLAN_CELL_UNKNOWN: {
    status: 400,
    zh: '本区没有地块 {cell}。从地图上选一个',
    en: 'There is no block {cell} in this district. Choose one from the map',
  },
  AREA_PLAN_AREA_UNKNOWN: {
    status: 400,
    zh: '没有第 {area} 片区。从列表里选一个',
    en: 'There is no area {area}. Choose one from the list',
  },
  AREA_PLAN_OUTDATED: {
    status: 409,
    zh: '第 {number} 号方案算出之后片区已经重划过，它对不上了。按现在的片区重新算一个',
    en: 'The areas have been redrawn since plan {number} was computed, so it no longer fits. Compute a new one',
  },
  AREA_PLAN_UNSEEN: {
    status: 409,
    zh: '您打开第 {number} 号方案之后，企业名录有变化。刷新看过新的对比再审批',
    en: 'The register of companies has changed since you opened plan {number}. Reload, look at the new comparison, then approve',
  },
  AREA_PLAN_TIME: {
    status: 400,
    zh: '生效时间要在现在之后、一年之内。现在给的是 {time}',
    en: 'A plan takes effect after now and within a year; {time} does not fit',
  },
  AREA_PLAN_REASON_EMPTY: {
    status: 400,
    zh: '写一句为什么退回，例如“第 2 片区的两处楼宇请留在一起”',
    en: 'Say in one sentence why you send it back, for example “Keep the two buildings of area 2 together”',
  },
  AREA_PLAN_WAITING: {
    status: 409,
    zh: '已有一个批准的方案在等生效。等它生效，或先撤回它',
    en: 'Another approved plan is waiting to take effect. Wait until it has, or withdraw it first',
  },
  AREA_PLAN_WEIGHTLESS: {
    status: 400,
    zh: '按这些权重，全区没有任何工作量。至少给一项大于 0 的权重，并确认已有企业落位',
    en: 'With these weights the district has no workload at all. Give at least one weight above 0, and see that companies have places',
  },
  AREA_PLANNER_STOPPED: {
    status: 503,
    zh: '划片计算没有在 {seconds} 秒内完成，现有片区和方案都没动。稍后再算一次',
    en: 'The computation did not finish within {seconds} seconds; areas and plans are as they were. Try again later',
  },
} as const satisfies Record<string, ErrorEntry>;
