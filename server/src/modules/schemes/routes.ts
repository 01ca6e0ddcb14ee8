import {
  BookCoaching,
  ConfirmFact,
  closed,
  Day,
  FactsAnswer,
  Id,
  ReachView,
  SchemeDetail,
  SchemeFilter,
  SchemeFirms,
  SchemeId,
  SchemeList,
  StateFacts,
  WithdrawFact,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import type { Tx } from '../../platform/db.ts';
import { acting, type Intention } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import type { Numbers } from '../matters/index.ts';
import type { Posts } from '../posts/index.ts';
import { mayConfirmFacts, maySeeReach, mayStateFacts, maySurvey } from './access.ts';
import { bookCoaching } from './coaching.ts';
import { presentReach, presentScheme } from './present.ts';
import { confirmFact, stateFacts, withdrawFact } from './state-facts.ts';
import { presentSchemeFirms, presentSchemes } from './survey.ts';

/** What the operations of schemes are given. */
export interface SchemeDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
}

interface Call {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

const AskedReach = closed({ firmId: Type.Optional(Id), asOf: Type.Optional(Day) });

function readings({ db }: Platform): readonly Operation[] {
  return [
    operation(maySeeReach, {
      method: 'GET',
      path: '/api/reach',
      summary: 'What a company is within reach of: every scheme with what is met and left, and the facts that say so',
      schema: { query: AskedReach, response: ReachView },
      handle: async ({ districtId, principal, now, query: { firmId, asOf } }) =>
        ok(await db.readDistrict(districtId, (tx) => presentReach(tx, { principal, now }, { firmId, asOf }))),
    }),
    operation(maySeeReach, {
      method: 'GET',
      path: '/api/reach/:scheme',
      summary:
        'One scheme for one company: the steps that are left, every limb with value, threshold, distance and article',
      schema: { params: closed({ scheme: SchemeId }), query: AskedReach, response: SchemeDetail },
      handle: async ({ districtId, principal, now, params: { scheme }, query: { firmId, asOf } }) =>
        ok(await db.readDistrict(districtId, (tx) => presentScheme(tx, { principal, now }, { firmId, asOf, scheme }))),
    }),
    operation(maySurvey, {
      method: 'GET',
      path: '/api/schemes',
      summary: 'Every scheme in force with how many companies have each outcome, are one step away, or hold it',
      schema: { query: closed({}), response: SchemeList },
      handle: async ({ districtId, now }) => ok(await db.readDistrict(districtId, (tx) => presentSchemes(tx, now))),
    }),
    operation(maySurvey, {
      method: 'GET',
      path: '/api/schemes/:scheme/firms',
      summary: 'Companies under one scheme, the nearest first, or those whose title ends soon',
      schema: {
        params: closed({ scheme: SchemeId }),
        query: closed({ show: Type.Optional(SchemeFilter) }),
        response: SchemeFirms,
      },
      handle: async ({ districtId, now, params: { scheme }, query: { show } }) =>
        ok(await db.readDistrict(districtId, (tx) => presentSchemeFirms(tx, now, { scheme, show: show ?? 'all' }))),
    }),
  ];
}

/** Everything under /api/reach, /api/facts, /api/coachings and /api/schemes. */
export function schemeOperations({ platform, posts, numbers }: SchemeDeps): readonly Operation[] {
  const acted = acting(platform);
  const reachOf = (tx: Tx, { principal, now }: Call, firmId: string | undefined) =>
    presentReach(
      tx,
      { principal, now },
      { firmId: principal.role === 'company' ? undefined : firmId, asOf: undefined },
    );
  return [
    ...readings(platform),
    operation(mayStateFacts, {
      method: 'POST',
      path: '/api/facts',
      summary: 'States facts with their papers, all or none; answers a sentence for each fault',
      schema: { body: StateFacts, response: FactsAnswer },
      handle: (call) => acted(call, (tx) => stateFacts(tx, call, call.body)),
    }),
    operation(mayStateFacts, {
      method: 'POST',
      path: '/api/facts/:id/withdrawal',
      summary: 'Takes a fact back with a reason; it stays on record as withdrawn',
      schema: { params: closed({ id: Id }), body: WithdrawFact, response: ReachView },
      handle: (call) =>
        acted(call, async (tx) =>
          reachOf(tx, call, await withdrawFact(tx, call, { id: call.params.id, body: call.body })),
        ),
    }),
    operation(mayConfirmFacts, {
      method: 'POST',
      path: '/api/facts/:id/confirmation',
      summary: 'An officer has seen the paper behind a fact',
      schema: { params: closed({ id: Id }), body: ConfirmFact, response: ReachView },
      handle: (call) =>
        acted(call, async (tx) =>
          reachOf(tx, call, await confirmFact(tx, call, { id: call.params.id, body: call.body })),
        ),
    }),
    operation(mayStateFacts, {
      method: 'POST',
      path: '/api/coachings',
      summary: 'Books coaching for a scheme: a request with an owner, once while it is open',
      status: 201,
      schema: { body: BookCoaching, response: ReachView },
      handle: async (call) => {
        const { districtId, now, body } = call;
        const directory = await posts.directory(districtId);
        const number = await numbers.next(districtId, now);
        return acted(
          call,
          async (tx) => {
            await bookCoaching(tx, call, { body, number, directory });
            return reachOf(tx, call, body.firmId);
          },
          201,
        );
      },
    }),
  ];
}
