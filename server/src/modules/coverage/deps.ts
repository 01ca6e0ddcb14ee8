import type { Platform } from '../../platform/services.ts';
import type { Numbers } from '../matters/index.ts';
import type { Posts } from '../posts/index.ts';
import type { CoveragePlanner } from './planner.ts';

/** What the use cases of coverage are given; the application makes it once. */
export interface CoverageDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
  readonly planner: CoveragePlanner;
}
