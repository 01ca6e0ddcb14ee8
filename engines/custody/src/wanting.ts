/** What a command itself lacks: a text, a target, a number within range. */
import type { CommandOf, MatterCommand } from './commands.ts';
import { GRADES, type Owner } from './events.ts';
import { groundUsed } from './guards.ts';
import type { CustodyLimits } from './limits.ts';
import type { Matter } from './matter.ts';
import { type CustodyRefusal, refuse } from './refusals.ts';

/**
 * The first thing wrong with the command's own words and numbers, or null.
 *
 * @param matter the matter; null when it is being raised
 * @param command the command
 * @param at the instant the event would get, in epoch milliseconds
 * @param limits the limits it is judged by
 */
export function wanting(
  matter: Matter | null,
  command: MatterCommand,
  at: number,
  limits: CustodyLimits,
): CustodyRefusal | null {
  for (const [field, text] of neededTexts(command)) {
    if (text.trim() === '') return refuse('TEXT_MISSING', { command: command.type, field });
  }
  if (matter === null) return null;
  switch (command.type) {
    case 'offer':
      return wantingOffer(matter, command, at);
    case 'decline':
      return wantingDecline(command);
    case 'succeed':
      return wantingSuccession(matter, command);
    case 'release': {
      const { postId } = command;
      const assists = matter.assistTenures.some((t) => t.until === null && t.assistant.postId === postId);
      return assists ? null : refuse('NOT_ASSISTING', { postId });
    }
    // 一次性告知 has an end: a waiting without one would stop the clock for good.
    case 'wait': {
      const { resumeBy } = command;
      return resumeBy > at ? null : refuse('RESUME_BY_NOT_AHEAD', { resumeBy, at });
    }
    // Zero days would only be a note, a fraction has no meaning in a calendar of days.
    case 'extend': {
      const { extraWorkingDays } = command;
      const bound = limits.extensionDaysBound;
      const inRange = Number.isInteger(extraWorkingDays) && extraWorkingDays >= 1 && extraWorkingDays <= bound;
      return inRange ? null : refuse('EXTENSION_DAYS_OUT_OF_RANGE', { extraWorkingDays, bound });
    }
    // The five grades are fixed by the national 好差评 rules, neither more nor fewer.
    case 'rate':
      return GRADES.includes(command.grade) ? null : refuse('GRADE_UNKNOWN', { grade: command.grade });
    default:
      return null;
  }
}

/** The texts without which nobody could later tell what happened and why. */
function neededTexts(command: MatterCommand): readonly (readonly [field: string, text: string])[] {
  switch (command.type) {
    case 'raise':
      return [...ownerTexts('owner', command.owner), ['supervisorPostId', command.supervisorPostId]];
    case 'offer':
      return [['ask', command.ask]];
    case 'accept':
      return [
        ['officerId', command.officerId],
        ['scope', command.scope ?? 'all of it'],
      ];
    case 'arbitrate':
      return [...ownerTexts('toOwner', command.toOwner), ['reason', command.reason]];
    case 'succeed':
      return ownerTexts('to', command.to);
    case 'release':
    case 'resume':
    case 'extend':
    case 'reopen':
      return [['reason', command.reason]];
    case 'reply':
    case 'note':
    case 'supplement':
      return [['text', command.text]];
    case 'wait':
      return [['what', command.what]];
    case 'oversee':
      return [['instruction', command.instruction]];
    case 'propose':
      return [['summary', command.summary]];
    case 'settleOnSpot':
      return [['answer', command.answer]];
    case 'reject':
      return [
        ['explanation', command.explanation],
        ['redirect', command.redirect],
      ];
    case 'attach':
      return [['name', command.name]];
    default:
      return [];
  }
}

/** An owner with a blank post or officer would be no owner at all. */
function ownerTexts(field: string, owner: Owner): readonly (readonly [field: string, text: string])[] {
  return [
    [`${field}.postId`, owner.postId],
    [`${field}.officerId`, owner.officerId],
  ];
}

/**
 * An offer names somebody else, leaves him time, and has not been made on this ground before. Its id is new, because an
 * id that came twice would let an old answer be taken for one to the new question.
 */
function wantingOffer(matter: Matter, command: CommandOf<'offer'>, at: number): CustodyRefusal | null {
  const { offerId, kind, toPostId, lapsesAt, respondWithinMinutes } = command;
  // In this order: an id used before is a repeated request, and must be told as one.
  const past = matter.offers.find((offer) => offer.offerId === offerId);
  if (past !== undefined) return refuse('OFFER_ID_TAKEN', { offerId, status: past.status });
  if (toPostId === matter.owner.postId) return refuse('OFFER_TO_ONESELF', { postId: toPostId });
  // Handing over to an assistant is welcome, asking him to assist again is not.
  const assists = matter.assistTenures.some((t) => t.until === null && t.assistant.postId === toPostId);
  if (kind === 'assist' && assists) return refuse('ALREADY_ASSISTING', { postId: toPostId });
  if (lapsesAt <= at || !Number.isInteger(respondWithinMinutes) || respondWithinMinutes < 1) {
    return refuse('OFFER_TIME_NOT_AHEAD', { lapsesAt, respondWithinMinutes, at });
  }
  const ground = groundOf(command);
  if (groundUsed(matter, { kind, toPostId, ground }) === undefined) return null;
  return refuse('GROUND_ALREADY_USED', { kind, fromPostId: matter.owner.postId, toPostId, ground });
}

/** The ground as compared: without blanks around it, and the ask itself where none is named. */
export function groundOf(command: CommandOf<'offer'>): string {
  const ground = command.ground?.trim() ?? '';
  return ground === '' ? command.ask.trim() : ground;
}

/** 不归我 needs a rule and a better owner, or the matter would only be pushed away (推诿, FA-9). */
function wantingDecline(command: CommandOf<'decline'>): CustodyRefusal | null {
  const { offerId, basis, suggestedPostId = '', askSupervisor = false } = command;
  if (basis.trim() === '') return refuse('DECLINE_NEEDS_BASIS', { offerId });
  return suggestedPostId.trim() === '' && !askSupervisor ? refuse('DECLINE_NEEDS_OWNER', { offerId }) : null;
}

/** A succession names the owner it takes from, so that two successions at once cannot both take effect (I-ORPHAN). */
function wantingSuccession(matter: Matter, command: CommandOf<'succeed'>): CustodyRefusal | null {
  const { from, to, supervisorPostId } = command;
  const { owner } = matter;
  if (from.postId !== owner.postId || from.officerId !== owner.officerId) {
    return refuse('SUCCESSION_NOT_FROM_OWNER', { fromPostId: from.postId, ownerPostId: owner.postId });
  }
  // Naming another supervising post alone is a succession too: its team may be dissolved while the owner stays.
  const sameOwner = to.postId === owner.postId && to.officerId === owner.officerId;
  const sameArbiter = supervisorPostId === undefined || supervisorPostId === matter.supervisorPostId;
  return sameOwner && sameArbiter ? refuse('SUCCESSION_TO_SAME', { postId: to.postId }) : null;
}
