import type { ErrorEntry } from './entry.ts';

/** Refusals of the platforms and their events. */
export const gatheringErrors = {
  EVENT_CANCELED: {
    status: 409,
    zh: '“{title}”已经取消，不能再登记或改动',
    en: '“{title}” has been canceled; nothing more can be registered or changed',
  },
  EVENT_CHANGED: {
    status: 409,
    zh: '“{title}”刚被别人改过，现在是第 {version} 版。刷新看清再改',
    en: '“{title}” has just been changed by somebody else and is now at version {version}. Refresh, look, then change',
  },
  EVENT_BEGUN: {
    status: 409,
    zh: '“{title}”{whenZh}已经开始，名额和时间不能再改',
    en: '“{title}” began {whenEn}; seats and times can no longer change',
  },
  EVENT_EARLY: {
    status: 422,
    zh: '“{title}”{whenZh}才开始，到时再登记到场人数',
    en: '“{title}” begins {whenEn}; count those present from then on',
  },
  SEATS_TAKEN: {
    status: 409,
    zh: '已经登记了 {taken} 个名额，容量不能少于这个数',
    en: '{taken} seats are registered already; the capacity cannot be less',
  },
} as const satisfies Record<string, ErrorEntry>;
