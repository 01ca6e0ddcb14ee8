import {
  ApproveAreaPlan,
  AreaPlanDetail,
  AreaPlanFirms,
  AreaPlans,
  Cursor,
  closed,
  DraftAreaPlan,
  EditAreaPlan,
  Id,
  ProposeAreaPlan,
  ReturnAreaPlan,
  WithdrawAreaPlan,
} from '@banfei/contracts';
import type { Static, TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { Reply } from '../../platform/idempotency.ts';
import { type Authorization, type Operation, ok, operation } from '../../platform/operation.ts';
import { mayChangePlans, mayDecidePlans, mayDrawPlans, maySeePlans } from './access.ts';
import type { PlanDeps } from './plan-deps.ts';
import { planFirms } from './plan-firms.ts';
import {
  approvePlan,
  draftPlan,
  editPlan,
  type PlanCall,
  proposePlan,
  returnPlan,
  withdrawPlan,
} from './plan-steps.ts';
import { planLines } from './plan-views.ts';
import { presentPlan } from './present-plan.ts';

const Params = closed({ id: Id });
const PAGE = 50;
const FirmsQuery = closed({
  area: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

interface StepRoute<Body extends TSchema> {
  readonly authz: Extract<Authorization, { roles: unknown }>;
  readonly name: string;
  readonly summary: string;
  readonly body: Body;
  readonly act: (deps: PlanDeps, planId: string, call: PlanCall<Static<Body>>) => Promise<Reply>;
}

function stepOperation<Body extends TSchema>(deps: PlanDeps, route: StepRoute<Body>): Operation {
  const { authz, name, summary, body, act } = route;
  return operation(authz, {
    method: 'POST',
    path: `/api/area-plans/:id/${name}`,
    summary,
    schema: { params: Params, body, response: AreaPlanDetail },
    handle: (call) => {
      const { principal, intention, now, params } = call;
      return act(deps, params.id, { principal, intention, now, body: call.body as Static<Body> }); // validated by this very schema
    },
  });
}

const steps = (deps: PlanDeps): readonly Operation[] => [
  stepOperation(deps, {
    authz: mayChangePlans,
    name: 'edits',
    summary: 'Move cells of a draft by hand; areas must stay whole',
    body: EditAreaPlan,
    act: editPlan,
  }),
  stepOperation(deps, {
    authz: mayChangePlans,
    name: 'proposal',
    summary: 'Ask for approval and say when the plan shall take effect',
    body: ProposeAreaPlan,
    act: proposePlan,
  }),
  stepOperation(deps, {
    authz: mayDecidePlans,
    name: 'approval',
    summary: 'Approve what was seen; a second person does this',
    body: ApproveAreaPlan,
    act: approvePlan,
  }),
  stepOperation(deps, {
    authz: mayDecidePlans,
    name: 'return',
    summary: 'Send a proposal back to its author with a reason',
    body: ReturnAreaPlan,
    act: returnPlan,
  }),
  stepOperation(deps, {
    authz: mayChangePlans,
    name: 'withdrawal',
    summary: 'Stop a plan before it takes effect',
    body: WithdrawAreaPlan,
    act: withdrawPlan,
  }),
];

/** Redrawing of areas: compute, compare, change by hand, propose, approve. Taking effect is the clock's (jobs). */
export function planOperations(deps: PlanDeps): readonly Operation[] {
  const { platform, matters } = deps;
  return [
    operation(maySeePlans, {
      method: 'GET',
      path: '/api/area-plans',
      summary: 'Plans for redrawing the areas, newest first',
      schema: { query: closed({}), response: AreaPlans },
      handle: async ({ districtId }) => ok({ plans: await platform.db.readDistrict(districtId, planLines) }),
    }),
    operation(mayDrawPlans, {
      method: 'POST',
      path: '/api/area-plans',
      summary: 'Compute a plan from today’s areas; it is stored as a draft',
      status: 201,
      schema: { body: DraftAreaPlan, response: AreaPlanDetail },
      handle: ({ principal, intention, body, now }) => draftPlan(deps, { principal, intention, body, now }),
    }),
    operation(maySeePlans, {
      method: 'GET',
      path: '/api/area-plans/:id',
      summary: 'A plan beside today: balance, pieces, boundaries, who changes team, which matters are open',
      schema: { params: Params, response: AreaPlanDetail },
      handle: async ({ params, principal, districtId, now }) =>
        ok(
          await platform.db.readDistrict(districtId, (tx) =>
            presentPlan(tx, deps, { planId: params.id, principal, now }),
          ),
        ),
    }),
    operation(maySeePlans, {
      method: 'GET',
      path: '/api/area-plans/:id/firms',
      summary: 'Companies that change their team under a plan, by name',
      schema: { params: Params, query: FirmsQuery, response: AreaPlanFirms },
      handle: async ({ params, query, districtId }) => {
        const asked = { planId: params.id, area: query.area, cursor: query.cursor, limit: query.limit ?? PAGE };
        return ok(await platform.db.readDistrict(districtId, (tx) => planFirms(tx, matters, asked)));
      },
    }),
    ...steps(deps),
  ];
}
