import type { Job } from '../../platform/jobs.ts';
import type { MomentDeps } from './deps.ts';
import { tellMoments } from './tell.ts';

/** Companies hear of their moments in the morning of a day, at 8:30 in the district. */
export const momentJobs = (deps: MomentDeps, districts: () => Promise<readonly number[]>): readonly Job[] => [
  {
    name: 'tell-moments',
    schedule: '30 0 * * *',
    run: async () => {
      for (const districtId of await districts()) await tellMoments(deps, districtId);
    },
  },
];
