/** Who is what towards a matter, and whether that part includes a command. */
import type { Actor } from './events.ts';
import type { Matter } from './matter.ts';
import { type CustodyRefusal, refuse } from './refusals.ts';
import { type CommandType, isOpenState, type Role, type Transition } from './states.ts';

/**
 * Every part the actor plays towards the matter. Posts count, not persons: a deputy acts for the post.
 *
 * @param matter the matter, or null before it is raised
 * @param actor who acts, and for which post
 * @param manages the caller vouches that the actor manages the district
 */
export function rolesOf(matter: Matter | null, actor: Actor, manages: boolean): readonly Role[] {
  if (actor.kind !== 'officer') return [actor.kind];
  const roles: Role[] = ['officer'];
  if (manages) roles.push('manager');
  const post = actor.postId;
  if (matter === null || post === undefined) return roles;
  if (post === matter.owner.postId) roles.push('owner');
  if (post === matter.pendingOffer?.toPostId) roles.push('target');
  if (matter.assistTenures.some((t) => t.until === null && t.assistant.postId === post)) roles.push('assistant');
  if (post === matter.firstAsked.postId) roles.push('firstAsked');
  if (post === matter.supervisorPostId) roles.push('arbiter');
  return roles;
}

/** The refusal that tells somebody whose place it is. */
export function refuseRole(
  matter: Matter,
  request: { readonly command: CommandType; readonly allowed: readonly Role[]; readonly roles: readonly Role[] },
  actor: Actor,
): CustodyRefusal {
  const actorPostId = actor.postId ?? null;
  const { command, allowed, roles } = request;
  // Where only one part may act, its post is named: whoever was refused knows whom to call.
  const only = allowed.length === 1 ? allowed[0] : undefined;
  if (only === 'owner') return refuse('NOT_OWNER', { ownerPostId: matter.owner.postId, actorPostId });
  if (only === 'arbiter') return refuse('NOT_ARBITER', { supervisorPostId: matter.supervisorPostId, actorPostId });
  if (only === 'target' && matter.pendingOffer !== null) {
    return refuse('NOT_TARGET', { toPostId: matter.pendingOffer.toPostId, actorPostId });
  }
  return refuse('ROLE_MAY_NOT', { command, roles, allowed });
}

/** The refusal for a command that the state does not know. */
export function refuseState(matter: Matter, rows: readonly Transition[], command: CommandType): CustodyRefusal {
  const { state, closing } = matter;
  // Two refusals that a company meets have words of their own.
  if (command === 'rate' && closing !== null) return refuse('RATING_NOT_OFFERED', { state });
  if (command === 'confirm' && closing === null) return refuse('NOTHING_PROPOSED', { state });
  if (closing !== null) return refuse('MATTER_CLOSED', { command, state, closedAt: closing.at });
  const allowedIn = rows.flatMap((row) => row.from.filter((from) => from !== 'none'));
  return refuse('NOT_IN_THIS_STATE', { command, variant: rows[0]?.variant ?? null, state, allowedIn });
}

/** Whether anybody is accountable for the matter now. */
export function isOpen(matter: Matter): boolean {
  return isOpenState(matter.state);
}
