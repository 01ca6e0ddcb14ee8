import type { CoverageGrouping, CoverageMode } from '@banfei/contracts';

export const GROUPINGS: readonly CoverageGrouping[] = ['area', 'facility', 'industry'];
export const MODES: readonly CoverageMode[] = ['standalone', 'joint', 'incubation', 'nursery', 'none'];

/** What the page shows, in the address: counted by what, and which units are opened. */
export interface CoverageSearch {
  readonly by?: CoverageGrouping;
  readonly key?: string;
  readonly mode?: CoverageMode;
  readonly suggested?: true;
}

export function coverageSearch(raw: Readonly<Record<string, unknown>>): CoverageSearch {
  const by = GROUPINGS.find((each) => each === raw.by);
  const mode = MODES.find((each) => each === raw.mode);
  const key = typeof raw.key === 'string' || typeof raw.key === 'number' ? String(raw.key).slice(0, 40) : undefined;
  return {
    ...(by === undefined ? {} : { by }),
    ...(key === undefined ? {} : { key }),
    ...(mode === undefined ? {} : { mode }),
    ...(raw.suggested === true || raw.suggested === 'true' ? { suggested: true } : {}),
  };
}
