import { PostCard, PostSearch } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { type Operation, ok, operation } from '../../platform/operation.ts';
import { maySearchPosts } from './access.ts';
import type { Posts } from './ask.ts';

const Query = Type.Object(
  { q: Type.Optional(Type.String({ maxLength: 60 })), kind: Type.Optional(PostCard.properties.kind) },
  { additionalProperties: false },
);

export function postOperations(posts: Posts): readonly Operation[] {
  return [
    operation(maySearchPosts, {
      method: 'GET',
      path: '/api/posts',
      summary: 'Posts by name or code, best match first, at most twenty',
      schema: { query: Query, response: PostSearch },
      handle: async ({ districtId, query }) => {
        const directory = await posts.directory(districtId);
        return ok({ posts: directory.search(query.q ?? '', query.kind) });
      },
    }),
  ];
}
