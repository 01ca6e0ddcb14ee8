import type { Commands } from '@banfei/contracts';
import type { MatterCommand, Owner } from '@banfei/custody';
import type { Static } from '@sinclair/typebox';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { ownerOf, type PostDirectory } from '../posts/index.ts';
import { wallClockMinutes } from './calendars.ts';
import type { MatterFile } from './matter.ts';
import { offerLapsesAt } from './promises.ts';

export type Body<Name extends keyof typeof Commands> = Static<(typeof Commands)[Name]>;

export function activePost(directory: PostDirectory, postId: string) {
  const post = directory.post(postId);
  if (post === undefined || !post.active) throw new Refusal('POST_UNKNOWN');
  return post;
}

export function incumbent(directory: PostDirectory, postId: string): Owner {
  const owner = ownerOf(activePost(directory, postId));
  if (owner === null) throw new Refusal('POST_UNKNOWN');
  return owner;
}

/** End of a wall-clock day in epoch milliseconds. */
export const endOfDay = (day: string): number =>
  Date.parse(`${day}T00:00:00.000Z`) + 86_400_000 - wallClockMinutes * 60_000 - 1;

export function offerWish(body: Body<'offers'>, now: number) {
  return (file: MatterFile, directory: PostDirectory): MatterCommand => {
    activePost(directory, body.toPostId);
    const lapse = offerLapsesAt(file.subject, now);
    return {
      type: 'offer',
      offerId: newId(now),
      kind: body.kind,
      toPostId: body.toPostId,
      ask: body.ask,
      respondWithinMinutes: lapse.minutes,
      lapsesAt: lapse.at,
    };
  };
}

export const declineWish =
  (body: Body<'decline'>, offerId: string) =>
  (_file: MatterFile, directory: PostDirectory): MatterCommand => {
    if (body.suggestedPostId === null) return { type: 'decline', offerId, basis: body.basis, askSupervisor: true };
    activePost(directory, body.suggestedPostId);
    return { type: 'decline', offerId, basis: body.basis, suggestedPostId: body.suggestedPostId };
  };

export const arbitrateWish =
  (body: Body<'arbitration'>) =>
  (_file: MatterFile, directory: PostDirectory): MatterCommand => ({
    type: 'arbitrate',
    toOwner: incumbent(directory, body.toPostId),
    reason: body.reason,
  });
