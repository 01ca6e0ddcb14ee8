import type { Tx } from '../../platform/db.ts';
import type { Platform } from '../../platform/services.ts';
import type { Posts } from '../posts/index.ts';
import type { Areas } from './ask.ts';
import type { Planner } from './planner.ts';

/** An open matter as plans name it. Matters come later in the order of modules, so the application hands them in. */
export interface OpenMatter {
  readonly number: string;
  readonly title: string;
  readonly firmId: string;
  readonly firm: string;
  readonly cell: string;
  readonly ownerPostId: string;
}

export interface MattersOfGround {
  readonly byCell: (tx: Tx, since: number) => Promise<readonly { readonly cell: string; readonly matters: number }[]>;
  readonly openIn: (tx: Tx, cells: readonly string[], limit: number) => Promise<readonly OpenMatter[]>;
}

/** What the use cases of redrawing are given; the application makes it once. */
export interface PlanDeps {
  readonly platform: Platform;
  readonly areas: Areas;
  readonly posts: Posts;
  readonly matters: MattersOfGround;
  readonly planner: Planner;
}
