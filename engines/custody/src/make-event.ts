/** The event of a command that nothing speaks against. Optional words become null, so that an event has one form. */
import type { CommandOf, MatterCommand } from './commands.ts';
import type { EventStamp, MatterEvent, Owner } from './events.ts';
import { DAY_MS } from './limits.ts';
import type { Matter } from './matter.ts';
import { groundOf } from './wanting.ts';

/** What the event gets that the command does not say. */
interface Making {
  readonly stamp: EventStamp;
  /** The due time in force, in epoch milliseconds; only an extension records it. */
  readonly dueAt: number;
}

type CustodyCommand = CommandOf<
  'raise' | 'offer' | 'accept' | 'decline' | 'lapse' | 'withdraw' | 'arbitrate' | 'succeed' | 'release'
>;
type EndingCommand = CommandOf<
  'propose' | 'confirm' | 'remind' | 'fallSilent' | 'rate' | 'reopen' | 'withdrawByCompany' | 'settleOnSpot' | 'reject'
>;
type WorkCommand = Exclude<MatterCommand, CustodyCommand | EndingCommand>;

/**
 * The event a legal command makes.
 *
 * @param matter the matter; null only for `raise`
 * @param command a command that was found legal
 * @param making the stamp and the due time in force
 * @throws RangeError when a command other than `raise` comes without a matter
 */
export function makeEvent(matter: Matter | null, command: MatterCommand, making: Making): MatterEvent {
  switch (command.type) {
    case 'raise':
    case 'offer':
    case 'accept':
    case 'decline':
    case 'lapse':
    case 'withdraw':
    case 'arbitrate':
    case 'succeed':
    case 'release':
      return makeCustody(matter, command, making.stamp);
    case 'propose':
    // What is missing may stay unsaid: a company owes nobody a reason for not being content.
    case 'confirm':
    // How long the company has been silent is counted in whole days from its last word.
    case 'remind':
    case 'fallSilent':
    case 'rate':
    case 'reopen':
    case 'withdrawByCompany':
    case 'settleOnSpot':
    case 'reject':
      return makeEnding(matter, command, making.stamp);
    default:
      return makeWork(command, making);
  }
}

/** Events about who is accountable or helps. */
function makeCustody(matter: Matter | null, command: CustodyCommand, stamp: EventStamp): MatterEvent {
  const { seq, at, actor } = stamp;
  switch (command.type) {
    case 'raise': {
      const { channel, owner, supervisorPostId } = command;
      return { seq, at, actor, type: 'raised', channel, owner, supervisorPostId };
    }
    case 'offer': {
      const { offerId, kind, toPostId, ask, respondWithinMinutes, lapsesAt } = command;
      // The ground is kept as it is compared, so that the audit finds the same paths.
      const ground = groundOf(command);
      return { seq, at, actor, type: 'offered', offerId, kind, toPostId, ask, ground, respondWithinMinutes, lapsesAt };
    }
    // Without a scope it is all of it, and the matter moves if the offer was to hand over.
    case 'accept': {
      const { offerId, officerId, scope = null } = command;
      return { seq, at, actor, type: 'accepted', offerId, officerId, scope };
    }
    case 'decline': {
      const { offerId, basis, suggestedPostId = '' } = command;
      return { seq, at, actor, type: 'declined', offerId, basis, suggestedPostId: suggestedPostId.trim() || null };
    }
    // Who lets an offer lapse says nothing: the offer's own instant is the reason.
    case 'lapse':
      return { seq, at, actor, type: 'lapsed', offerId: command.offerId };
    case 'withdraw':
      return { seq, at, actor, type: 'withdrawn', offerId: command.offerId };
    case 'arbitrate': {
      const { toOwner, reason } = command;
      // Named in the event itself: a later succession of the supervising post does not change who ruled.
      const byPostId = standing(matter).supervisorPostId;
      return { seq, at, actor, type: 'arbitrated', toOwner, byPostId, reason, assistants: assistantsOf(command) };
    }
    case 'succeed': {
      const { from, to, cause, supervisorPostId = null } = command;
      return { seq, at, actor, type: 'succeeded', from, to, cause, supervisorPostId };
    }
    case 'release':
      return { seq, at, actor, type: 'released', postId: command.postId, reason: command.reason };
  }
}

/** Events of the work itself; they need nothing of the matter. */
function makeWork(command: WorkCommand, making: Making): MatterEvent {
  const { seq, at, actor } = making.stamp;
  switch (command.type) {
    case 'reply':
      return { seq, at, actor, type: 'replied', text: command.text, means: command.means };
    case 'note':
      return { seq, at, actor, type: 'noted', text: command.text };
    case 'supplement':
      return { seq, at, actor, type: 'supplemented', text: command.text };
    case 'wait':
      return { seq, at, actor, type: 'waiting', whom: 'company', what: command.what, resumeBy: command.resumeBy };
    case 'resume':
      return { seq, at, actor, type: 'resumed', reason: command.reason };
    case 'arrive':
      return { seq, at, actor, type: 'arrived', place: command.place ?? null };
    case 'nudge':
      return { seq, at, actor, type: 'nudged', text: command.text ?? null };
    case 'oversee':
      return { seq, at, actor, type: 'overseen', instruction: command.instruction };
    // The due time that was in force shows later that the extension came in time.
    case 'extend': {
      const { reason, extraWorkingDays } = command;
      return { seq, at, actor, type: 'extended', reason, extraWorkingDays, dueAt: making.dueAt };
    }
    case 'attach': {
      const { attachmentId, name, visibleToCompany } = command;
      return { seq, at, actor, type: 'attached', attachmentId, name, visibleToCompany };
    }
    case 'link':
      return { seq, at, actor, type: 'linked', matterId: command.matterId, relation: command.relation };
  }
}

/** Events towards an end and back. */
function makeEnding(matter: Matter | null, command: EndingCommand, stamp: EventStamp): MatterEvent {
  const { seq, at, actor } = stamp;
  switch (command.type) {
    case 'propose':
      return { seq, at, actor, type: 'proposed', summary: command.summary };
    case 'confirm':
      return { seq, at, actor, type: 'confirmed', outcome: command.outcome, missing: command.missing ?? null };
    case 'remind':
      return { seq, at, actor, type: 'reminded', ...silence(standing(matter), at) };
    case 'fallSilent':
      return { seq, at, actor, type: 'fellSilent', silentDays: silence(standing(matter), at).afterDays };
    case 'rate':
      return {
        seq,
        at,
        actor,
        type: 'rated',
        grade: command.grade,
        tags: command.tags ?? [],
        text: command.text ?? null,
      };
    case 'reopen':
      // Back to the last owner: the post that closed it knows it best, and cannot be rid of it by closing.
      return { seq, at, actor, type: 'reopened', owner: standing(matter).owner, reason: command.reason };
    case 'withdrawByCompany':
      return { seq, at, actor, type: 'withdrawnByCompany', reason: command.reason ?? null };
    case 'settleOnSpot':
      return { seq, at, actor, type: 'settledOnSpot', answer: command.answer };
    case 'reject': {
      const { reason, explanation, redirect } = command;
      return { seq, at, actor, type: 'rejected', reason, explanation, redirect };
    }
  }
}

/** Each post once, and never the new owner: nobody assists himself. */
function assistantsOf(command: CommandOf<'arbitrate'>): readonly Owner[] {
  const { toOwner, assistants = [] } = command;
  const byPost = new Map(assistants.map((assistant) => [assistant.postId, assistant]));
  byPost.delete(toOwner.postId);
  return [...byPost.values()];
}

/** Which reminder comes next, and how many whole days the company has been silent. */
function silence(matter: Matter, at: number): { readonly round: number; readonly afterDays: number } {
  const { quietSince, remindersSent } = matter.proposal ?? { quietSince: at, remindersSent: 0 };
  return { round: remindersSent + 1, afterDays: Math.floor((at - quietSince) / DAY_MS) };
}

/** `decide` lets only `raise` come without a matter, so this throws for a programmer's error alone. */
function standing(matter: Matter | null): Matter {
  if (matter === null) throw new RangeError('Only `raise` makes an event without a matter.');
  return matter;
}
