import {
  type Actor,
  apply,
  DEFAULT_LIMITS,
  decide,
  fold,
  type Matter,
  type MatterCommand,
  type MatterEvent,
} from '@banfei/custody';
import { type MatterFile, promisesOf, type Subject } from '../../../modules/matters/index.ts';

/** Something that somebody does at an instant. */
export interface Step {
  readonly at: number;
  readonly actor: Actor;
  readonly command: MatterCommand;
}

/** A story tells its steps one by one and hears after each how the matter stands. */
export type Story = Generator<Step, void, Matter>;

/**
 * Lets a story happen up to `until`. Every step goes through the same decision as a request of a user, so no history
 * can hold what the product would refuse; a story that tries is a mistake in the story and stops the load.
 *
 * @returns null when the story begins after `until`
 */
export function happen(subject: Subject, story: Story, until: number): MatterFile | null {
  const events: MatterEvent[] = [];
  let matter: Matter | null = null;
  let told = story.next();
  while (!told.done && told.value.at <= until) {
    const { at, actor, command } = told.value;
    const dueAt = matter !== null && command.type === 'extend' ? promisesOf({ subject, matter }).resolve.dueAt : null;
    const decision = decide(matter, command, { now: at, actor, limits: DEFAULT_LIMITS, dueAt });
    if (!decision.ok) {
      throw new Error(
        `demo story ${subject.number}: ${command.type} refused with ${decision.code} ${JSON.stringify(decision.facts)}`,
      );
    }
    for (const event of decision.events) {
      events.push(event);
      matter = matter === null ? fold([event]) : apply(matter, event);
    }
    if (matter === null) throw new Error(`demo story ${subject.number} does not begin`);
    told = story.next(matter);
  }
  return matter === null ? null : { subject, events, matter };
}
