import type { Job } from '../../platform/jobs.ts';
import type { CoverageDeps } from './deps.ts';
import { raiseAlarms } from './raise.ts';
import { suggest } from './suggest.ts';

/** Suggestions are made anew at night, at 2:40 in the district; what is due is raised in the morning, and within the hour. */
export const coverageJobs = (deps: CoverageDeps, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'suggest-coverage',
    schedule: '40 18 * * *',
    run: async () => {
      for (const districtId of await districts()) await suggest(deps, districtId);
    },
  },
  {
    name: 'raise-coverage-alarms',
    schedule: '25 * * * *',
    run: async () => {
      for (const districtId of await districts()) await raiseAlarms(deps, districtId);
    },
  },
];
