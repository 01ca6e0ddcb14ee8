import {
  ChangeOrganization,
  closed,
  EndingPreview,
  EndOrganization,
  Id,
  OrganizationList,
  OrganizationPage,
  RegisterOrganization,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { created, type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { mayChangeOrganizations, maySeeOrganization, maySeeOrganizations } from './access.ts';
import { registerOrganization } from './enter.ts';
import { changeOrganization, endOrganization, type OnEnded } from './register.ts';
import { listOrganizations, organizationOf, organizationPage } from './views.ts';

const OneId = closed({ id: Id });
const Into = closed({ intoId: Type.Optional(Id) });

async function page(tx: Tx, principal: Principal, id: string): Promise<OrganizationPage> {
  const own = await organizationOf(tx, principal);
  // A company sees its own organization; any other answers as if there were none.
  const found = principal.role === 'company' && own !== id ? undefined : await organizationPage(tx, id, own === id);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}

/** The ending itself, carried out and taken back: what it says beforehand is what it will do. */
const previewOperation = ({ db }: Platform, onEnded: OnEnded): Operation =>
  operation(mayChangeOrganizations, {
    method: 'GET',
    path: '/api/organizations/:id/ending',
    summary: 'What would become of everything that hangs on an organization if it ended today',
    schema: { params: OneId, query: Into, response: EndingPreview },
    handle: async ({ districtId, principal, now, params: { id }, query: { intoId } }) => {
      const body = { document: 'preview', endedOn: dayAt(now), ...(intoId === undefined ? {} : { intoId }) };
      const preview = await db.rehearse(districtId, async (tx) => {
        const links = await endOrganization(tx, { principal, now }, { id, body, onEnded });
        return { id, intoId: intoId ?? null, links: [...links] };
      });
      return ok(preview);
    },
  });

/** Everything under /api/organizations. `onEnded` ends what later modules hang on an organization. */
export function organizationOperations(platform: Platform, onEnded: OnEnded): readonly Operation[] {
  const acted = async (intention: Intention, work: (tx: Tx) => Promise<Reply>): Promise<Reply> => {
    return actOnce(platform, intention, work);
  };
  return [
    operation(maySeeOrganizations, {
      method: 'GET',
      path: '/api/organizations',
      summary: 'The register of organizations; counts under five as <5',
      schema: { response: OrganizationList },
      handle: async ({ districtId, now }) =>
        ok({ organizations: await platform.db.readDistrict(districtId, listOrganizations), asOf: isoInstant(now) }),
    }),
    operation(maySeeOrganization, {
      method: 'GET',
      path: '/api/organizations/:id',
      summary: 'One organization with what it covers and how it changed; the own one with its exact count',
      schema: { params: OneId, response: OrganizationPage },
      handle: async ({ districtId, principal, params }) =>
        ok(await platform.db.readDistrict(districtId, (tx) => page(tx, principal, params.id))),
    }),
    operation(mayChangeOrganizations, {
      method: 'POST',
      path: '/api/organizations',
      summary: 'Registers a new organization by the document that set it up',
      status: 201,
      schema: { body: RegisterOrganization, response: OrganizationPage },
      handle: (call) =>
        acted(call.intention, async (tx) =>
          created(await page(tx, call.principal, await registerOrganization(tx, call, call.body))),
        ),
    }),
    operation(mayChangeOrganizations, {
      method: 'POST',
      path: '/api/organizations/:id/changes',
      summary: 'Registers a change with its day and its document',
      schema: { params: OneId, body: ChangeOrganization, response: OrganizationPage },
      handle: (call) =>
        acted(call.intention, async (tx) => {
          await changeOrganization(tx, call, call.params.id, call.body);
          return ok(await page(tx, call.principal, call.params.id));
        }),
    }),
    operation(mayChangeOrganizations, {
      method: 'POST',
      path: '/api/organizations/:id/ending',
      summary: 'Ends an organization, alone or merged into another; no link is left dangling',
      schema: { params: OneId, body: EndOrganization, response: OrganizationPage },
      handle: (call) =>
        acted(call.intention, async (tx) => {
          await endOrganization(tx, call, { id: call.params.id, body: call.body, onEnded });
          return ok(await page(tx, call.principal, call.params.id));
        }),
    }),
    previewOperation(platform, onEnded),
  ];
}
