import type { Matter, MatterCommand, Owner } from '@banfei/custody';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { type PostDirectory, successorOf } from '../posts/index.ts';

/** Who answers instead of an officer who is gone: within the post, then its supervisor, then the duty post (I-ORPHAN). */
export function heirOf(directory: PostDirectory, owner: Owner): Owner {
  const post = directory.post(owner.postId);
  if (post === undefined) throw new Error(`post ${owner.postId} of a matter is missing`);
  const answer = successorOf({
    post,
    leavingId: owner.officerId,
    teamLeader: directory.supervisorOf(post.id) ?? null,
    duty: directory.counterOnDuty() ?? null,
  });
  if (!answer.ok) throw new Refusal(answer.code, answer.facts);
  return answer.owner;
}

/** A matter goes back to its last owner when it is reopened; if that account has gone meanwhile, to the heir at once. */
export async function successionAfterReopening(
  tx: Tx,
  matter: Matter,
  directory: PostDirectory,
): Promise<MatterCommand | null> {
  const { owner } = matter;
  const account = await tx.row<{ active: boolean }>(
    sql`select active from accounts where district_id = ${tx.districtId} and id = ${owner.officerId}`,
  );
  if (account?.active === true) return null;
  return { type: 'succeed', from: owner, to: heirOf(directory, owner), cause: 'accountDisabled' };
}
