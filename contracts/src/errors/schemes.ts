import type { ErrorEntry } from './entry.ts';

/** Refusals of facts and schemes. */
export const schemeErrors = {
  FACT_VERSION: {
    status: 409,
    zh: '这条资料刚有人改过。刷新看清再做',
    en: 'Somebody changed this fact first. Reload, look, then act',
  },
  FACT_CONFIRMED: {
    status: 409,
    zh: '“{name}”已经确认过，不用再确认',
    en: '{name} has been confirmed already',
  },
  SCHEME_NONE: {
    status: 422,
    zh: '没有“{scheme}”这套标准，可用的是：{known}',
    en: 'There is no scheme {scheme}. Known are: {known}',
  },
  COACHING_OPEN: {
    status: 409,
    zh: '“{title}”的辅导已经约过，还在办：{number}。有话请在那里说',
    en: 'Coaching for {title} is booked already and open: {number}. Say more there',
  },
  AS_OF_AHEAD: {
    status: 422,
    zh: '{asOf} 还没有到。填今天或以前的日期',
    en: '{asOf} has not come yet. Give today or an earlier day',
  },
} as const satisfies Record<string, ErrorEntry>;
