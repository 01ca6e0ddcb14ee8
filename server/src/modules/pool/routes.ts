import {
  CandidateDetail,
  ConfidentialReading,
  closed,
  DeclareRecusal,
  EngageIntermediary,
  EnterPool,
  FileEvidence,
  Id,
  MoveCandidate,
  NoteFact,
  OpenPlan,
  PoolBoard,
} from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import type { Numbers } from '../matters/index.ts';
import type { Posts } from '../posts/index.ts';
import { mayReadConfidential, maySeePool, mayWorkOnPool } from './access.ts';
import { enterPool } from './enter.ts';
import { noteFact, readConfidential } from './facts.ts';
import { declareRecusal, engageIntermediary } from './intermediaries.ts';
import type { Acting } from './load.ts';
import { fileEvidence, moveCandidate } from './move.ts';
import { openPlan } from './plan.ts';
import { presentBoard, presentCandidate } from './present.ts';

/** What the operations of the pool are given. */
export interface PoolDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
}

const OneId = closed({ id: Id });

interface Call {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

const once200 =
  ({ platform, posts }: PoolDeps) =>
  async (
    { principal, intention, now }: Call,
    work: (tx: Tx, acting: Acting) => Promise<unknown>,
    status = 200,
  ): Promise<Reply> => {
    const acting: Acting = { principal, now, directory: await posts.directory(principal.districtId) };
    return actOnce(platform, intention, async (tx) => ({
      status,
      body: await work(tx, acting),
    }));
  };

/** Every act answers with the candidate as it then stands, so that a page needs no second question. */
const actedOn =
  (deps: PoolDeps) =>
  (call: Call & { readonly params: { readonly id: string } }, work: (tx: Tx, acting: Acting) => Promise<void>) =>
    once200(deps)(call, async (tx, acting) => {
      await work(tx, acting);
      return presentCandidate(tx, acting, call.params.id);
    });

function readings({ platform, posts }: PoolDeps): readonly Operation[] {
  return [
    operation(maySeePool, {
      method: 'GET',
      path: '/api/pool',
      summary: 'The cultivation pool: every candidate with its stage, stay, missing papers and next task',
      schema: { query: closed({}), response: PoolBoard },
      handle: async ({ districtId, principal, now }) => {
        const directory = await posts.directory(districtId);
        return ok(await platform.db.readDistrict(districtId, (tx) => presentBoard(tx, { principal, directory, now })));
      },
    }),
    operation(maySeePool, {
      method: 'GET',
      path: '/api/candidates/:id',
      summary: 'A candidate: the moves that are open to it, history, stays, plan, facts, who works for it',
      schema: { params: OneId, response: CandidateDetail },
      handle: async ({ districtId, principal, now, params }) => {
        const directory = await posts.directory(districtId);
        const reader = { principal, directory, now };
        return ok(await platform.db.readDistrict(districtId, (tx) => presentCandidate(tx, reader, params.id)));
      },
    }),
  ];
}

function moving(deps: PoolDeps): readonly Operation[] {
  const act = actedOn(deps);
  return [
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates',
      summary: 'Takes a company into the pool, in reserve',
      status: 201,
      schema: { body: EnterPool, response: CandidateDetail },
      handle: (call) =>
        once200(deps)(
          call,
          async (tx, acting) => presentCandidate(tx, acting, await enterPool(tx, acting, call.body)),
          201,
        ),
    }),
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates/:id/moves',
      summary: 'Moves a candidate: forward with the papers of every stage passed, back, out or in again with a cause',
      schema: { params: OneId, body: MoveCandidate, response: CandidateDetail },
      handle: (call) => act(call, (tx, acting) => moveCandidate(tx, acting, call.params.id, call.body)),
    }),
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates/:id/evidence',
      summary: 'Files a paper ahead of the move that will need it',
      schema: { params: OneId, body: FileEvidence, response: CandidateDetail },
      handle: (call) => act(call, (tx, acting) => fileEvidence(tx, acting, call.params.id, call.body)),
    }),
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates/:id/tasks',
      summary: 'Opens tasks of the coaching plan as requests, each with the post that answers and its day',
      schema: { params: OneId, body: OpenPlan, response: CandidateDetail },
      handle: async (call) => {
        const { body, districtId, now } = call;
        const numbers: string[] = [];
        while (numbers.length < body.tasks.length) numbers.push(await deps.numbers.next(districtId, now));
        return act(call, (tx, acting) => openPlan(tx, acting, { candidateId: call.params.id, body, numbers }));
      },
    }),
  ];
}

function knowing(deps: PoolDeps): readonly Operation[] {
  const act = actedOn(deps);
  return [
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates/:id/facts',
      summary: 'Takes down what is known of a candidate, confidential or not',
      schema: { params: OneId, body: NoteFact, response: CandidateDetail },
      handle: (call) => act(call, (tx, acting) => noteFact(tx, acting, call.params.id, call.body)),
    }),
    operation(mayReadConfidential, {
      method: 'POST',
      path: '/api/candidates/:id/readings',
      summary: 'Opens what is confidential under the mark of the reader, and takes the reading down',
      schema: { params: OneId, body: closed({}), response: ConfidentialReading },
      handle: (call) => once200(deps)(call, (tx, acting) => readConfidential(tx, acting, call.params.id)),
    }),
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates/:id/engagements',
      summary: 'A securities house, law firm or accountant begins to work for a candidate',
      schema: { params: OneId, body: EngageIntermediary, response: CandidateDetail },
      handle: (call) => act(call, (tx, acting) => engageIntermediary(tx, acting, call.params.id, call.body)),
    }),
    operation(mayWorkOnPool, {
      method: 'POST',
      path: '/api/candidates/:id/recusals',
      summary: 'The caller, or an intermediary, keeps away from a candidate from now on',
      schema: { params: OneId, body: DeclareRecusal, response: CandidateDetail },
      handle: (call) => act(call, (tx, acting) => declareRecusal(tx, acting, call.params.id, call.body)),
    }),
  ];
}

/** Operations of the cultivation pool. */
export const poolOperations = (deps: PoolDeps): readonly Operation[] => [
  ...readings(deps),
  ...moving(deps),
  ...knowing(deps),
];
