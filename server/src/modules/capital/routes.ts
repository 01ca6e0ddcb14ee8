import {
  AnswerIntroduction,
  AskIntroduction,
  CapitalNeedList,
  CapitalNeedView,
  CloseCapital,
  ConcludeIntroduction,
  closed,
  Id,
  InvestorList,
  RegisterInvestor,
  ReviseInvestor,
  StateCapitalNeed,
} from '@banfei/contracts';
import { acting } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import type { Numbers } from '../matters/index.ts';
import type { Posts } from '../posts/index.ts';
import { mayBringTogether, mayConclude, mayKeepInvestors, maySeeCapitalNeeds, maySeeInvestors } from './access.ts';
import { answerIntroduction, concludeIntroduction } from './answer.ts';
import { closeInvestor, registerInvestor, reviseInvestor } from './investors.ts';
import { askIntroduction, closeCapitalNeed, stateCapitalNeed } from './needs.ts';
import { presentCapitalNeed, presentCapitalNeeds, presentInvestors } from './present.ts';

/** What the operations of capital are given. */
export interface CapitalDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
}

const OneId = closed({ id: Id });

type Acted = ReturnType<typeof acting>;

function investorOperations({ db }: Platform, acted: Acted): readonly Operation[] {
  return [
    operation(maySeeInvestors, {
      method: 'GET',
      path: '/api/investors',
      summary: 'Investors with what they look for, and what came of their introductions',
      schema: { query: closed({}), response: InvestorList },
      handle: async ({ districtId, now }) => ok(await db.readDistrict(districtId, (tx) => presentInvestors(tx, now))),
    }),
    operation(mayKeepInvestors, {
      method: 'POST',
      path: '/api/investors',
      summary: 'Registers an investor under the paper by which its criteria are known',
      status: 201,
      schema: { body: RegisterInvestor, response: InvestorList },
      handle: (call) =>
        acted(
          call,
          async (tx) => {
            await registerInvestor(tx, call, call.body);
            return presentInvestors(tx, call.now);
          },
          201,
        ),
    }),
    operation(mayKeepInvestors, {
      method: 'POST',
      path: '/api/investors/:id/criteria',
      summary: 'What an investor looks for from now on; introductions under way go on as they were asked',
      schema: { params: OneId, body: ReviseInvestor, response: InvestorList },
      handle: (call) =>
        acted(call, async (tx) => {
          await reviseInvestor(tx, call, { id: call.params.id, body: call.body });
          return presentInvestors(tx, call.now);
        }),
    }),
    operation(mayKeepInvestors, {
      method: 'POST',
      path: '/api/investors/:id/closing',
      summary: 'An investor is no longer available; what was under way with it ends',
      schema: { params: OneId, body: CloseCapital, response: InvestorList },
      handle: (call) =>
        acted(call, async (tx) => {
          await closeInvestor(tx, call, { id: call.params.id, body: call.body });
          return presentInvestors(tx, call.now);
        }),
    }),
  ];
}

function needOperations({ platform }: CapitalDeps, acted: Acted): readonly Operation[] {
  const { db } = platform;
  return [
    operation(maySeeCapitalNeeds, {
      method: 'GET',
      path: '/api/capital-needs',
      summary: 'Needs for money with how many investors fit: the own ones of a company, all of the district for staff',
      schema: { query: closed({}), response: CapitalNeedList },
      handle: async ({ districtId, principal, now }) =>
        ok(await db.readDistrict(districtId, (tx) => presentCapitalNeeds(tx, { principal, now }))),
    }),
    operation(maySeeCapitalNeeds, {
      method: 'GET',
      path: '/api/capital-needs/:id',
      summary: 'One need: who fits and why, who misses one criterion and by how much, and its introductions',
      schema: { params: OneId, response: CapitalNeedView },
      handle: async ({ districtId, principal, now, params }) =>
        ok(await db.readDistrict(districtId, (tx) => presentCapitalNeed(tx, { principal, now }, params.id))),
    }),
    operation(mayBringTogether, {
      method: 'POST',
      path: '/api/capital-needs',
      summary: 'Says what money a company needs; the answer names who fits',
      status: 201,
      schema: { body: StateCapitalNeed, response: CapitalNeedView },
      handle: (call) =>
        acted(call, async (tx) => presentCapitalNeed(tx, call, await stateCapitalNeed(tx, call, call.body)), 201),
    }),
    operation(mayBringTogether, {
      method: 'POST',
      path: '/api/capital-needs/:id/closing',
      summary: 'The need is met or gone; introductions under way end with it',
      schema: { params: OneId, body: CloseCapital, response: CapitalNeedView },
      handle: (call) =>
        acted(call, async (tx) => {
          await closeCapitalNeed(tx, call, { id: call.params.id, body: call.body });
          return presentCapitalNeed(tx, call, call.params.id);
        }),
    }),
  ];
}

function introductionOperations({ posts, numbers }: CapitalDeps, acted: Acted): readonly Operation[] {
  return [
    operation(mayBringTogether, {
      method: 'POST',
      path: '/api/capital-needs/:id/introductions',
      summary: 'Asks both sides whether they want to meet: a request with an owner, names told to neither side',
      status: 201,
      schema: { params: OneId, body: AskIntroduction, response: CapitalNeedView },
      handle: async (call) => {
        const { districtId, now, params, body } = call;
        const directory = await posts.directory(districtId);
        const number = await numbers.next(districtId, now);
        return acted(
          call,
          async (tx) => {
            await askIntroduction(tx, call, { needId: params.id, body, number, directory });
            return presentCapitalNeed(tx, call, params.id);
          },
          201,
        );
      },
    }),
    operation(mayBringTogether, {
      method: 'POST',
      path: '/api/introductions/:id/answer',
      summary: 'One side says yes or no; the second yes opens the names to both',
      schema: { params: OneId, body: AnswerIntroduction, response: CapitalNeedView },
      handle: (call) =>
        acted(call, async (tx) =>
          presentCapitalNeed(tx, call, await answerIntroduction(tx, call, { id: call.params.id, body: call.body })),
        ),
    }),
    operation(mayConclude, {
      method: 'POST',
      path: '/api/introductions/:id/outcome',
      summary: 'What came of an introduction: money on a day under a paper, or nothing and why',
      schema: { params: OneId, body: ConcludeIntroduction, response: CapitalNeedView },
      handle: (call) =>
        acted(call, async (tx) =>
          presentCapitalNeed(tx, call, await concludeIntroduction(tx, call, { id: call.params.id, body: call.body })),
        ),
    }),
  ];
}

/** Everything under /api/investors, /api/capital-needs and /api/introductions. */
export function capitalOperations(deps: CapitalDeps): readonly Operation[] {
  const acted = acting(deps.platform);
  return [
    ...investorOperations(deps.platform, acted),
    ...needOperations(deps, acted),
    ...introductionOperations(deps, acted),
  ];
}
