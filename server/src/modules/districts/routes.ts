import { DemoAccounts } from '@banfei/contracts';
import { Refusal } from '../../platform/errors.ts';
import { type Operation, ok, publicOperation } from '../../platform/operation.ts';
import { mayReadDemoAccounts } from './access.ts';
import type { Districts } from './districts.ts';

export interface DistrictRoutes {
  readonly districts: Districts;
  /** The accounts that the demo was loaded with; the application supplies them. */
  readonly demoAccounts: () => DemoAccounts;
}

export function districtOperations({ districts, demoAccounts }: DistrictRoutes): readonly Operation[] {
  return [
    publicOperation(mayReadDemoAccounts, {
      method: 'GET',
      path: '/api/demo-accounts',
      summary: 'Accounts of a demo district for its sign-in page',
      schema: { response: DemoAccounts },
      handle: async ({ districtId }) => {
        const district = await districts.byId(districtId);
        if (district === undefined || !district.demo) throw new Refusal('NOT_FOUND');
        return ok(demoAccounts());
      },
    }),
  ];
}
