import { AddKeyDate, closed, Id, MomentList, WithdrawKeyDate } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { mayKeepDates, maySeeMoments } from './access.ts';
import { addKeyDate, withdrawKeyDate } from './key-dates.ts';
import { presentMoments } from './present.ts';

interface Step {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

/** Every act answers with the moments as they then stand, so that a page needs no second question. */
const acting =
  (platform: Platform) =>
  async ({ principal, intention, now }: Step, work: (tx: Tx) => Promise<void>, status = 200): Promise<Reply> => {
    return actOnce(platform, intention, async (tx) => {
      await work(tx);
      return { status, body: await presentMoments(tx, principal, now) };
    });
  };

/** Everything under /api/moments and /api/key-dates. */
export function momentOperations(platform: Platform): readonly Operation[] {
  const acted = acting(platform);
  return [
    operation(maySeeMoments, {
      method: 'GET',
      path: '/api/moments',
      summary: 'Key moments by their day: told by which request, waiting for the contact budget, or still ahead',
      schema: { query: closed({}), response: MomentList },
      handle: async ({ districtId, principal, now }) =>
        ok(await platform.db.readDistrict(districtId, (tx) => presentMoments(tx, principal, now))),
    }),
    operation(mayKeepDates, {
      method: 'POST',
      path: '/api/key-dates',
      summary: 'Enters a date of a company that must not be missed, with the paper it is taken from',
      status: 201,
      schema: { body: AddKeyDate, response: MomentList },
      handle: (call) => acted(call, (tx) => addKeyDate(tx, call, call.body), 201),
    }),
    operation(mayKeepDates, {
      method: 'POST',
      path: '/api/key-dates/:id/withdrawal',
      summary: 'Takes a date off the list with a reason; what was told of it stays on record',
      schema: { params: closed({ id: Id }), body: WithdrawKeyDate, response: MomentList },
      handle: (call) => acted(call, (tx) => withdrawKeyDate(tx, call, { id: call.params.id, body: call.body })),
    }),
  ];
}
