import {
  closed,
  EndPartnership,
  FoundPartnership,
  HoldActivity,
  Id,
  type NetworkLink,
  NetworkMap,
  type NetworkNode,
  PartnershipList,
  PartnershipView,
} from '@banfei/contracts';
import type { Static } from '@sinclair/typebox';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { created, type Operation, ok, operation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import { organizationOf } from '../organizations/index.ts';
import { mayPartner, maySeeNetwork, maySeePartnerships } from './access.ts';
import { measuresOf } from './measures.ts';
import { endPartnership, foundPartnership, holdActivity, listPartnerships } from './partnerships.ts';

const OneId = closed({ id: Id });

type NodeRow = Pick<Static<typeof NetworkNode>, 'id' | 'code' | 'name' | 'form' | 'kind' | 'activities'>;

/** Living organizations, living partnerships, and where each stands. */
async function networkMap(tx: Tx, now: number): Promise<NetworkMap> {
  const rows = await tx.rows<NodeRow>(sql`
    select o.id, o.code, jsonb_build_object('zh', o.name_zh, 'en', o.name_en) as name, o.form, o.kind,
      (select count(*)::int from partnership_activities a join partnerships p on p.district_id = a.district_id and p.id = a.partnership_id
        where a.district_id = o.district_id and o.id in (p.first_id, p.second_id)) as activities
    from organizations o where o.district_id = ${tx.districtId} and o.ended_on is null order by o.code`);
  const links = await tx.rows<Static<typeof NetworkLink>>(sql`
    select first_id as first, second_id as second, kind from partnerships
    where district_id = ${tx.districtId} and ended_on is null order by first_id, second_id`);
  const numbers = new Map(rows.map(({ id }, number) => [id, number]));
  const pairs = links.map(({ first, second }) => [numbers.get(first) ?? -1, numbers.get(second) ?? -1] as const);
  const { standings, isolates, reachWithinTwo, components } = measuresOf(rows.length, pairs);
  const nodes = rows.map((row, number) => {
    const standing = standings[number];
    if (standing === undefined) throw new Error('an organization has no standing');
    return { ...row, ...standing };
  });
  const measures = { organizations: rows.length, partnerships: links.length, isolates, reachWithinTwo, components };
  return { nodes, links, measures, asOf: isoInstant(now) };
}

/** Partnerships and the graph of the network. */
export function partnershipOperations(platform: Platform): readonly Operation[] {
  const acted = async (intention: Intention, work: (tx: Tx) => Promise<Reply>): Promise<Reply> => {
    return actOnce(platform, intention, work);
  };
  return [
    operation(maySeeNetwork, {
      method: 'GET',
      path: '/api/network',
      summary: 'Organizations and partnerships as a graph, with measures: reach within two steps, brokers, isolates',
      schema: { response: NetworkMap },
      handle: async ({ districtId, now }) =>
        ok(await platform.db.readDistrict(districtId, (tx) => networkMap(tx, now))),
    }),
    operation(maySeePartnerships, {
      method: 'GET',
      path: '/api/partnerships',
      summary: 'Partnerships with activities and results; a company sees those of its own organization',
      schema: { response: PartnershipList },
      handle: async ({ districtId, principal }) => {
        const partnerships = await platform.db.readDistrict(districtId, async (tx) => {
          const organizationId = await organizationOf(tx, principal);
          if (principal.role === 'company' && organizationId === null) return [];
          return listPartnerships(tx, { organizationId, id: null });
        });
        return ok({ partnerships });
      },
    }),
    operation(mayPartner, {
      method: 'POST',
      path: '/api/partnerships',
      summary: 'Founds a partnership of two organizations with its purpose and document',
      status: 201,
      schema: { body: FoundPartnership, response: PartnershipView },
      handle: (call) => acted(call.intention, async (tx) => created(await foundPartnership(tx, call, call.body))),
    }),
    operation(mayPartner, {
      method: 'POST',
      path: '/api/partnerships/:id/activities',
      summary: 'Adds an activity with its result',
      schema: { params: OneId, body: HoldActivity, response: PartnershipView },
      handle: (call) =>
        acted(call.intention, async (tx) => ok(await holdActivity(tx, call, call.params.id, call.body))),
    }),
    operation(mayPartner, {
      method: 'POST',
      path: '/api/partnerships/:id/ending',
      summary: 'Ends a partnership with its day and document',
      schema: { params: OneId, body: EndPartnership, response: PartnershipView },
      handle: (call) =>
        acted(call.intention, async (tx) => ok(await endPartnership(tx, call, call.params.id, call.body))),
    }),
  ];
}
