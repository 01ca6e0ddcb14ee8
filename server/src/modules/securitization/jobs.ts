import type { Job } from '../../platform/jobs.ts';
import type { DeskDeps } from './desk-deps.ts';
import { endLostRuns } from './runs.ts';

/** Computations whose process ended are given up, so that a product can be computed anew. */
export const deskJobs = (deps: DeskDeps, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'end-lost-deal-runs',
    schedule: '* * * * *',
    run: async () => {
      for (const districtId of await districts()) await endLostRuns(deps, districtId);
    },
  },
];
