import type { ErrorEntry } from './entry.ts';

/** Refusals when a company or a facility ends, merges or moves. */
export const endingErrors = {
  FIRM_ENDED: {
    status: 409,
    zh: '“{name}”已于 {on} 终止，不能再办理。合并的企业请以合并后的企业办理',
    en: '“{name}” ended on {on}, so nothing new can be done for it. Where it merged, act for the company it merged into',
  },
  FACILITY_ENDED: {
    status: 409,
    zh: '“{nameZh}”已于 {on} 关闭，不能再登记变动',
    en: '“{nameEn}” closed on {on}; no change can be registered for it',
  },
  ENDS_INTO_ITSELF: {
    status: 422,
    zh: '不能并入自己。换一个接续的单位',
    en: 'It cannot merge into itself. Choose another one to go on with its links',
  },
  HOSTS_ORGANIZATION: {
    status: 409,
    zh: '“{nameZh}”还挂靠在这里。先登记这个组织终止、合并或换挂靠单位，覆盖才不会悄悄丢掉',
    en: '“{nameEn}” is hosted here. Register its end, merger or new host first, so that no coverage is lost unseen',
  },
  HOST_TAKEN: {
    status: 409,
    zh: '接续单位已有“{nameZh}”。先把两个组织合并，再登记单位合并',
    en: 'The one that goes on already hosts “{nameEn}”. Merge the two organizations first',
  },
  PLACE_OUTSIDE: {
    status: 422,
    zh: '{lon}，{lat} 不在任何服务片区里，迁过去就没人负责。核对坐标，或先划好片区',
    en: '{lon}, {lat} lies in no service area, so nobody would be in charge there. Check the point or draw the area first',
  },
} as const satisfies Record<string, ErrorEntry>;
