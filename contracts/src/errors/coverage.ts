import type { ErrorEntry } from './entry.ts';

/** Refusals of coverage by organizations. */
export const coverageErrors = {
  COVERAGE_COUNT_OLDER: {
    status: 409,
    zh: '“{firm}”在 {known} 已有更新的数，{given} 的数不再登记',
    en: '{firm} has a newer count of {known}; one of {given} is not taken',
  },
  COVERAGE_NO_SUGGESTION: {
    status: 409,
    zh: '对“{firm}”没有建议可列入计划。先重算建议',
    en: 'There is no suggestion for {firm} to plan. Work out the suggestions again first',
  },
  COVERAGE_STEP_OPEN: {
    status: 409,
    zh: '“{firm}”已经在计划里，先办完或撤下那一步',
    en: '{firm} is on the plan already; finish or drop that step first',
  },
  COVERAGE_STEP_VERSION: {
    status: 409,
    zh: '这一步刚有人改过，或者已经办结。刷新看清再做',
    en: 'Somebody changed or closed this step first. Reload, look, then act',
  },
  COVERAGE_CONDITION: {
    status: 422,
    zh: '“{firm}”：{reason}',
    en: '{firm}: {reason}',
  },
  COVERAGE_REVIEW: {
    status: 409,
    zh: '“{firm}”单建或待覆盖，没有复核要做',
    en: '{firm} stands alone or is not covered; there is nothing to review',
  },
} as const satisfies Record<string, ErrorEntry>;
