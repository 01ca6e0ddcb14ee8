import type { ErrorEntry } from './entry.ts';

/** Refusals of capital: investors, needs for money, introductions. */
export const capitalErrors = {
  CAPITAL_VERSION: {
    status: 409,
    zh: '“{name}”刚有人改过：您看的是第 {seen} 版，现在是第 {version} 版。刷新看清再做',
    en: 'Somebody changed “{name}” first: you saw version {seen}, it is now version {version}. Reload, look, then act',
  },
  CAPITAL_CLOSED: {
    status: 409,
    zh: '“{name}”已经关闭，不再引荐。要继续请另外登记',
    en: '“{name}” is closed, nothing is introduced to it any more. To go on, register it anew',
  },
  INVESTOR_KNOWN: {
    status: 409,
    zh: '“{name}”已经登记过。打开它的那一行修改',
    en: '“{name}” is registered already. Change it on its row',
  },
  INVESTOR_AMOUNTS: {
    status: 400,
    zh: '单笔最少 {least}，比最多 {most}还大。改好再存',
    en: 'The least, {least}, is above the most, {most}. Correct one of them',
  },
  INVESTOR_SECTOR: {
    status: 400,
    zh: '行业“{sector}”不是 GB/T 4754 的大类。从列表里选',
    en: '“{sector}” is no division of GB/T 4754. Choose from the list',
  },
  CAPITAL_NAME_TOLD: {
    status: 400,
    zh: '用途里写了“{name}”：双方同意之前，对方不该看到名称。去掉名称再发',
    en: 'The purpose names “{name}”, which the other side may not see before both agree. Take the name out',
  },
  CAPITAL_UNTIL: {
    status: 400,
    zh: '“{until}”不在今后一年内（{first} 到 {last}）。改好再发',
    en: '“{until}” does not lie within the coming year, {first} to {last}. Correct it',
  },
  INTRODUCTION_TWICE: {
    status: 409,
    zh: '这项需求已经向这家机构引荐过，见诉求 {number}。不用再提',
    en: 'This need has been put to that investor already, see request {number}. There is nothing to add',
  },
  INTRODUCTION_MISFIT: {
    status: 409,
    zh: '差得太远：{missed} 条不合，包括{whatZh}。改需求，或选别的机构',
    en: 'Too far apart: {missed} criteria are missed, {whatEn} among them. Change the need or choose another investor',
  },
  INTRODUCTION_STATE: {
    status: 409,
    zh: '这次引荐{stateZh}，不能再这样做。刷新看现在能做什么',
    en: 'This introduction {stateEn}, so that this is not possible any more. Reload to see what is',
  },
  INTRODUCTION_ANSWERED: {
    status: 409,
    zh: '{sideZh}已经答复过，答复不改。需要时请双方另约',
    en: '{sideEn} has answered already, and answers stand. If need be let both sides agree anew',
  },
  INTRODUCTION_REFERENCE: {
    status: 400,
    zh: '{whatZh}要写依据：邮件、来函、协议或通话记录的编号。补上再存',
    en: '{whatEn} needs its paper: the number of a mail, letter, contract or call. Add it',
  },
  INTRODUCTION_REASON: {
    status: 400,
    zh: '不同意或没有结果，要写一句原因。补上再存',
    en: 'A no, or an outcome of nothing, needs a reason. Write one sentence',
  },
  INTRODUCTION_DAY: {
    status: 409,
    zh: '日期要在 {first} 到 {last} 之间：不早于引荐，也不晚于今天。改好再存',
    en: 'The day must lie from {first} to {last}: not before the introduction and not after today. Correct it',
  },
} as const satisfies Record<string, ErrorEntry>;
