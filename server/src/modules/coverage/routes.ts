import {
  CloseStep,
  CountMembers,
  CoverageBriefing,
  CoverageGrouping,
  CoverageMode,
  CoverageUnits,
  closed,
  Id,
  PlanStep,
  ReviewUnit,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import type { Tx } from '../../platform/db.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import { maySeeCoverage, mayWorkOnCoverage } from './access.ts';
import { countMembers } from './count.ts';
import type { CoverageDeps } from './deps.ts';
import { presentBriefing, presentUnits } from './present.ts';
import { closeStep, planStep, reviewUnit } from './step.ts';
import { suggest } from './suggest.ts';

const By = Type.Optional(CoverageGrouping);

function readings({ platform: { db }, posts }: CoverageDeps): readonly Operation[] {
  return [
    operation(maySeeCoverage, {
      method: 'GET',
      path: '/api/coverage',
      summary:
        'How units are covered, by area, facility or industry: modes, suggestions, alarms, open steps of the plan',
      schema: { query: closed({ by: By }), response: CoverageBriefing },
      handle: async ({ districtId, now, query: { by } }) => {
        const directory = await posts.directory(districtId);
        return ok(await db.readDistrict(districtId, (tx) => presentBriefing(tx, by ?? 'area', { now, directory })));
      },
    }),
    operation(maySeeCoverage, {
      method: 'GET',
      path: '/api/coverage/units',
      summary: 'Units behind the briefing: how each stands by which rule, and what is suggested',
      schema: {
        query: closed({
          by: By,
          key: Type.Optional(Type.String({ maxLength: 40 })),
          mode: Type.Optional(CoverageMode),
          suggested: Type.Optional(Type.Boolean()),
        }),
        response: CoverageUnits,
      },
      handle: async ({ districtId, now, query: { by, ...asked } }) =>
        ok(await db.readDistrict(districtId, (tx) => presentUnits(tx, { by: by ?? 'area', ...asked }, now))),
    }),
  ];
}

interface Call {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

/** Every act answers with the briefing by area as it then stands. */
const acting =
  ({ platform, posts }: CoverageDeps) =>
  async ({ principal, intention, now }: Call, work: (tx: Tx) => Promise<void>, status = 200): Promise<Reply> => {
    const directory = await posts.directory(principal.districtId);
    return actOnce(platform, intention, async (tx) => {
      await work(tx);
      return { status, body: await presentBriefing(tx, 'area', { now, directory }) };
    });
  };

/** Everything under /api/coverage. */
export function coverageOperations(deps: CoverageDeps): readonly Operation[] {
  const acted = acting(deps);
  return [
    ...readings(deps),
    operation(mayWorkOnCoverage, {
      method: 'POST',
      path: '/api/coverage/counts',
      summary: 'Takes down how many full members a unit has, as a count with its day and paper',
      status: 201,
      schema: { body: CountMembers, response: CoverageBriefing },
      handle: (call) => acted(call, (tx) => countMembers(tx, call, call.body), 201),
    }),
    operation(mayWorkOnCoverage, {
      method: 'POST',
      path: '/api/coverage/suggestions',
      summary: 'Works out anew what the rules of today suggest',
      schema: { body: closed({}), response: CoverageBriefing },
      handle: async (call) => {
        await suggest(deps, call.districtId);
        return acted(call, () => Promise.resolve());
      },
    }),
    operation(mayWorkOnCoverage, {
      method: 'POST',
      path: '/api/coverage/steps',
      summary: 'Takes what is suggested onto the plan: a post answers for it until a day, as a request',
      status: 201,
      schema: { body: PlanStep, response: CoverageBriefing },
      handle: async (call) => {
        const directory = await deps.posts.directory(call.districtId);
        const number = await deps.numbers.next(call.districtId, call.now);
        return acted(call, (tx) => planStep(tx, call, { body: call.body, number, directory }), 201);
      },
    }),
    operation(mayWorkOnCoverage, {
      method: 'POST',
      path: '/api/coverage/steps/:id/closing',
      summary: 'A step is done with evidence, or comes off the plan with a reason',
      schema: { params: closed({ id: Id }), body: CloseStep, response: CoverageBriefing },
      handle: (call) => acted(call, (tx) => closeStep(tx, call, { id: call.params.id, body: call.body })),
    }),
    operation(mayWorkOnCoverage, {
      method: 'POST',
      path: '/api/coverage/reviews',
      summary: 'The review of a unit that does not stand alone, with its day and paper',
      schema: { body: ReviewUnit, response: CoverageBriefing },
      handle: (call) => acted(call, (tx) => reviewUnit(tx, call, call.body)),
    }),
  ];
}
