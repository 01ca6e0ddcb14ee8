import type { Actor, Owner } from '@banfei/custody';
import type { NewPost } from '../../../modules/posts/index.ts';
import type { Chance } from '../random.ts';
import type { Staff } from '../staff.ts';
import { staffWords } from '../vocabulary.ts';

/** Who can do what in the stories: posts by code, by area and by remit. */
export interface Cast {
  post(code: string): NewPost;
  byId(postId: string): NewPost;
  team(areaNumber: number): NewPost;
  counter(index: number): NewPost;
  /** Department whose remit a category is. */
  department(category: string): NewPost;
  /** A department that is plainly not in charge, for offers that go astray. */
  elsewhere(category: string, luck: Chance): NewPost;
  supervisorId(post: NewPost): string;
}

export function castOf(staff: Staff): Cast {
  const byCode = new Map(staff.posts.map((post) => [post.code, post]));
  const byId = new Map(staff.posts.map((post) => [post.id, post]));
  const departments = staffWords().departments;
  const need = (post: NewPost | undefined, what: string): NewPost => {
    if (post === undefined) throw new Error(`the demo has no post ${what}`);
    return post;
  };
  const post = (code: string): NewPost => need(byCode.get(code), code);
  const department = (category: string): NewPost =>
    post(departments.find(({ categories }) => categories.includes(category))?.code ?? '');
  return {
    post,
    department,
    byId: (postId) => need(byId.get(postId), postId),
    team: (areaNumber) => post(`T${String(areaNumber).padStart(2, '0')}`),
    counter: (index) => post(`C${String(index + 1).padStart(2, '0')}`),
    elsewhere: (category, luck) =>
      post(luck.pick(departments.filter(({ categories }) => !categories.includes(category))).code),
    supervisorId: ({ supervisorId, id }) => supervisorId ?? id,
  };
}

export const SYSTEM: Actor = { kind: 'system' };

export const ownerAt = (post: NewPost): Owner => {
  if (post.officerId === null) throw new Error(`demo post ${post.code} has no officer`);
  return { postId: post.id, officerId: post.officerId };
};

/** Mostly the officer acts, sometimes the deputy 替岗 for the post. */
export function actorAt(post: NewPost, luck: Chance): Actor {
  const accountId = luck.yes(0.12) ? post.deputyId : post.officerId;
  return { kind: 'officer', postId: post.id, ...(accountId === null ? {} : { accountId }) };
}
