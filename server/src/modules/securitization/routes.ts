import {
  AddCandidate,
  ApproveAmount,
  ChoosePool,
  closed,
  DealDetail,
  DealList,
  Id,
  LeaveDeal,
  OpenDeal,
  PoolChoice,
  ProposeIssue,
  ProposePool,
  ReceivePaper,
  ReturnAmount,
  StartDealRun,
  StepDeal,
} from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { actOnce, earlierReply, type Intention, once, type Reply } from '../../platform/idempotency.ts';
import { sha256 } from '../../platform/ids.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import { mayDecideAmounts, mayOpenDeals, maySeeDeals, mayWorkOnDeals } from './access.ts';
import { approveAmount, proposeIssue, proposePool, returnAmount } from './amounts.ts';
import { addCandidate, advanceDeal, chasePapers, leaveDeal, openDeal, receivePaper } from './build.ts';
import type { DeskDeps } from './desk-deps.ts';
import type { Acting } from './load.ts';
import { poolChoice, poolQuestion } from './pool.ts';
import { presentDeal, presentDeals } from './present.ts';
import { receiveReport } from './report-upload.ts';
import { importReport, reverseReport, TRIGGERS_MOST } from './reports.ts';
import { cancelRun, carryOut, type StoredRun, storeRun } from './runs.ts';
import { unaskedPapers } from './store.ts';

export { documentOperations } from './document-routes.ts';

const OneId = closed({ id: Id });

interface Step {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

/** Every act answers with the product as it then stands, so that a page needs no second question. */
const acted =
  (deps: DeskDeps) =>
  async (
    { principal, intention, now }: Step,
    work: (tx: Tx, acting: Acting) => Promise<string>,
    status = 200,
  ): Promise<Reply> => {
    const { platform, posts } = deps;
    const directory = await posts.directory(principal.districtId);
    const acting: Acting = { principal, now, directory };
    return actOnce(platform, intention, async (tx) => ({
      status,
      body: await presentDeal(tx, acting, await work(tx, acting)),
    }));
  };

async function numbersFor(deps: DeskDeps, districtId: number, now: number, count: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) numbers.push(await deps.numbers.next(districtId, now));
  return numbers;
}

function readings({ platform, posts }: DeskDeps): readonly Operation[] {
  return [
    operation(maySeeDeals, {
      method: 'GET',
      path: '/api/deals',
      summary:
        'Products with participations, distinct companies and amounts; totals are sums of the rows beside what was issued',
      schema: { query: closed({}), response: DealList },
      handle: async ({ districtId, principal, now }) => {
        const directory = await posts.directory(districtId);
        return ok(await platform.db.readDistrict(districtId, (tx) => presentDeals(tx, { principal, directory, now })));
      },
    }),
    operation(maySeeDeals, {
      method: 'GET',
      path: '/api/deals/:id',
      summary: 'A product: candidates, papers, amounts with their two persons, runs, reports against plan, triggers',
      schema: { params: OneId, response: DealDetail },
      handle: async ({ districtId, principal, now, params }) => {
        const directory = await posts.directory(districtId);
        const reader = { principal, directory, now };
        return ok(await platform.db.readDistrict(districtId, (tx) => presentDeal(tx, reader, params.id)));
      },
    }),
  ];
}

function building(deps: DeskDeps): readonly Operation[] {
  const act = acted(deps);
  return [
    operation(mayOpenDeals, {
      method: 'POST',
      path: '/api/deals',
      summary: 'Opens a product in the stage of soliciting',
      status: 201,
      schema: { body: OpenDeal, response: DealDetail },
      handle: (call) => act(call, (tx, acting) => openDeal(tx, acting, call.body), 201),
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/candidates',
      summary: 'Enters a company with its rights, their value and their legal state',
      schema: { params: OneId, body: AddCandidate, response: DealDetail },
      handle: (call) =>
        act(call, async (tx, acting) => {
          await addCandidate(tx, acting, call.params.id, call.body);
          return call.params.id;
        }),
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/candidates/:candidateId/leaving',
      summary: 'A candidate leaves with a reason',
      schema: { params: closed({ id: Id, candidateId: Id }), body: LeaveDeal, response: DealDetail },
      handle: ({ params: { id: dealId, candidateId }, body, ...call }) =>
        act(call, async (tx, acting) => {
          await leaveDeal(tx, acting, { dealId, candidateId, body });
          return dealId;
        }),
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/stage',
      summary: 'Takes a product into its next stage once papers and amounts of the present one are complete',
      schema: { params: OneId, body: StepDeal, response: DealDetail },
      handle: (call) =>
        act(call, async (tx, acting) => {
          await advanceDeal(tx, acting, call.params.id, call.body);
          return call.params.id;
        }),
    }),
  ];
}

function papers(deps: DeskDeps): readonly Operation[] {
  const act = acted(deps);
  return [
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/papers/:paperId/receipt',
      summary: 'A paper has come, under a number by which it can be found',
      schema: { params: closed({ id: Id, paperId: Id }), body: ReceivePaper, response: DealDetail },
      handle: ({ params: { id: dealId, paperId }, body, ...call }) =>
        act(call, async (tx, acting) => {
          await receivePaper(tx, acting, { dealId, paperId, body });
          return dealId;
        }),
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/papers/chasing',
      summary: 'Opens a request for every missing paper of the present stage, answered for by the desk post',
      schema: { params: OneId, body: StepDeal, response: DealDetail },
      handle: async ({ params: { id: dealId }, body, ...call }) => {
        const { districtId, now } = call;
        const count = await deps.platform.db.readDistrict(districtId, (tx) => unaskedPapers(tx, dealId));
        const numbers = await numbersFor(deps, districtId, now, count);
        return act(call, async (tx, acting) => {
          await chasePapers(tx, acting, { dealId, body, numbers });
          return dealId;
        });
      },
    }),
  ];
}

function amounts(deps: DeskDeps): readonly Operation[] {
  const act = acted(deps);
  return [
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/pool-proposal',
      summary: 'Proposes the pool of a product with its amount; a second person decides',
      schema: { params: OneId, body: ProposePool, response: DealDetail },
      handle: (call) =>
        act(call, async (tx, acting) => {
          await proposePool(tx, acting, call.params.id, call.body);
          return call.params.id;
        }),
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/issue-proposal',
      summary: 'Proposes amount, day and terms of the issue; the amount must be what the rows add up to',
      schema: { params: OneId, body: ProposeIssue, response: DealDetail },
      handle: (call) =>
        act(call, async (tx, acting) => {
          await proposeIssue(tx, acting, call.params.id, call.body);
          return call.params.id;
        }),
    }),
    operation(mayDecideAmounts, {
      method: 'POST',
      path: '/api/deal-proposals/:id/approval',
      summary: 'Approves an amount that was seen; never by whoever proposed it',
      schema: { params: OneId, body: ApproveAmount, response: DealDetail },
      handle: (call) => act(call, (tx, acting) => approveAmount(tx, acting, call.params.id, call.body)),
    }),
    operation(mayDecideAmounts, {
      method: 'POST',
      path: '/api/deal-proposals/:id/return',
      summary: 'Sends an amount back with a reason',
      schema: { params: OneId, body: ReturnAmount, response: DealDetail },
      handle: (call) => act(call, (tx, acting) => returnAmount(tx, acting, call.params.id, call.body)),
    }),
  ];
}

function computing(deps: DeskDeps): readonly Operation[] {
  const { platform, computer, living } = deps;
  const act = acted(deps);
  return [
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/pool-choice',
      summary:
        'Which candidates make a pool of this size with the least expected loss, and which limits bind; stores nothing',
      schema: { params: OneId, body: ChoosePool, response: PoolChoice },
      handle: async ({ districtId, intention, params, body }) => {
        // Solving takes seconds and holds no transaction; the same intention sent again need not solve.
        const earlier = await earlierReply(platform.db, intention);
        if (earlier !== undefined) return earlier;
        const asked = await platform.db.readDistrict(districtId, (tx) => poolQuestion(tx, params.id, body));
        const choice = await poolChoice(computer, asked);
        return once(platform.db, intention, platform.now, async () => ok(choice));
      },
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/runs',
      summary: 'Starts three scenarios and a simulation in a thread; progress stands with the product',
      schema: { params: OneId, body: StartDealRun, response: DealDetail },
      handle: async (call) => {
        let stored: StoredRun | null = null;
        const reply = await act(call, async (tx, acting) => {
          stored = await storeRun(tx, acting, call.params.id, call.body);
          return call.params.id;
        });
        if (stored !== null) void carryOut(deps, stored);
        return reply;
      },
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deal-runs/:id/cancellation',
      summary: 'Stops a computation that is under way',
      schema: { params: OneId, body: closed({}), response: DealDetail },
      handle: async (call) => {
        const reply = await act(call, (tx, acting) => cancelRun(tx, acting, call.params.id));
        living.get(call.params.id)?.abort();
        return reply;
      },
    }),
  ];
}

function servicing(deps: DeskDeps): readonly Operation[] {
  const act = acted(deps);
  return [
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/deals/:id/reports',
      summary: 'Takes down a servicer’s report (csv or xlsx) whole or not at all; a trigger that turns opens a request',
      status: 201,
      multipart: true,
      schema: { params: OneId, response: DealDetail },
      handle: async ({ params, request, ...call }) => {
        const { districtId, now, intention } = call;
        const report = await receiveReport(request);
        const numbers = await numbersFor(deps, districtId, now, TRIGGERS_MOST);
        // Address and file make the fingerprint, so that one key cannot stand for two files.
        const step = {
          ...call,
          intention: { ...intention, fingerprint: sha256(intention.fingerprint, report.sha256) },
        };
        return act(
          step,
          async (tx, acting) => {
            await importReport(tx, acting, params.id, { ...report, numbers });
            return params.id;
          },
          201,
        );
      },
    }),
    operation(mayWorkOnDeals, {
      method: 'POST',
      path: '/api/servicer-reports/:id/reversal',
      summary: 'Reverses the latest report by opposite lines; nothing is deleted',
      schema: { params: OneId, body: LeaveDeal, response: DealDetail },
      handle: (call) => act(call, (tx, acting) => reverseReport(tx, acting, call.params.id, call.body)),
    }),
  ];
}

/** Everything under /api/deals, /api/deal-proposals, /api/deal-runs and /api/servicer-reports. */
export const deskOperations = (deps: DeskDeps): readonly Operation[] => [
  ...readings(deps),
  ...building(deps),
  ...papers(deps),
  ...amounts(deps),
  ...computing(deps),
  ...servicing(deps),
];
