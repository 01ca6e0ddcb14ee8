/**
 * From a wish to an event, or to the reason why not. `decide` is the only place where a history may grow. Its checks
 * run from the general to the particular: is there a matter, who may, from which state, which bound, what is missing.
 */
import type { CommandOf, DecideContext, MatterCommand } from './commands.ts';
import { type MatterEvent, nextInstant } from './events.ts';
import { blockedStep } from './guards.ts';
import { makeEvent } from './make-event.ts';
import type { Matter } from './matter.ts';
import { type CustodyRefusal, refuse } from './refusals.ts';
import { refuseRole, refuseState, rolesOf } from './roles.ts';
import { type CommandType, type Role, TRANSITIONS, type Transition, type Variant } from './states.ts';
import { wanting } from './wanting.ts';

/** What became of a command: the one event to append, or the reason why not. */
export type Decision = { readonly ok: true; readonly events: readonly MatterEvent[] } | CustodyRefusal;

/** The lines of the table for one command, and everybody whom any of them lets act. Built once. */
interface Lines {
  readonly rows: readonly Transition[];
  readonly allowed: readonly Role[];
}

const LINES: ReadonlyMap<string, Lines> = new Map(
  TRANSITIONS.map(({ command, variant }) => {
    const rows = TRANSITIONS.filter((row) => row.command === command && row.variant === variant);
    return [lineKey(command, variant), { rows, allowed: [...new Set(rows.flatMap((row) => row.by))] }];
  }),
);

function lineKey(command: CommandType, variant: Variant | null): string {
  return `${command} ${variant ?? ''}`;
}

/**
 * Decides one command.
 *
 * @param matter the matter as it stands, or null when it is to be raised
 * @param command what is wanted
 * @param context who wants it, when, and the limits
 * @returns the one event to append, stamped with the next `seq` and a later instant; or a refusal
 * @throws RangeError when `context.now` is not a whole number of milliseconds
 */
export function decide(matter: Matter | null, command: MatterCommand, context: DecideContext): Decision {
  const at = nextInstant(matter?.lastAt ?? null, context.now);
  const refusal =
    matter === null ? refuseFirst(command, context) : refuseNext(matter, command, { ...context, now: at });
  if (refusal !== null) return refusal;
  const stamp = { seq: (matter?.version ?? 0) + 1, at, actor: context.actor };
  return { ok: true, events: [makeEvent(matter, command, { stamp, dueAt: context.dueAt ?? at })] };
}

/**
 * Whether somebody still writes to what he has read.
 *
 * @param matter the matter as stored
 * @param expected the version the writer saw
 */
export function checkVersion(matter: Matter, expected: number): { readonly ok: true } | CustodyRefusal {
  const actual = matter.version;
  return actual === expected ? { ok: true } : refuse('VERSION_CONFLICT', { expected, actual });
}

/** Before there is a matter only its raising is possible, by anybody. */
function refuseFirst(command: MatterCommand, context: DecideContext): CustodyRefusal | null {
  if (command.type !== 'raise') return refuse('MATTER_NOT_RAISED', { command: command.type });
  return wanting(null, command, context.now, context.limits);
}

/** The checks in their order; the first that fails answers. */
function refuseNext(matter: Matter, command: MatterCommand, context: DecideContext): CustodyRefusal | null {
  if (command.type === 'raise') return refuse('MATTER_ALREADY_RAISED', { state: matter.state });
  // Whoever comes late to an offer learns what became of it, before anything else.
  const late = refuseOffer(matter, command);
  if (late !== null) return late;

  const variant = variantOf(matter, command);
  const { rows, allowed } = LINES.get(lineKey(command.type, variant)) ?? { rows: [], allowed: [] };
  const roles = rolesOf(matter, context.actor, context.manages ?? false);
  if (!allowed.some((role) => roles.includes(role))) {
    return refuseRole(matter, { command: command.type, allowed, roles }, context.actor);
  }
  // An assistant ends his own part; only the owner sends another one away.
  if (command.type === 'release' && !roles.includes('owner') && command.postId !== context.actor.postId) {
    return refuse('NOT_OWNER', { ownerPostId: matter.owner.postId, actorPostId: context.actor.postId ?? null });
  }
  if (!rows.some((row) => row.from.includes(matter.state))) return refuseState(matter, rows, command.type);

  const { now: at, limits, dueAt = null } = context;
  const bySystem = context.actor.kind === 'system';
  const blocked = blockedStep(matter, { command: command.type, variant }, { at, limits, dueAt, bySystem });
  return blocked ?? wanting(matter, command, at, limits);
}

type OfferAnswerCommand = CommandOf<'accept' | 'decline' | 'lapse' | 'withdraw'>;

function answersOffer(command: MatterCommand): command is OfferAnswerCommand {
  const { type } = command;
  return type === 'accept' || type === 'decline' || type === 'lapse' || type === 'withdraw';
}

/** The status of the offer named, told to whoever wants to answer one that no longer waits. */
function refuseOffer(matter: Matter, command: MatterCommand): CustodyRefusal | null {
  if (!answersOffer(command)) return null;
  const { offerId } = command;
  const status = matter.offers.find((offer) => offer.offerId === offerId)?.status ?? null;
  return status === 'pending' ? null : refuse('OFFER_NOT_PENDING', { offerId, status });
}

/** Which line of the table a command means. */
function variantOf(matter: Matter, command: MatterCommand): Variant | null {
  if (command.type === 'offer') return command.kind;
  if (command.type === 'confirm') return command.outcome;
  if (command.type !== 'accept') return null;
  if (matter.pendingOffer?.kind === 'assist') return 'assist';
  return command.scope === undefined ? 'whole' : 'part';
}
