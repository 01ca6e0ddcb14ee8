import type { ErrorEntry } from './entry.ts';

/** Refusals of posts, teams and areas. */
export const areaErrors = {
  SUCCESSOR_MISSING: {
    status: 409,
    zh: '“{post}”还有在办诉求，但替岗、队长岗和值班岗现在都没有人。先给其中一个岗位安排人，再停用这个账号',
    en: '“{post}” still answers for open requests, but deputy, team leader and duty post are all vacant. Fill one of them first, then disable this account',
  },
} as const satisfies Record<string, ErrorEntry>;
