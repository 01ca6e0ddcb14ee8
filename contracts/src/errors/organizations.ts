import type { ErrorEntry } from './entry.ts';

/** Refusals of the register of organizations and of partnerships. */
export const organizationErrors = {
  ORGANIZATION_CHANGED: {
    status: 409,
    zh: '“{nameZh}”刚被别人改过，现在是第 {version} 版。刷新看清现在的内容再改',
    en: '“{nameEn}” has just been changed by somebody else and is now at version {version}. Refresh, look, then change',
  },
  ORGANIZATION_ENDED: {
    status: 409,
    zh: '“{nameZh}”已于 {on} 终止，不能再登记变更或联建',
    en: '“{nameEn}” ended on {on}; no change and no partnership can be registered for it',
  },
  ORGANIZATION_CODE_TAKEN: {
    status: 409,
    zh: '编号 {code} 已登记给“{nameZh}”。换一个编号，或打开原来那个组织',
    en: 'The code {code} belongs to “{nameEn}” already. Choose another code, or open that organization',
  },
  ORGANIZATION_LOOP: {
    status: 422,
    zh: '“{nameZh}”不能隶属于它自己或它的下级。换一个上级组织',
    en: '“{nameEn}” cannot stand below itself or below one that stands below it. Choose another',
  },
  PARTNERSHIP_EXISTS: {
    status: 409,
    zh: '这两个组织已经在联建。打开原来的一条登记活动',
    en: 'These two organizations are partners already. Open that partnership and add to it',
  },
  PARTNERSHIP_ENDED: {
    status: 409,
    zh: '这条联建已于 {on} 结束。重新联建请另立一条',
    en: 'This partnership ended on {on}. Found a new one instead',
  },
  DATES_REVERSED: {
    status: 422,
    zh: '{later} 早于 {earlier}。检查起止日期',
    en: '{later} lies before {earlier}. Check the dates',
  },
} as const satisfies Record<string, ErrorEntry>;
