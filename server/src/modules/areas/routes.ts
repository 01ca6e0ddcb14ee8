import { AreaMap } from '@banfei/contracts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Posts } from '../posts/index.ts';
import { maySeeAreas } from './access.ts';
import type { AreaCounts } from './area.ts';
import type { Areas } from './ask.ts';
import { areaMap } from './views.ts';

export interface AreaRoutes {
  readonly areas: Areas;
  readonly posts: Posts;
  /** Counts per area number at an instant. Figures come later in the order of modules, so the application hands them in. */
  readonly areaCounts: (districtId: number, at: number) => Promise<ReadonlyMap<number, AreaCounts>>;
}

export function areaOperations({ areas, posts, areaCounts }: AreaRoutes): readonly Operation[] {
  return [
    operation(maySeeAreas, {
      method: 'GET',
      path: '/api/areas',
      summary: 'The map: areas with their cells, duty posts, neighbors and counts',
      schema: { response: AreaMap },
      handle: async ({ districtId, now }) => {
        const [geometry, directory, counts] = await Promise.all([
          areas.geometry(districtId),
          posts.directory(districtId),
          areaCounts(districtId, now),
        ]);
        return ok(areaMap({ geometry, directory, counts, asOf: now }));
      },
    }),
  ];
}

export { areaExports } from './export-routes.ts';
export { planOperations } from './plan-routes.ts';
