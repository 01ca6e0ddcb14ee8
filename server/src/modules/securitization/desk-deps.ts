import type { Platform } from '../../platform/services.ts';
import type { Numbers } from '../matters/index.ts';
import type { Posts } from '../posts/index.ts';
import type { Computer } from './computer.ts';

/** What the use cases of the desk are given; the application makes it once. */
export interface DeskDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
  readonly computer: Computer;
  /** Runs of this process by id, so that a cancellation stops their thread at once. */
  readonly living: Map<string, AbortController>;
}
