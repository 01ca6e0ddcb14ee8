import { closed, Ending, EndSubject, FacilityMove, Id, MoveFacility } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { type Intention, once, type Reply } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import type { OnSubjectEnded } from '../firms/index.ts';
import { mayChangeFacilities } from './access.ts';
import { endFacility, moveFacility } from './endings.ts';

const OneId = closed({ id: Id });

/** Everything under /api/facilities. `onEnded` ends or moves what later modules hang on a facility. */
export function facilityOperations(platform: Platform, onEnded: OnSubjectEnded): readonly Operation[] {
  const acted = async (intention: Intention, work: (tx: Tx) => Promise<Reply>): Promise<Reply> => {
    const reply = await once(platform.db, intention, platform.now, work);
    platform.outboxFilled();
    return reply;
  };
  return [
    operation(mayChangeFacilities, {
      method: 'POST',
      path: '/api/facilities/:id/ending',
      summary: 'Closes a facility, alone or merged into another; the answer says what became of every link',
      schema: { params: OneId, body: EndSubject, response: Ending },
      handle: (call) =>
        acted(call.intention, async (tx) =>
          ok(await endFacility(tx, call, { id: call.params.id, body: call.body, onEnded })),
        ),
    }),
    operation(mayChangeFacilities, {
      method: 'POST',
      path: '/api/facilities/:id/move',
      summary: 'Moves a facility to another place; sites placed by its name move with it',
      schema: { params: OneId, body: MoveFacility, response: FacilityMove },
      handle: (call) =>
        acted(call.intention, async (tx) => ok(await moveFacility(tx, call, call.params.id, call.body))),
    }),
  ];
}
