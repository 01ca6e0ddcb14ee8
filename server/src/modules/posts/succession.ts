import { ownerOf, type Post, type PostOwner } from './post.ts';

/** Rung of the rule that a successor was found on. */
export type SuccessionRung = 'officer' | 'deputy' | 'teamLeader' | 'dutyPost';

export type Succession =
  | { readonly ok: true; readonly owner: PostOwner; readonly by: SuccessionRung }
  | { readonly ok: false; readonly code: 'SUCCESSOR_MISSING'; readonly facts: { readonly post: string } };

export interface SuccessionCase {
  /** The post whose matters need a successor. */
  readonly post: Post;
  /** The account that ends; it is never its own successor, whatever its row still says. */
  readonly leavingId: string;
  /** Lead post of the team that the post belongs to, or the supervising post of a department; null when there is none. */
  readonly teamLeader: Post | null;
  /** The duty post of the district. */
  readonly duty: Post | null;
}

/**
 * I-ORPHAN: when an account ends, its open matters pass on by rule, never by offer: within the post (the remaining
 * officer or the deputy), then to the team leader, then to the duty post. If nobody is active the leaving is refused,
 * because a matter without an owner must not exist even for an instant.
 */
export function successorOf({ post, leavingId, teamLeader, duty }: SuccessionCase): Succession {
  const remaining = (one: Post | null): PostOwner | null => {
    if (one === null) return null;
    const stays = { ...one, officer: without(one.officer, leavingId), deputy: without(one.deputy, leavingId) };
    return ownerOf(stays);
  };
  const within = remaining(post);
  if (within !== null) {
    return { ok: true, owner: within, by: within.officerId === post.officer?.accountId ? 'officer' : 'deputy' };
  }
  const leader = teamLeader?.id === post.id ? null : remaining(teamLeader);
  if (leader !== null) return { ok: true, owner: leader, by: 'teamLeader' };
  const onDuty = duty?.id === post.id ? null : remaining(duty);
  if (onDuty !== null) return { ok: true, owner: onDuty, by: 'dutyPost' };
  return { ok: false, code: 'SUCCESSOR_MISSING', facts: { post: post.card.name.zh } };
}

const without = (holder: Post['officer'], leavingId: string): Post['officer'] =>
  holder?.accountId === leavingId ? null : holder;
