import type { ErrorEntry } from './entry.ts';

/** Refusals of key moments. */
export const momentErrors = {
  KEY_DATE_PAST: {
    status: 422,
    zh: '{dueOn} 已经过了。填以后的日期，或者写清每隔几个月一次',
    en: '{dueOn} has passed. Give a day to come, or say after how many months it comes back',
  },
  KEY_DATE_FAR: {
    status: 422,
    zh: '{dueOn} 超出二十年。核对年份',
    en: '{dueOn} is more than twenty years away. Check the year',
  },
  KEY_DATE_VERSION: {
    status: 409,
    zh: '这个日期刚有人改过。刷新看清再做',
    en: 'Somebody changed this date first. Reload, look, then act',
  },
  KEY_DATE_TWICE: {
    status: 409,
    zh: '同一份“{reference}”在 {dueOn} 已经登记过，不用再登',
    en: '“{reference}” is on record for {dueOn} already; it need not be entered again',
  },
} as const satisfies Record<string, ErrorEntry>;
