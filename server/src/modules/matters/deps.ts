import type { Platform } from '../../platform/services.ts';
import type { Posts } from '../posts/index.ts';
import type { Numbers } from './numbers.ts';

/** A company as matters need it: its name for lists, and whether it exists at all. */
export interface FirmName {
  readonly id: string;
  readonly name: string;
}

/** What the use cases of this module are given; the application makes it once. */
export interface MatterDeps {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly numbers: Numbers;
}
