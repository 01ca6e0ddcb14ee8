import type { ErrorEntry } from './entry.ts';

/** Refusals of the exchange. */
export const networkErrors = {
  UNIT_MISSING: {
    status: 409,
    zh: '这个账号还没有对应的企业或组织，不能代表单位办。请联系服务站登记',
    en: 'This account belongs to no company or organization yet and cannot act for one. Ask a service point to register it',
  },
  HOURS_UNREADABLE: {
    status: 422,
    zh: '开放时段 {hours} 放不下一个 {minutes} 分钟的时段，或和别的时段重叠。改好起止时间再发',
    en: 'The open hours {hours} do not hold one slot of {minutes} minutes, or overlap others. Correct them and send again',
  },
  RESOURCE_CLOSED: {
    status: 409,
    zh: '“{title}”已经停止预约。可以看看别的资源，或登记需求',
    en: '“{title}” takes no more bookings. Look at other offers, or say what you need',
  },
  SLOT_UNKNOWN: {
    status: 422,
    zh: '{whenZh}不是“{title}”开放的时段。从时段表里另选一个',
    en: '{whenEn} is no slot of “{title}”. Choose one from the list of slots',
  },
  SLOT_PAST: {
    status: 409,
    zh: '{whenZh}已经过去。另选一个时段',
    en: '{whenEn} has passed. Choose another slot',
  },
  SLOT_TAKEN: {
    status: 409,
    zh: '{whenZh}刚被约走。最近的空档：{freeZh}',
    en: '{whenEn} has just been taken. Nearest free: {freeEn}',
  },
  BOOKING_OWN: {
    status: 409,
    zh: '“{title}”是贵单位自己的资源，不用预约',
    en: '“{title}” is your own; it needs no booking',
  },
  BOOKING_ENDED: {
    status: 409,
    zh: '这个预约{stateZh}，不能再这样办。刷新看现在的状态',
    en: 'This booking is {stateEn}, so this cannot be done any more. Refresh to see how it stands',
  },
  BOOKING_BEGUN: {
    status: 409,
    zh: '{whenZh}已经开始，不能再取消。用完后两边确认时长，没有用就填 0 分钟',
    en: 'It began at {whenEn} and cannot be called off. Confirm the minutes afterwards; 0 if nothing was used',
  },
  USAGE_EARLY: {
    status: 409,
    zh: '还没有到约定的时间（{whenZh}）。开始以后再确认使用时长',
    en: 'The slot has not begun ({whenEn}). Confirm the minutes once it has',
  },
  USAGE_TOO_LONG: {
    status: 422,
    zh: '约的是 {booked} 分钟，确认不能超过它。实际用得更久，请另约一段',
    en: '{booked} minutes were booked and no more can be confirmed. Book another slot for the rest',
  },
  USAGE_SETTLED: {
    status: 409,
    zh: '两边都确认了 {minutes} 分钟，已经入账，不能再改',
    en: 'Both sides confirmed {minutes} minutes; the usage is on the record and cannot be changed',
  },
  NEED_CLOSED: {
    status: 409,
    zh: '这项需求已经结束或不再公开。看看别的需求',
    en: 'This need has ended or is not shown to others any more. Look at other needs',
  },
  ANSWER_OWN: {
    status: 409,
    zh: '这是贵单位自己的需求，不用答复',
    en: 'This need is your own; it needs no answer from you',
  },
  ANSWER_TWICE: {
    status: 409,
    zh: '贵单位已经答复过这项需求。等对方决定，或先撤回',
    en: 'You have answered this need already. Wait for the other side, or take your answer back first',
  },
  ANSWER_STATE: {
    status: 409,
    zh: '这条答复{stateZh}，不能再这样办。刷新看现在的状态',
    en: 'This answer {stateEn}, so this cannot be done any more. Refresh to see how it stands',
  },
  ANSWER_VERSION: {
    status: 409,
    zh: '这条答复刚有人改过：您看的是第 {seen} 版，现在是第 {version} 版。刷新看清再做',
    en: 'This answer was changed first: you saw version {seen}, it is now version {version}. Refresh, look, then act',
  },
  ANSWER_DESK: {
    status: 422,
    zh: '同意要写本单位的联系处室和工作电话，对方好联系。补上再发',
    en: 'A yes needs your desk and its work phone, so that the other side can call. Add them',
  },
  ANSWER_REASON: {
    status: 422,
    zh: '不合适也请写一句原因，对方就知道了。补上再发',
    en: 'A no needs one sentence, so that the other side knows. Add it',
  },
} as const satisfies Record<string, ErrorEntry>;
