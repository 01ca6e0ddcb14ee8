import { AnswerNeed, closed, DecideAnswer, Id, NeedList, SharedNeedList, WithdrawAnswer } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { acting, type Intention } from '../../platform/idempotency.ts';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { mayAnswerNeeds, maySeeSharedNeeds } from './access.ts';
import { answerNeed, decideAnswer, sharedNeeds, withdrawAnswer } from './answers.ts';

const OneId = closed({ id: Id });

interface Call {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

/** How the needs of the own unit are told after it has decided; handed in, since their list belongs to `routes.ts`. */
type OwnNeeds = (tx: Tx, call: Call) => Promise<unknown>;

/** Shared needs and the answers to them. */
export function answerOperations(platform: Platform, ownNeeds: OwnNeeds): readonly Operation[] {
  const acted = acting(platform);
  const list = async (tx: Tx, { principal, now }: Pick<Call, 'principal' | 'now'>) => ({
    needs: await sharedNeeds(tx, { principal, now }),
    asOf: isoInstant(now),
  });
  return [
    operation(maySeeSharedNeeds, {
      method: 'GET',
      path: '/api/shared-needs',
      summary: 'Needs that other units show without their names, with the own answers',
      schema: { query: closed({}), response: SharedNeedList },
      handle: async ({ districtId, principal, now }) =>
        ok(await platform.db.readDistrict(districtId, (tx) => list(tx, { principal, now }))),
    }),
    operation(mayAnswerNeeds, {
      method: 'POST',
      path: '/api/shared-needs/:id/answers',
      summary: 'Says how the own unit can help; it stays nameless until the other side agrees',
      status: 201,
      schema: { params: OneId, body: AnswerNeed, response: SharedNeedList },
      handle: (call) =>
        acted(
          call,
          async (tx) => {
            await answerNeed(tx, call, call.params.id, call.body);
            return list(tx, call);
          },
          201,
        ),
    }),
    operation(mayAnswerNeeds, {
      method: 'POST',
      path: '/api/need-answers/:id/decision',
      summary: 'The side that needs agrees, and both learn who the other is; or it declines and says why',
      schema: { params: OneId, body: DecideAnswer, response: NeedList },
      handle: (call) =>
        acted(call, async (tx) => {
          await decideAnswer(tx, call, call.params.id, call.body);
          return ownNeeds(tx, call);
        }),
    }),
    operation(mayAnswerNeeds, {
      method: 'POST',
      path: '/api/need-answers/:id/withdrawal',
      summary: 'Takes an answer back that nobody has decided on',
      schema: { params: OneId, body: WithdrawAnswer, response: SharedNeedList },
      handle: (call) =>
        acted(call, async (tx) => {
          await withdrawAnswer(tx, call, call.params.id, call.body.version);
          return list(tx, call);
        }),
    }),
  ];
}
