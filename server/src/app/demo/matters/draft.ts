import type { Subject } from '../../../modules/matters/index.ts';
import type { NewPost } from '../../../modules/posts/index.ts';
import type { Chance } from '../random.ts';
import type { MatterTemplate } from '../vocabulary.ts';
import type { Client } from './clients.ts';
import type { Plot } from './plot.ts';
import type { Story } from './walk.ts';

/** A matter before it has a number: who raises what and when, and how it goes on. */
export interface Draft {
  readonly raisedAt: number;
  readonly client: Client;
  readonly channel: Subject['channel'];
  readonly firstAsked: NewPost;
  readonly template: MatterTemplate;
  readonly luck: Chance;
  readonly tell: (plot: Plot) => Story;
}
