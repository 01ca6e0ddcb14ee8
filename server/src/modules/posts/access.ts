import type { Authorization } from '../../platform/operation.ts';

export const maySearchPosts = {
  roles: ['officer', 'manager', 'auditor'],
  object:
    'every active post of the own district, as staff need to know whom to ask; companies see the posts of their matters only',
} as const satisfies Authorization;
