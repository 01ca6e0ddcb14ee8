import { ServicePoints } from '@banfei/contracts';
import { type Operation, ok, publicOperation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import { anybodyMaySeeServicePoints } from './access.ts';
import { listServicePoints } from './views.ts';

export function servicePointOperations(platform: Pick<Platform, 'db'>): readonly Operation[] {
  return [
    publicOperation(anybodyMaySeeServicePoints, {
      method: 'GET',
      path: '/api/service-points',
      summary: 'Where to go and whom to ring',
      schema: { response: ServicePoints },
      handle: async ({ districtId }) => ok({ points: await platform.db.readDistrict(districtId, listServicePoints) }),
    }),
  ];
}
