import type { PostCard } from '@banfei/contracts';

export type PostKind = PostCard['kind'];

/** One account behind a post. `active` false: the account is disabled and can answer for nothing. */
export interface Holder {
  readonly accountId: string;
  readonly active: boolean;
}

/** A post 岗位 with those behind it. The company sees the card only. */
export interface Post {
  readonly id: string;
  readonly card: PostCard;
  readonly officer: Holder | null;
  readonly deputy: Holder | null;
  readonly supervisorId: string | null;
  /** Team that this post leads, for posts of kind `team`. */
  readonly teamNumber: number | null;
  readonly active: boolean;
}

/** Post and officer as the custody engine names an owner. */
export interface PostOwner {
  readonly postId: string;
  readonly officerId: string;
}

/** Who would answer for the post now: its officer, else its deputy; null when neither account is active. */
export function ownerOf(post: Post): PostOwner | null {
  if (!post.active) return null;
  const holder = [post.officer, post.deputy].find((one) => one?.active === true);
  return holder ? { postId: post.id, officerId: holder.accountId } : null;
}

/** Whether the account holds the post, as officer or as deputy 替岗. */
export const isHeldBy = (post: Post, accountId: string): boolean =>
  post.officer?.accountId === accountId || post.deputy?.accountId === accountId;
