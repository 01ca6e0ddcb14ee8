import type { Role } from '@banfei/contracts';
import { Commands, closed, Id, MatterDetail, MatterNumber } from '@banfei/contracts';
import type { MatterCommand } from '@banfei/custody';
import type { TObject } from '@sinclair/typebox';
import { type Operation, operation } from '../../platform/operation.ts';
import { act, type Wish } from './act.ts';
import type { MatterDeps } from './deps.ts';
import { arbitrateWish, type Body, declineWish, endOfDay, offerWish } from './wishes.ts';

interface CommandDefinition<Name extends keyof typeof Commands> {
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly object: string;
  readonly internal?: boolean;
  readonly wish: (body: Body<Name>, more: { now: number; offerId: string }) => Wish;
}

const say =
  (command: MatterCommand): Wish =>
  () =>
    command;

/** Absent and empty texts are the same as none. */
const optional = <Key extends string>(key: Key, text: string | undefined): { [K in Key]?: string } =>
  (text === undefined || text.trim() === '' ? {} : { [key]: text.trim() }) as { [K in Key]?: string }; // the key is the one given

const OWNER = 'the post that answers for the matter, its deputy, or one with a part in it; the custody table decides';
const COMPANY = 'the company that the matter belongs to';
const STAFF: readonly Role[] = ['officer'];

/** One operation for each command of the custody table; the engine decides who may and when. */
const DEFINITIONS: { readonly [Name in keyof typeof Commands]: CommandDefinition<Name> } = {
  replies: {
    path: 'replies',
    summary: 'Reply to the company',
    roles: STAFF,
    object: OWNER,
    wish: (body) => say({ type: 'reply', text: body.text, means: 'message' }),
  },
  notes: {
    path: 'notes',
    summary: 'Note for colleagues only',
    roles: ['officer', 'manager'],
    object: 'staff with a part in the matter',
    internal: true,
    wish: (body) => say({ type: 'note', text: body.text }),
  },
  supplements: {
    path: 'supplements',
    summary: 'Add facts',
    roles: ['company', 'officer'],
    object: `${COMPANY}, or staff who take its words down`,
    wish: (body) => say({ type: 'supplement', text: body.text }),
  },
  offers: {
    path: 'offers',
    summary: 'Offer to hand over or ask to assist',
    roles: STAFF,
    object: OWNER,
    wish: (body, { now }) => offerWish(body, now),
  },
  accept: {
    path: 'offers/:offerId/accept',
    summary: 'Take an offer',
    roles: STAFF,
    object: 'the post that was asked',
    wish: (body, { offerId }) => acceptWish(body, offerId),
  },
  decline: {
    path: 'offers/:offerId/decline',
    summary: 'Refuse an offer with its basis and the right post',
    roles: STAFF,
    object: 'the post that was asked',
    wish: (body, { offerId }) => declineWish(body, offerId),
  },
  withdraw: {
    path: 'offers/:offerId/withdraw',
    summary: 'Take an offer back',
    roles: STAFF,
    object: OWNER,
    wish: (_body, { offerId }) => say({ type: 'withdraw', offerId }),
  },
  arbitration: {
    path: 'arbitration',
    summary: 'Rule who owns the matter',
    roles: STAFF,
    object: 'the supervising post of the matter',
    internal: true,
    wish: (body) => arbitrateWish(body),
  },
  waits: {
    path: 'waits',
    summary: 'Wait for the company',
    roles: STAFF,
    object: OWNER,
    wish: (body) => say({ type: 'wait', what: body.what, resumeBy: endOfDay(body.resumeBy) }),
  },
  resumption: {
    path: 'resumption',
    summary: 'Go on without waiting',
    roles: STAFF,
    object: OWNER,
    wish: (body) => say({ type: 'resume', reason: body.reason }),
  },
  arrivals: {
    path: 'arrivals',
    summary: 'Arrive at the company',
    roles: STAFF,
    object: OWNER,
    wish: (body) => say({ type: 'arrive', ...optional('place', body.text) }),
  },
  extension: {
    path: 'extension',
    summary: 'Extend the promise before it is due',
    roles: STAFF,
    object: OWNER,
    wish: (body) => say({ type: 'extend', reason: body.reason, extraWorkingDays: body.workingDays }),
  },
  proposals: {
    path: 'proposals',
    summary: 'Say that it is solved and ask the company',
    roles: STAFF,
    object: OWNER,
    wish: (body) => say({ type: 'propose', summary: body.text }),
  },
  confirmation: {
    path: 'confirmation',
    summary: 'Solved, partly, or not',
    roles: ['company'],
    object: COMPANY,
    wish: (body) => say({ type: 'confirm', outcome: body.outcome, ...optional('missing', body.text) }),
  },
  rating: {
    path: 'rating',
    summary: 'Rate the service',
    roles: ['company'],
    object: COMPANY,
    wish: (body) => rateWish(body),
  },
  reopening: {
    path: 'reopening',
    summary: 'Ask again under the same number',
    roles: ['company', 'manager'],
    object: `${COMPANY}, or the management`,
    wish: (body) => say({ type: 'reopen', reason: body.text }),
  },
  withdrawal: {
    path: 'withdrawal',
    summary: 'Withdraw the matter',
    roles: ['company'],
    object: COMPANY,
    wish: (body) => say({ type: 'withdrawByCompany', ...optional('reason', body.text) }),
  },
  rejection: {
    path: 'rejection',
    summary: 'Decline on a listed ground with the place that can help',
    roles: STAFF,
    object: OWNER,
    wish: (body) =>
      say({ type: 'reject', reason: body.reason, explanation: body.explanation, redirect: body.redirect }),
  },
  nudge: {
    path: 'nudge',
    summary: 'Remind the owner',
    roles: ['company'],
    object: COMPANY,
    wish: (body) => say({ type: 'nudge', ...optional('text', body.text) }),
  },
  oversight: {
    path: 'oversight',
    summary: 'Instruct the owner',
    roles: ['officer', 'manager'],
    object: 'the supervising post, or the management',
    internal: true,
    wish: (body) => say({ type: 'oversee', instruction: body.text }),
  },
};

/** Whoever accepts becomes the officer behind the post: from this instant it is his word. */
const acceptWish =
  (body: Body<'accept'>, offerId: string): Wish =>
  (_file, _directory, principal) => ({
    type: 'accept',
    offerId,
    officerId: principal.accountId,
    ...optional('scope', body.scope),
  });

const rateWish =
  (body: Body<'rating'>): Wish =>
  () => {
    const grade = GRADES.find((each) => each === body.grade);
    if (grade === undefined) throw new Error(`the schema let grade ${body.grade} through`);
    return { type: 'rate', grade, tags: body.tags, ...optional('text', body.text) };
  };
const GRADES = [1, 2, 3, 4, 5] as const;

function commandOperation<Name extends keyof typeof Commands>(deps: MatterDeps, name: Name): Operation {
  const definition: CommandDefinition<Name> = DEFINITIONS[name];
  const offered = definition.path.includes(':offerId');
  const body: TObject = Commands[name];
  return operation(
    { roles: definition.roles, object: definition.object },
    {
      method: 'POST',
      path: `/api/matters/:number/${definition.path}`,
      summary: definition.summary,
      schema: {
        params: offered ? closed({ number: MatterNumber, offerId: Id }) : closed({ number: MatterNumber }),
        body,
        response: MatterDetail,
      },
      handle: ({ principal, intention, now, params, body: sent }) => {
        const input = sent as Body<Name> & { version?: number; postId?: string; attachmentIds?: string[] }; // validated by this command's schema
        const { number, offerId = '' } = params as { number: string; offerId?: string }; // validated just above
        const step = {
          principal,
          intention,
          now,
          number,
          version: input.version,
          postId: input.postId,
          attachmentIds: input.attachmentIds ?? [],
          internal: definition.internal ?? false,
        };
        return act(deps, step, definition.wish(input, { now, offerId }));
      },
    },
  );
}

const NAMES = Object.keys(DEFINITIONS) as (keyof typeof Commands)[]; // exactly the keys of the table above

export const commandOperations = (deps: MatterDeps): readonly Operation[] =>
  NAMES.map((name) => commandOperation(deps, name));
