import type { Job } from '../../platform/jobs.ts';
import type { PlanDeps } from './plan-deps.ts';
import { takeEffect } from './take-effect.ts';

/** The sweep as a job over all districts: a plan takes effect within a minute of its hour. */
export const areaJobs = (deps: PlanDeps, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'areas-take-effect',
    schedule: '* * * * *',
    run: async () => {
      for (const districtId of await districts()) await takeEffect(deps, districtId);
    },
  },
];
