import {
  AnswerBooking,
  AskBooking,
  Balance,
  BalanceSheet,
  BookingList,
  BookingState,
  BookingView,
  ConfirmUsage,
  closed,
  Id,
  NeedList,
  NeedView,
  Nothing,
  OfferResource,
  ResourceKind,
  ResourceList,
  ResourceView,
  StateNeed,
  UsageSheet,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { actOnce, type Reply } from '../../platform/idempotency.ts';
import { created, type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import {
  mayExchange,
  maySeeBalances,
  maySeeBookings,
  maySeeNeeds,
  maySeeOwnBalance,
  maySeeResource,
  maySeeResources,
} from './access.ts';
import { answerOperations } from './answer-routes.ts';
import { answersTo } from './answers.ts';
import { balanceSheet, balancesOf, usageSheet } from './balances.ts';
import { type Asking, askBooking, freeOf, stepBooking } from './book.ts';
import type { BookingStep } from './booking.ts';
import { findResource, type LoadedNeed, listBookings, listNeeds, listResources } from './load.ts';
import { closeOwnNeed, offerResource, stateNeed, withdrawResource } from './offer.ts';
import { partnershipOperations } from './partnership-routes.ts';
import { type Onlooker, presentBooking, presentNeed, presentResource } from './present.ts';
import { placeOfUnit, unitOf } from './units.ts';
import { worded } from './words.ts';

const OneId = closed({ id: Id });
const ByKind = closed({ kind: Type.Optional(ResourceKind) });
const ByState = closed({ state: Type.Optional(BookingState) });

async function onlooker(tx: Tx, principal: Principal): Promise<Onlooker> {
  const unitId = await unitOf(tx, principal);
  return { unitId, place: await placeOfUnit(tx, unitId) };
}

const SLOTS_OF_PAGE = 500;

function resourceReads({ db }: Platform): Operation[] {
  return [
    operation(maySeeResources, {
      method: 'GET',
      path: '/api/resources',
      summary: 'What units offer, with the first free slots; the nearest first where the reader’s place is known',
      schema: { query: ByKind, response: ResourceList },
      handle: async ({ districtId, principal, query, now }) => {
        const resources = await db.readDistrict(districtId, async (tx) => {
          const by = await onlooker(tx, principal);
          const rows = await listResources(tx, { kind: query.kind ?? null, unitId: by.unitId });
          const free = await freeOf(tx, rows, now);
          return rows.map((row) => presentResource(row, free.get(row.id) ?? [], by));
        });
        const far = ({ meters }: ResourceView): number => meters ?? Number.MAX_SAFE_INTEGER;
        return ok({ resources: resources.sort((a, b) => far(a) - far(b)), asOf: isoInstant(now) });
      },
    }),
    operation(maySeeResources, {
      method: 'GET',
      path: '/api/resources/:id',
      summary: 'One resource with all its free slots of two weeks',
      schema: { params: OneId, response: ResourceView },
      handle: async ({ districtId, principal, params, now }) => {
        const found = await db.readDistrict(districtId, async (tx) => {
          const resource = await findResource(tx, params.id);
          const by = await onlooker(tx, principal);
          if (resource === undefined || !maySeeResource(principal, resource, by.unitId)) return undefined;
          const free = (await freeOf(tx, [resource], now)).get(resource.id) ?? [];
          return presentResource(resource, free, by, SLOTS_OF_PAGE);
        });
        if (found === undefined) throw new Refusal('NOT_FOUND');
        return ok(found);
      },
    }),
  ];
}

/** Runs an act of the exchange under its key and wakes the dispatcher after the commit. */
async function acted(platform: Platform, { intention }: Asking, work: (tx: Tx) => Promise<Reply>): Promise<Reply> {
  return actOnce(platform, intention, work);
}

function resourceWrites(platform: Platform): Operation[] {
  return [
    operation(mayExchange, {
      method: 'POST',
      path: '/api/resources',
      summary: 'Offers a resource by slots',
      status: 201,
      schema: { body: OfferResource, response: ResourceView },
      handle: (call) =>
        acted(platform, call, async (tx) => {
          const resource = await offerResource(tx, call, call.body);
          const free = (await freeOf(tx, [resource], call.now)).get(resource.id) ?? [];
          return created(presentResource(resource, free, await onlooker(tx, call.principal)));
        }),
    }),
    operation(mayExchange, {
      method: 'POST',
      path: '/api/resources/:id/withdrawal',
      summary: 'Takes a resource off the list; accepted bookings stand',
      schema: { params: OneId, body: Nothing, response: ResourceView },
      handle: (call) =>
        acted(platform, call, async (tx) => {
          const resource = await withdrawResource(tx, call, call.params.id);
          return ok(presentResource(resource, [], await onlooker(tx, call.principal)));
        }),
    }),
    operation(mayExchange, {
      method: 'POST',
      path: '/api/resources/:id/bookings',
      summary: 'Asks for one slot, or for several without a gap; the owner answers within a working day',
      status: 201,
      schema: { params: OneId, body: AskBooking, response: BookingView },
      handle: (call) => askBooking(platform, call, call.params.id, call.body),
    }),
  ];
}

const STEPS = [
  ['acceptance', 'The owner accepts', Nothing, () => ({ type: 'acceptance' })],
  [
    'refusal',
    'The owner declines, or calls off before it begins, with the reason',
    AnswerBooking,
    ({ reason }: AnswerBooking) => ({ type: 'refusal', reason: worded('reason', reason) }),
  ],
  ['withdrawal', 'The taker withdraws before it begins', Nothing, () => ({ type: 'withdrawal' })],
  [
    'usage',
    'One side says how many minutes were used; it counts when both say the same',
    ConfirmUsage,
    ({ minutes }: ConfirmUsage) => ({ type: 'usage', minutes }),
  ],
] as const;

function bookingOperations(platform: Platform): Operation[] {
  const steps = STEPS.map(([path, summary, body, step]) =>
    operation(mayExchange, {
      method: 'POST',
      path: `/api/bookings/:id/${path}`,
      summary,
      schema: { params: OneId, body, response: BookingView },
      handle: (call) => {
        // Each body was checked against the schema in its own line of the table.
        const taken = step(call.body as never) as Exclude<BookingStep, { type: 'lapse' }>; // see above
        return stepBooking(platform, call, call.params.id, taken);
      },
    }),
  );
  return [
    operation(maySeeBookings, {
      method: 'GET',
      path: '/api/bookings',
      summary: 'Bookings in which the reader’s unit gives or takes; all of the district for staff',
      schema: { query: ByState, response: BookingList },
      handle: async ({ districtId, principal, query, now }) => {
        const bookings = await platform.db.readDistrict(districtId, async (tx) => {
          const unitId = await unitOf(tx, principal);
          if (principal.role === 'company' && unitId === null) return [];
          const rows = await listBookings(tx, unitId, query.state ?? null);
          return rows.map((row) => {
            const side = unitId === null ? null : row.giverUnitId === unitId ? 'giver' : 'taker';
            return presentBooking(row, side, now);
          });
        });
        return ok({ bookings, asOf: isoInstant(now) });
      },
    }),
    ...steps,
  ];
}

/** Needs with what fits them, against everything that is open now. */
async function presentNeeds(
  tx: Tx,
  principal: Principal,
  needs: readonly LoadedNeed[],
  now: number,
): Promise<NeedView[]> {
  const by = await onlooker(tx, principal);
  const resources = await listResources(tx, { kind: null, unitId: null });
  const market = { resources, free: await freeOf(tx, resources, now) };
  const answers = await answersTo(tx, needs, principal.role !== 'company');
  return needs.map((need) => presentNeed(need, { ...market, answers: answers.get(need.id) ?? [] }, by));
}

/** Needs of the reader's unit, or the open ones of the district for staff. */
async function needList(tx: Tx, { principal, now }: Pick<Asking, 'principal' | 'now'>): Promise<NeedList> {
  const unitId = await unitOf(tx, principal);
  const nobody = principal.role === 'company' && unitId === null;
  const needs = nobody ? [] : await presentNeeds(tx, principal, await listNeeds(tx, { unitId, id: null }), now);
  return { needs, asOf: isoInstant(now) };
}

function needOperations(platform: Platform): Operation[] {
  const one = async (tx: Tx, { principal, now }: Asking, need: LoadedNeed): Promise<NeedView> => {
    const [view] = await presentNeeds(tx, principal, [need], now);
    if (view === undefined) throw new Error('a need was not presented');
    return view;
  };
  return [
    operation(maySeeNeeds, {
      method: 'GET',
      path: '/api/needs',
      summary: 'Needs with the resources that fit, each with its reasons',
      schema: { response: NeedList },
      handle: async ({ districtId, principal, now }) =>
        ok(await platform.db.readDistrict(districtId, (tx) => needList(tx, { principal, now }))),
    }),
    operation(mayExchange, {
      method: 'POST',
      path: '/api/needs',
      summary: 'Says what the unit needs; the answer names what fits',
      status: 201,
      schema: { body: StateNeed, response: NeedView },
      handle: (call) =>
        acted(platform, call, async (tx) => created(await one(tx, call, await stateNeed(tx, call, call.body)))),
    }),
    operation(mayExchange, {
      method: 'POST',
      path: '/api/needs/:id/closing',
      summary: 'The need is met or gone',
      schema: { params: OneId, body: Nothing, response: NeedView },
      handle: (call) =>
        acted(platform, call, async (tx) => ok(await one(tx, call, await closeOwnNeed(tx, call, call.params.id)))),
    }),
  ];
}

function balanceOperations({ db }: Platform): Operation[] {
  return [
    operation(maySeeOwnBalance, {
      method: 'GET',
      path: '/api/balance',
      summary: 'What the own unit gave and took',
      schema: { response: closed({ balance: Type.Union([Balance, Type.Null()]) }) },
      handle: async ({ districtId, principal }) =>
        db.readDistrict(districtId, async (tx) => {
          const unitId = await unitOf(tx, principal);
          const [balance] = unitId === null ? [] : await balancesOf(tx, unitId);
          return ok({ balance: balance ?? null });
        }),
    }),
    operation(maySeeBalances, {
      method: 'GET',
      path: '/api/balances',
      summary: 'Balances of all units with their sums; given, taken and confirmed usages agree',
      schema: { response: BalanceSheet },
      handle: async ({ districtId, now }) => ok(await db.readDistrict(districtId, (tx) => balanceSheet(tx, now))),
    }),
    operation(maySeeBalances, {
      method: 'GET',
      path: '/api/balances/:id',
      summary: 'The confirmed usages that make up the balance of one unit',
      schema: { params: OneId, response: UsageSheet },
      handle: async ({ districtId, params, now }) =>
        ok(await db.readDistrict(districtId, (tx) => usageSheet(tx, params.id, now))),
    }),
  ];
}

/** The network: partnerships and the graph; the exchange with resources, bookings, needs, balances. */
export const networkOperations = (platform: Platform): readonly Operation[] => [
  ...partnershipOperations(platform),
  ...resourceReads(platform),
  ...resourceWrites(platform),
  ...bookingOperations(platform),
  ...needOperations(platform),
  ...answerOperations(platform, needList),
  ...balanceOperations(platform),
];
