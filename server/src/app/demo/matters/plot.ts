import type { Matter } from '@banfei/custody';
import { type Subject, wallClockMinutes } from '../../../modules/matters/index.ts';
import type { NewPost } from '../../../modules/posts/index.ts';
import type { Chance } from '../random.ts';
import type { CategoryWords, GeneralWords, MatterTemplate } from '../vocabulary.ts';
import { actorAt, type Cast } from './cast.ts';
import { MINUTE } from './time.ts';
import type { Step } from './walk.ts';

/** Everything one story is told from. */
export interface Plot {
  readonly subject: Subject;
  readonly raisedAt: number;
  readonly firstAsked: NewPost;
  /** Team of the company's area; null when nobody knows where it is. */
  readonly team: NewPost | null;
  readonly template: MatterTemplate;
  readonly words: CategoryWords;
  readonly general: GeneralWords;
  readonly cast: Cast;
  readonly luck: Chance;
  /** Account of the company; a matter that a counter took down was raised by the counter's. */
  readonly clientAccountId: string;
}

/** How a story stands: the matter, and the instant its next step may happen. */
export interface Standing {
  readonly matter: Matter;
  readonly at: number;
}

export type Scene = Generator<Step, Standing, Matter>;

export const company = (plot: Plot): Step['actor'] => ({ kind: 'company', accountId: plot.clientAccountId });

export const holder = (plot: Plot, matter: Matter): Step['actor'] =>
  actorAt(plot.cast.byId(matter.owner.postId), plot.luck);

export function* act(at: number, actor: Step['actor'], command: Step['command']): Scene {
  const matter = yield { at: Math.round(at), actor, command };
  return { matter, at: matter.lastAt };
}

/**
 * When a company does something that it might do at `at`: between seven in the morning and half past ten at night, and
 * after what happened last. What would fall into the night is done the evening before.
 */
export function daytime(at: number, after: number): number {
  const minute = Math.floor((at + wallClockMinutes * MINUTE) / MINUTE) % MINUTES_PER_DAY;
  const [morning, night] = [7 * 60, 22 * 60 + 30];
  if (minute >= morning && minute < night) return Math.max(at, after + MINUTE);
  const sinceEight = (minute < morning ? minute + MINUTES_PER_DAY : minute) - 20 * 60;
  return Math.max(at - sinceEight * MINUTE, after + MINUTE);
}

const MINUTES_PER_DAY = 24 * 60;
