import type { Platform } from '../../platform/services.ts';
import type { Numbers } from '../matters/index.ts';
import type { Posts } from '../posts/index.ts';

/** What the use cases of key moments are given; the application makes it once. */
export interface MomentDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
}
