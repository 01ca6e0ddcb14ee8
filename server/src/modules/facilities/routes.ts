import {
  closed,
  Ending,
  EndingPreview,
  EndSubject,
  FacilityList,
  FacilityMove,
  Id,
  MoveFacility,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import type { OnSubjectEnded } from '../firms/index.ts';
import { mayChangeFacilities, maySeeFacilities } from './access.ts';
import { endFacility, moveFacility } from './endings.ts';
import { facilityRows } from './views.ts';

const OneId = closed({ id: Id });
const Into = closed({ intoId: Type.Optional(Id) });

function facilityReads({ db }: Platform, onEnded: OnSubjectEnded): readonly Operation[] {
  return [
    operation(maySeeFacilities, {
      method: 'GET',
      path: '/api/facilities',
      summary: 'The facilities, with how many sites, organizations and coverages hang on each',
      schema: { response: FacilityList },
      handle: async ({ districtId, now }) =>
        ok({ facilities: await db.readDistrict(districtId, facilityRows), asOf: isoInstant(now) }),
    }),
    // The ending itself, carried out and taken back: what it says beforehand is what it will do.
    operation(mayChangeFacilities, {
      method: 'GET',
      path: '/api/facilities/:id/ending',
      summary: 'What would become of everything that hangs on a facility if it closed today',
      schema: { params: OneId, query: Into, response: EndingPreview },
      handle: async ({ districtId, principal, now, params: { id }, query: { intoId } }) => {
        const body = { document: 'preview', endedOn: dayAt(now), ...(intoId === undefined ? {} : { intoId }) };
        const preview = await db.rehearse(districtId, async (tx) => {
          const { links } = await endFacility(tx, { principal, now }, { id, body, onEnded });
          return { id, intoId: intoId ?? null, links };
        });
        return ok(preview);
      },
    }),
  ];
}

/** Everything under /api/facilities. `onEnded` ends or moves what later modules hang on a facility. */
export function facilityOperations(platform: Platform, onEnded: OnSubjectEnded): readonly Operation[] {
  const acted = async (intention: Intention, work: (tx: Tx) => Promise<Reply>): Promise<Reply> => {
    return actOnce(platform, intention, work);
  };
  return [
    ...facilityReads(platform, onEnded),
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
